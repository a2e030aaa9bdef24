# SPDX-License-Identifier: Apache-2.0
"""Reading where a file system may not answer: in a process of its own, and only there."""
import os
import signal
import sys
import tempfile
import time
import types
import unittest
from unittest import mock

import hanging_file_system
from plugin_parts import apart, mounts, pins

CAN_MOUNT = os.geteuid() == 0 and os.path.exists('/dev/fuse')


class ApartTest(unittest.TestCase):
    """A function in a process of its own."""

    def test_what_it_returns_comes_back(self):
        for answer in ([True, ['a', '\u00e4'], None], 'x' * 1000000, [], None):
            self.assertEqual(answer, apart.within(10, lambda answer=answer: answer))

    def test_its_arguments_arrive(self):
        self.assertEqual([1, 2], apart.within(10, lambda a, b: [a, b], 1, 2))

    def test_it_is_another_process_and_is_waited_for(self):
        child = apart.within(10, os.getpid)
        self.assertNotEqual(os.getpid(), child)
        self.assertRaises(ProcessLookupError, os.kill, child, 0)

    def test_one_that_takes_too_long_is_killed(self):
        with tempfile.NamedTemporaryFile('r', encoding='ascii') as file:
            start = time.monotonic()
            self.assertRaises(TimeoutError, apart.within, 0.5, write_pid_and_sleep, file.name)
            self.assertLess(time.monotonic() - start, 10)
            self.assertRaises(ProcessLookupError, os.kill, int(file.read()), 0)

    def test_one_that_is_killed_or_fails_is_no_answer(self):
        for ends in (lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(1), lambda: 1 // 0,
                     lambda: sys.exit(0), lambda: {1}):
            self.assertRaises(ValueError, apart.within, 10, ends)

    def test_it_has_nothing_of_dnfs_open(self):
        with tempfile.TemporaryFile() as file:
            opened = apart.within(10, os.listdir, '/proc/self/fd')
            self.assertNotIn(str(file.fileno()), opened)
            self.assertEqual([], [number for number in ('0', '1', '2') if number in opened][1:])

    def test_signals_do_not_get_to_it_but_to_dnf(self):
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
        self.assertIs(True, apart.within(10, is_deaf))
        self.assertEqual(before, signal.pthread_sigmask(signal.SIG_BLOCK, []))

    def test_nothing_stays_open(self):
        before = os.listdir('/proc/self/fd')
        apart.within(10, os.getpid)
        self.assertRaises(TimeoutError, apart.within, 0.1, time.sleep, 10)
        self.assertRaises(ValueError, apart.within, 10, os._exit, 1)
        self.assertEqual(before, os.listdir('/proc/self/fd'))

    def test_a_program_that_waits_for_all_its_children_does_no_harm(self):
        before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        self.addCleanup(signal.signal, signal.SIGCHLD, before)
        self.assertEqual('x', apart.within(10, lambda: 'x'))

    def test_a_process_that_a_dead_dnf_has_left_ends_by_itself(self):
        with tempfile.NamedTemporaryFile('r', encoding='ascii') as file:
            dnf = os.fork()
            if dnf == 0:
                with mock.patch.object(apart, 'read', side_effect=lambda *_: os.kill(os.getpid(), signal.SIGKILL)):
                    apart.within(2, write_pid_and_sleep, file.name)
            self.assertEqual(signal.SIGKILL, os.waitpid(dnf, 0)[1])
            left = eventually(lambda: file.seek(0) or file.read())
        self.assertTrue(eventually(lambda: is_gone(int(left))))


