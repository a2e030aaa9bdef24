# SPDX-License-Identifier: Apache-2.0
"""What the plugin remembers of its runs, in a directory of the test's own."""
import json
import os
import shutil
import stat
import tempfile
import time
import types
import unittest
from unittest import mock

from plugin_parts import memory

KERNEL = 'kernel-core-4.18.0-348.el8.x86_64'
NEWER = 'kernel-core-4.18.0-348.7.1.el8_5.x86_64'
MODULE = 'kmod-drbd-9.2.0-1.el8.x86_64'


def kept(package):
    """What a verdict says of a package that is kept out."""
    return {'package': package, 'pins': ['drbd'], 'rules': ['kernel-outside-pin']}


def verdict(*packages, word='hold'):
    """A verdict that keeps packages out."""
    return {'verdict': word, 'kept_out': [kept(package) for package in packages], 'withheld': {'known': False, 'advisories': []}}


class MergedTest(unittest.TestCase):
    """Entries, of which each has its first day."""

    def merged(self, before, *packages, today='2026-11-28'):
        entries = memory.merged(before, verdict(*packages)['kept_out'], verdict(*packages), today)
        return entries, {entry['package']: (entry['since'], entry['last']) for entry in entries}

    def test_the_first_day_stays_and_the_last_one_moves(self):
        entries, days = self.merged([], KERNEL, today='2026-11-20')
        self.assertEqual({KERNEL: ('2026-11-20', '2026-11-20')}, days)
        self.assertEqual({KERNEL: ('2026-11-20', '2026-11-28')}, self.merged(entries, KERNEL)[1])

    def test_a_newer_build_begins_anew_and_takes_the_place_of_the_older_one(self):
        entries, _ = self.merged([], KERNEL, today='2026-11-20')
        self.assertEqual({NEWER: ('2026-11-28', '2026-11-28')}, self.merged(entries, NEWER)[1])

    def test_what_is_not_in_question_stays_remembered(self):
        entries, _ = self.merged([], KERNEL, today='2026-11-20')
        self.assertEqual({KERNEL: ('2026-11-20', '2026-11-20'), MODULE: ('2026-11-28', '2026-11-28')},
                         self.merged(entries, MODULE)[1])

    def test_builds_for_another_architecture_are_other_packages(self):
        other = MODULE.replace('x86_64', 'i686')
        entries, _ = self.merged([], MODULE, today='2026-11-20')
        self.assertEqual({MODULE, other}, set(self.merged(entries, other)[1]))

    def test_an_entry_says_what_the_verdict_was(self):
        entry, = memory.merged([], [kept(KERNEL)], verdict(KERNEL, word='refuse'), '2026-11-28')
        self.assertEqual(dict(kept(KERNEL), since='2026-11-28', last='2026-11-28', verdict='refuse',
                              withheld={'known': False, 'advisories': []}), entry)


class FileTest(unittest.TestCase):
    """The file, below a root."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = directory.name
        self.file = os.path.join(self.root, 'var/lib/kernelpin/kept-out.json')

    def write(self, text):
        os.makedirs(os.path.dirname(self.file), exist_ok=True)
        with open(self.file, 'w', encoding='ascii') as file:
            file.write(text)

    def test_what_is_written_is_read_again(self):
        entries = memory.merged([], [kept(KERNEL)], verdict(KERNEL), '2026-11-28')
        memory.write(self.root, entries)
        self.assertEqual(entries, memory.remembered(self.root))
        self.assertEqual({KERNEL: '2026-11-28'}, memory.days(self.root, [KERNEL, MODULE]))
        self.assertEqual(['kept-out.json'], os.listdir(os.path.dirname(self.file)))

    def test_it_says_which_format_it_has(self):
        memory.write(self.root, [])
        with open(self.file, encoding='ascii') as file:
            self.assertEqual({'schema': 2, 'kept_out': []}, json.load(file))
        self.write('{"schema": 3, "kept_out": [{"package": "x", "since": "2026-11-28"}]}')
        self.assertEqual([], memory.remembered(self.root))

    def test_the_days_are_those_of_the_packages_in_question(self):
        entries = memory.merged([], [kept(KERNEL), kept(MODULE)], verdict(KERNEL, MODULE), '2026-11-28')
        memory.write(self.root, entries)
        self.assertEqual({KERNEL: '2026-11-28', MODULE: '2026-11-28'}, memory.days(self.root, [MODULE, KERNEL]))
        self.assertEqual({MODULE: '2026-11-28'}, memory.days(self.root, [MODULE, NEWER]))

    def test_others_may_read_it_whatever_the_umask_is(self):
        for umask in (0, 0o77):
            before = os.umask(umask)
            try:
                memory.write(self.root, [])
            finally:
                os.umask(before)
            self.assertEqual(0o644, stat.S_IMODE(os.stat(self.file).st_mode))
            self.assertEqual(0o755 & ~umask, stat.S_IMODE(os.stat(os.path.dirname(self.file)).st_mode))
            shutil.rmtree(os.path.join(self.root, 'var'))

    def test_what_cannot_be_written_leaves_what_was_there(self):
        entries = memory.merged([], [kept(KERNEL)], verdict(KERNEL), '2026-11-28')
        memory.write(self.root, entries)
        with self.assertRaises(TypeError):
            memory.write(self.root, [object()])
        self.assertEqual(entries, memory.remembered(self.root))

    def test_a_draft_that_a_crash_has_left_is_no_obstacle(self):
        self.write('')
        os.symlink('/nowhere', os.path.join(os.path.dirname(self.file), '.kept-out.json'))
        memory.write(self.root, [])
        self.assertEqual([], memory.remembered(self.root))

    def test_a_file_that_makes_no_sense_is_none(self):
        for text in ('', '[]', '{', '{"schema": 1, "kept_out": []}', '{"schema": 2}', '{"schema": 2, "kept_out": [1]}',
                     '{"schema": 2, "kept_out": [{"package": "x"}]}'):
            self.write(text)
            self.assertEqual([], memory.remembered(self.root), text)
        self.write('{"schema": 2, "kept_out": [{"package": 1, "since": "2026-11-28"}]}')
        self.assertEqual([], memory.remembered(self.root))

    def test_without_a_file_nothing_is_remembered(self):
        self.assertEqual({}, memory.days(self.root, [KERNEL]))


class RememberTest(unittest.TestCase):
    """Which runs count."""

    def remembers(self, said=None, uid=0, modules=None, command=None, **conf):
        values = dict({'installroot': '/', 'assumeno': False, 'tsflags': []}, **conf)
        base = types.SimpleNamespace(conf=types.SimpleNamespace(**values))
        with mock.patch.object(memory, 'write') as write, mock.patch.object(memory, 'remembered', return_value=[]), \
                mock.patch('os.geteuid', return_value=uid), mock.patch.dict('sys.modules', modules or {}):
            memory.remember(base, types.SimpleNamespace(command=command), said or verdict(KERNEL))
        return write.called

    def test_a_run_of_root_on_the_host_counts(self):
        self.assertTrue(self.remembers())

    def test_it_is_written_where_the_host_has_it_with_the_day_in_greenwich(self):
        base = types.SimpleNamespace(conf=types.SimpleNamespace(installroot='/', assumeno=False, tsflags=[]))
        before = [dict(kept(MODULE), since='2026-01-02')]
        day = time.gmtime(1772595000)
        with mock.patch.object(memory, 'write') as write, mock.patch('os.geteuid', return_value=0), \
                mock.patch.object(memory, 'remembered', return_value=before) as remembered, \
                mock.patch('time.gmtime', return_value=day):
            memory.remember(base, None, verdict(KERNEL))
        remembered.assert_called_once_with('/')
        write.assert_called_once_with('/', memory.merged(before, [kept(KERNEL)], verdict(KERNEL), '2026-03-04'))

    def test_no_other_run_counts(self):
        self.assertFalse(self.remembers(uid=1000))
        self.assertFalse(self.remembers(installroot='/srv/image'))
        self.assertFalse(self.remembers(assumeno=True))
        self.assertFalse(self.remembers(tsflags=['test']))
        self.assertFalse(self.remembers({'verdict': 'allow'}))

    def test_a_download_for_later_counts_although_rpm_only_tests_it(self):
        for name, counts in (('offline-upgrade', True), ('offline-distrosync', True), ('system-upgrade', True), ('upgrade', False)):
            command = types.SimpleNamespace(aliases=('x', name))
            self.assertEqual(counts, self.remembers(command=command, tsflags=['test']), name)
            self.assertFalse(self.remembers(command=command, tsflags=['test'], assumeno=True), name)

    def test_ansibles_check_mode_does_not_count(self):
        for check, counts in ((True, False), (False, True)):
            arguments = json.dumps({'ANSIBLE_MODULE_ARGS': {'_ansible_check_mode': check}}).encode('utf-8')
            ansible = types.SimpleNamespace(_ANSIBLE_ARGS=arguments)
            self.assertEqual(counts, self.remembers(modules={'ansible.module_utils.basic': ansible}))

    def test_whatever_fails_leaves_the_verdict_as_it_is(self):
        conf = types.SimpleNamespace(installroot='/')  # without anything that tells whether the run is meant
        with mock.patch('os.geteuid', return_value=0), mock.patch.object(memory, 'write') as write:
            memory.remember(types.SimpleNamespace(conf=conf), None, verdict(KERNEL))
            conf.assumeno, conf.tsflags = False, []
            for kept_out in ([{}], [None], [{'package': 'no-nevra'}], 7):
                memory.remember(types.SimpleNamespace(conf=conf), None, {'verdict': 'refuse', 'kept_out': kept_out})
        write.assert_not_called()

    def test_a_disk_that_is_full_stops_nothing(self):
        base = types.SimpleNamespace(conf=types.SimpleNamespace(installroot='/', assumeno=False, tsflags=[]))
        with mock.patch.object(memory, 'write', side_effect=OSError('full')), mock.patch('os.geteuid', return_value=0), \
                mock.patch.object(memory, 'remembered', return_value=[]):
            memory.remember(base, None, verdict(KERNEL))