class MountsTest(unittest.TestCase):
    """Which paths lead to another file system."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.top = os.path.realpath(directory.name)
        os.makedirs(os.path.join(self.top, 'root/etc/pins.d'))

    def path(self, name):
        return os.path.join(self.top, name)

    def leads(self, name, *points):
        return mounts.leads_to(self.path(name), {self.path(point) for point in points})

    def test_a_path_below_a_mount_point(self):
        self.assertTrue(self.leads('root/etc/pins.d', 'root/etc'))
        self.assertTrue(self.leads('root/etc/pins.d', 'root/etc/pins.d'))
        self.assertTrue(self.leads('root/etc/pins.d/none/x.toml', 'root/etc/pins.d/none'))

    def test_a_path_beside_one(self):
        self.assertFalse(self.leads('root/etc/pins.d', 'root/etc/pins.d/below', 'root/et', 'other'))

    def test_links_count_wherever_they_are(self):
        os.symlink(self.path('share'), self.path('root/etc/absolute'))
        os.symlink('../../share/b', self.path('root/etc/pins.d/relative'))
        os.symlink('absolute', self.path('root/etc/again'))
        for name in ('absolute', 'absolute/x.toml', 'again', '../etc/again/x'):
            self.assertTrue(self.leads('root/etc/' + name, 'share'), name)
        self.assertFalse(self.leads('root/etc/pins.d/relative', 'share'))
        self.assertTrue(self.leads('root/etc/pins.d/relative', 'root/share'))

    def test_what_is_mounted_is_not_touched(self):
        touched = []
        with mock.patch.object(os.path, 'islink', side_effect=touched.append):
            self.assertTrue(mounts.leads_to('/a/b/c', {'/a/b'}))
        self.assertEqual(['/', '/a'], touched)

    def test_links_in_a_circle_lead_nowhere(self):
        os.symlink('b', self.path('a'))
        os.symlink('a', self.path('b'))
        self.assertFalse(self.leads('a/x', 'c'))

    def test_what_is_on_the_way_to_the_root_is_dnfs_own_business(self):
        table = ''.join('1 1 0:1 / {} rw - x x rw\n'.format(point) for point in (
            '/', '/proc', self.top, self.path('root'), self.path('root/boot'), self.path('roots'), '/with\\040a\\134gap'))
        with open(self.path('table'), 'w', encoding='ascii') as file:
            file.write(table)
        with mock.patch.object(mounts, 'TABLE', self.path('table')):
            self.assertEqual({'/proc', self.path('root/boot'), self.path('roots'), '/with a\\gap'},
                             mounts.mounted_elsewhere(self.path('root')))
            self.assertEqual({'/proc', self.top, self.path('root'), self.path('root/boot'), self.path('roots'),
                              '/with a\\gap'}, mounts.mounted_elsewhere('/'))


class ReadPinsTest(unittest.TestCase):
    """Where the plugin reads pins."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = os.path.realpath(directory.name)
        self.conf = types.SimpleNamespace(installroot=self.root, pluginconfpath=[])
        self.directory = os.path.join(self.root, 'pins')
        os.mkdir(self.directory)
        with open(os.path.join(self.directory, 'a.toml'), 'w', encoding='ascii') as file:
            file.write('package = "a"')
        self.read = pins.Pins(self.directory, {'a.toml': 'package = "a"'}, {'a'}, None)

    def test_beside_dnfs_own_files_no_process_is_started(self):
        with mock.patch.object(os, 'fork', side_effect=AssertionError):
            self.assertEqual(self.read, pins.read_pins(self.conf, '/pins'))

    def test_a_directory_or_a_file_on_another_file_system_is_read_apart(self):
        for point in (self.root + '/pins', self.root + '/pins/a.toml'):
            with mock.patch.object(pins, 'mounted_elsewhere', return_value={point}), \
                    mock.patch.object(os, 'fork', wraps=os.fork) as fork:
                self.assertEqual(self.read, pins.read_pins(self.conf, '/pins'))
            fork.assert_called_once_with()

    def test_without_a_table_of_mounts_they_are_read_apart(self):
        with mock.patch.object(mounts, 'TABLE', '/nonexistent'):
            self.assertEqual(self.read, pins.read_pins(self.conf, '/pins'))
            self.assertEqual(pins.Pins(self.root + '/none', {}, set(), None), pins.read_pins(self.conf, '/none'))
            self.conf.pluginconfpath = [self.root]
            with open(os.path.join(self.root, 'kernelpin.conf'), 'w', encoding='ascii'):
                pass
            self.assertEqual(pins.Pins(self.root + '/none', {}, set(), self.root + '/none: No such file or directory'),
                             pins.read_pins(self.conf, '/none'))

    def test_a_process_that_fails_is_a_problem(self):
        with mock.patch.object(pins, 'mounted_elsewhere', return_value={self.directory}), \
                mock.patch.object(pins, 'list_files', side_effect=MemoryError):
            self.assertEqual(pins.Pins(self.directory, {}, set(),
                                       self.directory + ': the process that reads it has failed'),
                             pins.read_pins(self.conf, '/pins'))

    @unittest.skipUnless(CAN_MOUNT, 'it takes root and /dev/fuse')
    def test_a_file_system_that_answers_is_read(self):
        with self.mounted('none'):
            read = pins.read_pins(self.conf, '/pins')
        self.assertEqual((self.directory, ['a.toml'], {'kmod-drbd'}, None),
                         (read.directory, list(read.texts), read.named, read.problem))

    @unittest.skipUnless(CAN_MOUNT, 'it takes root and /dev/fuse')
    def test_one_that_hangs_is_not_waited_for(self):
        os.symlink('../pins/a.toml', os.path.join(self.root, 'pins', 'b.toml'))
        os.mkdir(os.path.join(self.root, 'linked'))
        os.symlink('../pins/a.toml', os.path.join(self.root, 'linked', 'a.toml'))
        for request, option in (('getattr', '/pins'), ('opendir', '/pins'), ('open', '/pins'), ('read', '/pins'),
                                ('open', '/linked')):
            with self.mounted(request), mock.patch.object(pins, 'SECONDS_MAX', 1):
                start = time.monotonic()
                self.assertEqual('{}{}: its file system did not answer within 1 seconds'.format(self.root, option),
                                 pins.read_pins(self.conf, option).problem)
                self.assertLess(time.monotonic() - start, 10)
        self.assertEqual(pins.read_pins(self.conf, '/none').problem, None)

    def mounted(self, request):
        """A file system over the directory of pins, while a block runs."""
        return hanging_file_system.mounted(self.directory, request)


def write_pid_and_sleep(path):
    """Says who it is, and does not end."""
    with open(path, 'w', encoding='ascii') as file:
        file.write(str(os.getpid()))
    time.sleep(60)


def eventually(probe):
    """What a function returns as soon as that is something."""
    for _ in range(100):
        if probe():
            break
        time.sleep(0.1)
    return probe()


def is_deaf():
    """Tells whether signals for dnf's group pass it by."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        os.kill(os.getpid(), number)
    return True


def is_gone(pid):
    """Tells whether a process has ended, and perhaps waits for init."""
    try:
        with open('/proc/{}/stat'.format(pid), encoding='ascii') as status:
            return status.read().rsplit(')', 1)[1].split()[0] == 'Z'
    except OSError:
        return True


if __name__ == '__main__':
    unittest.main()
