# SPDX-License-Identifier: Apache-2.0
"""Tests of the dnf plugin without dnf's solver: what it does when something goes wrong."""
import ast
import json
import logging
import os
import signal
import stat
import sys
import tempfile
import time
import unittest
from unittest import mock

SOURCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..')
sys.path.insert(0, os.path.join(SOURCES, 'dnf-plugin'))

import dnf.exceptions  # noqa: E402
import dnf.transaction  # noqa: E402
import kernelpin  # noqa: E402

REQUEST = {'id': '0123456789abcdef', 'root': '/nowhere'}


class Package:
    """What the plugin asks of a hawkey package."""

    def __init__(self, nevra, provides=(), requires=(), installed=False):
        self.nevra, self.provides, self.requires, self.installed = nevra, provides, requires, installed
        self.name, self.version, rest = nevra.rsplit('-', 2)
        self.release, self.arch = rest.rsplit('.', 1)
        self.epoch, self.reponame = 0, 'repo'

    def __str__(self):
        return self.nevra


class Item:
    """What the plugin asks of a transaction item."""

    def __init__(self, action, pkg):
        self.action, self.pkg, self.name = action, pkg, pkg.name


def install(*packages):
    """A transaction that installs packages."""
    return [Item(dnf.transaction.PKG_INSTALL, pkg) for pkg in packages]


class PluginTest(unittest.TestCase):
    """The hooks, with a base that has a transaction and nothing else."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = directory.name
        self.pins = os.path.join(self.root, 'etc/kernelpin/pins.d')
        os.makedirs(self.pins)
        self.write('drbd.toml', '[[pin]]\nid = "drbd"\n[[pin.module]]\npackage = "drbd-modules"\n')
        self.options = {'executable': '/nonexistent'}
        base = mock.Mock(spec=['transaction', 'conf'])
        base.conf.installroot = self.root
        base.transaction = None
        self.plugin = kernelpin.KernelPin(base, None)
        parser = mock.Mock()
        parser.has_section.return_value = True
        parser.options.side_effect = lambda section: list(self.options)
        parser.get.side_effect = lambda section, option: self.options[option]
        patch = mock.patch.object(kernelpin.KernelPin, 'read_config', return_value=parser)
        patch.start()
        self.addCleanup(patch.stop)

    def write(self, name, text):
        with open(os.path.join(self.pins, name), 'w', encoding='utf-8') as pins:
            pins.write(text)

    def transaction(self, *packages):
        self.plugin.base.transaction = install(*packages)

    def refusal(self):
        """The text of the error that the hook raises."""
        with self.assertRaises(dnf.exceptions.Error) as raised:
            self.plugin.resolved()
        # dnf gives advice that is wrong here for every other kind of error.
        self.assertIs(dnf.exceptions.Error, type(raised.exception))
        return str(raised.exception)

    def test_no_transaction_is_nothing_to_judge(self):
        self.plugin.resolved()

    def test_an_ordinary_package_is_not_judged(self):
        self.transaction(Package('bash-5-1.x86_64'))
        self.plugin.resolved()

    def test_headers_and_tools_are_not_judged(self):
        self.transaction(Package('kernel-headers-4.18.0-348.el8.x86_64'), Package('kernel-tools-4.18.0-348.el8.x86_64'),
                         Package('kernel-tools-libs-4.18.0-348.el8.x86_64'))
        self.plugin.resolved()

    def test_without_pins_nothing_is_judged(self):
        os.remove(os.path.join(self.pins, 'drbd.toml'))
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.plugin.resolved()

    def test_without_the_directory_of_pins_nothing_is_judged(self):
        os.remove(os.path.join(self.pins, 'drbd.toml'))
        os.rmdir(self.pins)
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.plugin.resolved()

    def test_each_kind_of_kernel_and_module_is_judged(self):
        for pkg in (Package('kernel-4.18.0-348.el8.x86_64'), Package('kernel-modules-extra-4.18.0-348.el8.x86_64'),
                    Package('kmod-any-1-1.x86_64'), Package('drbd-modules-1-1.x86_64'),
                    Package('linux-1-1.x86_64', provides=['kernel-uname-r = 1-1.x86_64']),
                    Package('linux-1-1.x86_64', provides=['kernel-uek-uname-r']),
                    Package('linux-1-1.x86_64', provides=['installonlypkg(kernel)']),
                    Package('linux-1-1.x86_64', provides=['drbd-modules = 1']),
                    Package('oot-1-1.x86_64', provides=['ksym(x) = 0x1']),
                    Package('oot-1-1.x86_64', requires=['kernel(x) = 0x1'])):
            self.transaction(pkg)
            self.assertIn('it touches ' + pkg.name + '\n', self.refusal())

    def test_whatever_fails_in_collecting_is_a_refusal(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.assertEqual(
            "kernelpin: cannot judge this transaction\n  it touches kernel-core\n"
            "  AttributeError: Mock object has no attribute 'sack'\n"
            "  Nothing was changed. Repair this; other transactions go through.", self.refusal())

    def test_unreadable_pins_are_a_refusal_of_kernels_only(self):
        os.mkdir(os.path.join(self.pins, 'directory.toml'))
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'), Package('bash-5-1.x86_64'))
        self.assertIn('\n  ' + self.pins + '/directory.toml: Is a directory\n', self.refusal())
        self.transaction(Package('bash-5-1.x86_64'))
        self.plugin.resolved()

    def test_a_directory_of_pins_that_is_none_is_a_refusal_of_kernels_only(self):
        os.remove(os.path.join(self.pins, 'drbd.toml'))
        os.rmdir(self.pins)
        for make, why in ((lambda: os.symlink('nowhere', self.pins), 'No such file or directory'),
                          (lambda: open(self.pins, 'w', encoding='ascii').close(), 'Not a directory')):
            make()
            self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'), Package('bash-5-1.x86_64'))
            self.assertEqual('kernelpin: cannot judge this transaction\n  it touches kernel-core\n  {}: {}\n'
                             '  Nothing was changed. Repair this; other transactions go through.'
                             .format(self.pins, why), self.refusal())
            self.transaction(Package('bash-5-1.x86_64'))
            self.plugin.resolved()
            os.remove(self.pins)

    def test_a_directory_of_pins_below_a_file_is_a_refusal_of_kernels_only(self):
        self.options['pins'] = '/etc/kernelpin/pins.d/drbd.toml/pins.d'
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.assertIn('/drbd.toml/pins.d: Not a directory\n', self.refusal())
        self.transaction(Package('bash-5-1.x86_64'))
        self.plugin.resolved()

    def test_a_transaction_that_dnf_does_not_tell_is_refused(self):
        type(self.plugin.base).transaction = mock.PropertyMock(side_effect=RuntimeError('gone'))
        self.assertEqual("kernelpin: cannot judge this transaction\n  it touches packages that dnf does not name\n"
                         "  RuntimeError: gone\n"
                         "  Nothing was changed. Repair this; other transactions go through.", self.refusal())
        self.assertRaises(dnf.exceptions.Error, self.plugin.pre_transaction)

    def test_packages_that_dnf_no_longer_describes_are_told_by_their_names(self):
        with mock.patch.object(kernelpin, 'concerns', side_effect=AttributeError('provides')):
            for name in ('kernel-core', 'kmod-any', 'drbd-modules'):
                self.transaction(Package(name + '-1-1.x86_64'), Package('bash-5-1.x86_64'))
                self.assertIn('\n  it touches {}\n  AttributeError: provides\n'.format(name), self.refusal())
            self.transaction(Package('bash-5-1.x86_64'))
            with self.assertLogs('dnf.plugin', logging.WARNING) as logged:
                self.plugin.resolved()
        self.assertEqual(['WARNING:dnf.plugin:kernelpin: does not work: AttributeError: provides'], logged.output)

    def test_an_error_of_dnf_itself_is_a_refusal_of_kernels_only_and_gets_no_advice(self):
        for error in (dnf.exceptions.DepsolveError('a'), dnf.exceptions.RepoError('a'), dnf.exceptions.Error('a')):
            with mock.patch.object(kernelpin, 'pinned_packages', side_effect=error):
                self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
                self.assertIn('\n  it touches kernel-core\n  {}: a\n'.format(type(error).__name__), self.refusal())
                self.transaction(Package('bash-5-1.x86_64'))
                with self.assertLogs('dnf.plugin', logging.WARNING) as logged:
                    self.plugin.resolved()
                self.assertEqual(['WARNING:dnf.plugin:kernelpin: does not work: {}: a'.format(type(error).__name__)],
                                 logged.output)

    def test_a_pipe_among_the_pins_holds_nothing_up(self):
        os.mkfifo(os.path.join(self.pins, 'pipe.toml'))
        self.transaction(Package('bash-5-1.x86_64'))
        self.plugin.resolved()

    def test_a_pinned_package_of_any_name_is_judged_whatever_else_fails(self):
        self.options['timeout'] = 'soon'
        os.symlink('nowhere', os.path.join(self.pins, 'link.toml'))
        self.transaction(Package('drbd-modules-1-1.x86_64'))
        self.assertIn('it touches drbd-modules\n', self.refusal())

    def test_headers_are_not_judged_whatever_fails(self):
        self.transaction(Package('kernel-headers-4.18.0-348.el8.x86_64'))
        with mock.patch.object(kernelpin, 'configuration', side_effect=ValueError):
            with self.assertLogs('dnf.plugin', logging.WARNING) as logged:
                self.plugin.resolved()
        self.assertEqual(['WARNING:dnf.plugin:kernelpin: does not work: ValueError: '], logged.output)

    def test_what_a_comment_or_a_reason_mentions_is_not_judged(self):
        self.write('drbd.toml', '# kernelpin and java, see chrony\n[[pin]]\nid = "bash"\nreason = "chrony"\n')
        self.transaction(Package('chrony-1-1.x86_64'), Package('bash-5-1.x86_64'), Package('kernelpin-1-1.x86_64'))
        self.plugin.resolved()

    def test_a_package_is_found_however_it_is_written(self):
        for text in ('package="oot"', "package = 'oot'", '"package"\t=\t"oot"', "'package' = \"oot\"",
                     'module = [{ name = "x", package = "oot" }]', 'pin.module.package = "oot"',
                     'package = """oot"""', 'package = """\noot"""'):
            self.write('drbd.toml', text)
            self.transaction(Package('oot-1-1.x86_64'))
            self.assertIn('it touches oot\n', self.refusal())

    def test_nonsense_in_the_configuration_is_a_refusal_of_kernels_only(self):
        for option, value, expected in (('timeout', 'soon', 'seconds from 1 to 9999'), ('timeout', '0', 'seconds from 1 to 9999'),
                                        ('on_failure', 'panic', 'block or warn'),
                                        ('executable', 'kernelpin', 'an absolute path')):
            self.options = {option: value}
            self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
            self.assertIn('\n  kernelpin.conf: {} = {}: expected {}\n'.format(option, value, expected), self.refusal())
            self.transaction(Package('bash-5-1.x86_64'))
            self.plugin.resolved()

    def test_an_option_with_a_typing_error_is_a_refusal_of_kernels_only(self):
        self.options = {'enabled': '1', 'on_failuer': 'warn'}
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.assertIn('\n  kernelpin.conf: unknown option on_failuer: expected allow, executable, on_failure, pins, '
                      'timeout\n', self.refusal())
        self.transaction(Package('bash-5-1.x86_64'))
        self.plugin.resolved()

    def test_a_failure_only_warns_if_the_configuration_says_so(self):
        self.options['on_failure'] = 'warn'
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        with self.assertLogs('dnf.plugin', logging.WARNING) as logged:
            self.plugin.resolved()
            self.plugin.pre_transaction()
        self.assertEqual(1, len(logged.output))
        self.assertTrue(logged.output[0].endswith('\n  It goes ahead, because on_failure is warn.'))

    def test_what_fails_cannot_play_tricks_on_the_terminal(self):
        self.transaction(Package('kmod-\033[31mred-1-1.x86_64'))
        with mock.patch.object(kernelpin, 'Request', side_effect=kernelpin.Failure('one\n  \u202etwo\007')):
            self.assertEqual(
                'kernelpin: cannot judge this transaction\n  it touches kmod-?[31mred\n  one\n  ?two?\n'
                '  Nothing was changed. Repair this; other transactions go through.', self.refusal())

    def test_an_interrupt_is_not_held_up(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        with mock.patch.object(kernelpin, 'Request', side_effect=KeyboardInterrupt):
            self.assertRaises(KeyboardInterrupt, self.plugin.resolved)

    def test_the_verdict_decides(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        with mock.patch.object(kernelpin, 'Request'), mock.patch.object(kernelpin, 'evaluate') as evaluate:
            evaluate.return_value = {'verdict': 'deny', 'message': 'no'}
            self.assertEqual('no', self.refusal())
            evaluate.return_value = {'verdict': 'allow', 'message': 'mind'}
            with self.assertLogs('dnf.plugin', logging.WARNING) as logged:
                self.plugin.resolved()
            self.assertEqual(['WARNING:dnf.plugin:mind'], logged.output)

    def test_it_answers_with_the_files_that_kernelpin_asks_about(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        files = [{'name': 'npreal2', 'requires': ['kernel(a) = 0x1']}]
        with mock.patch.object(kernelpin, 'Request') as request, mock.patch.object(kernelpin, 'evaluate') as evaluate:
            evaluate.side_effect = [{'verdict': 'ask', 'module_files': files}, {'verdict': 'deny', 'message': 'no'}]
            self.assertEqual('no', self.refusal())
            self.assertEqual([mock.call(self.pins, ''), mock.call(self.pins, '', files)],
                             request.return_value.build.call_args_list)
            self.assertEqual(['ask'], [call.args[2] for call in evaluate.call_args_list if len(call.args) > 2])

    def test_a_program_that_asks_for_nothing_in_particular_is_a_refusal(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        with mock.patch.object(kernelpin, 'Request'), mock.patch.object(kernelpin, 'evaluate') as evaluate:
            evaluate.return_value = {'verdict': 'ask'}
            self.assertIn("\n  KeyError: 'module_files'\n", self.refusal())

    def test_what_was_judged_is_not_judged_again(self):
        self.transaction(Package('kernel-core-4.18.0-305.el8.x86_64'))
        with mock.patch.object(kernelpin, 'Request'), mock.patch.object(kernelpin, 'evaluate') as evaluate:
            evaluate.return_value = {'verdict': 'allow', 'message': ''}
            self.plugin.resolved()
            self.plugin.pre_transaction()
            self.assertEqual(1, evaluate.call_count)

    def test_what_another_plugin_has_changed_is_judged_again(self):
        self.transaction(Package('kernel-core-4.18.0-305.el8.x86_64'))
        with mock.patch.object(kernelpin, 'Request'), mock.patch.object(kernelpin, 'evaluate') as evaluate:
            evaluate.return_value = {'verdict': 'allow', 'message': ''}
            self.plugin.resolved()
            evaluate.return_value = {'verdict': 'deny', 'message': 'no'}
            self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
            self.assertRaises(dnf.exceptions.Error, self.plugin.pre_transaction)

    def test_the_same_package_from_another_repository_is_judged_again(self):
        kernel = Package('kernel-core-4.18.0-305.el8.x86_64')
        self.transaction(kernel)
        with mock.patch.object(kernelpin, 'Request'), mock.patch.object(kernelpin, 'evaluate') as evaluate:
            evaluate.return_value = {'verdict': 'allow', 'message': ''}
            self.plugin.resolved()
            kernel.reponame = 'testing'
            self.plugin.pre_transaction()
            self.assertEqual(2, evaluate.call_count)

    def test_what_cannot_be_told_from_the_judged_is_refused_before_it_runs(self):
        self.transaction(Package('kernel-core-4.18.0-305.el8.x86_64'))
        with mock.patch.object(kernelpin, 'Request'), mock.patch.object(kernelpin, 'evaluate') as evaluate:
            evaluate.return_value = {'verdict': 'allow', 'message': ''}
            self.plugin.resolved()
        type(self.plugin.base).transaction = mock.PropertyMock(side_effect=RuntimeError)
        self.assertRaises(dnf.exceptions.Error, self.plugin.pre_transaction)

    def test_what_was_never_judged_is_judged_before_it_runs(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.assertRaises(dnf.exceptions.Error, self.plugin.pre_transaction)

    def test_a_refused_transaction_is_judged_again_if_it_is_run_all_the_same(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.refusal()
        self.assertRaises(dnf.exceptions.Error, self.plugin.pre_transaction)


class ConfigurationTest(unittest.TestCase):
    """The plugin's file, which dnf itself reads before it does anything."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = directory.name
        os.makedirs(os.path.join(self.root, 'etc/kernelpin/pins.d'))
        with open(os.path.join(self.root, 'etc/kernelpin/pins.d/drbd.toml'), 'w', encoding='ascii') as pins:
            pins.write('package = "drbd-modules"\n')
        self.file = os.path.join(self.root, 'kernelpin.conf')
        self.addCleanup(setattr, kernelpin.KernelPin, 'broken', None)
        self.base = mock.Mock(spec=['transaction', 'conf'])
        self.base.conf.installroot, self.base.conf.pluginconfpath = self.root, [self.root]

    def write(self, content):
        with open(self.file, 'wb') as conf:
            conf.write(content)

    def refusal(self):
        plugin = kernelpin.KernelPin(self.base, None)
        self.base.transaction = install(Package('bash-5-1.x86_64'))
        plugin.resolved()
        self.base.transaction = install(Package('drbd-modules-1-1.x86_64'))
        with self.assertRaises(dnf.exceptions.Error) as raised:
            plugin.resolved()
        return str(raised.exception).replace(self.file, 'FILE').split('\n')[2]

    def test_a_file_that_dnf_cannot_read_does_not_keep_it_from_ordinary_transactions(self):
        for content, why in ((b'enabled=1\n', "IniParser: Missing section header at line 1"),
                             (b'\0\xff[main\n', "IniParser: Missing section header at line 1"),
                             (b'[main\n', "IniParser: Missing ']' at line 1"),
                             (b'[main]\nenabled\n', "IniParser: Missing '=' at line 2")):
            self.write(content)
            self.assertFalse(kernelpin.KernelPin.read_config(self.base.conf).has_section('main'))
            self.assertEqual("  kernelpin.conf: Parsing file failed: Parsing file 'FILE' failed: " + why,
                             self.refusal())

    def test_whether_it_is_enabled_may_be_nonsense(self):
        for value in ('maybe', ''):
            self.write('[main]\nenabled={}\n'.format(value).encode('ascii'))
            self.assertEqual('  kernelpin.conf: Not a boolean: ' + value, self.refusal())

    def test_a_file_that_has_been_repaired_counts_at_once(self):
        self.write(b'nonsense')
        self.assertIn('Missing section header', self.refusal())
        self.write(b'[main]\nexecutable=/nonexistent\n')
        self.assertEqual('  /nonexistent cannot be started: No such file or directory',
                         self.refusal_of_a_request())

    def refusal_of_a_request(self):
        with mock.patch.object(kernelpin, 'Request') as request:
            request.return_value.build.return_value = REQUEST
            return self.refusal()


class EvaluateTest(unittest.TestCase):
    """The conversation with the program, which may do anything."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.program = os.path.join(directory.name, 'kernelpin')

    def evaluate(self, script, timeout='10', mode=0o755, unwanted=None):
        with open(self.program, 'w', encoding='utf-8') as program:
            program.write(script)
        os.chmod(self.program, mode)
        return kernelpin.evaluate({'executable': self.program, 'timeout': timeout}, REQUEST, unwanted)

    def failure(self, script, **kwargs):
        with self.assertRaises(kernelpin.Failure) as raised:
            self.evaluate(script, **kwargs)
        return str(raised.exception).replace(self.program, 'PROGRAM')

    def answer(self, status, **changes):
        """A program that drains its input, answers and ends with a status."""
        verdict = {'schema': 1, 'request': REQUEST['id'], 'verdict': 'allow', 'message': ''}
        verdict.update(changes)
        return "#!/bin/sh\ncat >/dev/null\ncat <<'END'\n{}\nEND\nexit {}\n".format(json.dumps(verdict), status)

    def test_an_allowance(self):
        self.assertEqual('allow', self.evaluate(self.answer(0))['verdict'])

    def test_a_refusal(self):
        self.assertEqual('no', self.evaluate(self.answer(3, verdict='deny', message='no'))['message'])

    def test_a_question(self):
        self.assertEqual([], self.evaluate(self.answer(6, verdict='ask', module_files=[]))['module_files'])

    def test_the_same_question_again(self):
        self.assertEqual('PROGRAM gave no valid verdict: it answers something else',
                         self.failure(self.answer(6, verdict='ask', module_files=[]), unwanted='ask'))

    def test_a_status_that_contradicts_the_verdict(self):
        self.assertEqual('PROGRAM gave no valid verdict: it answers something else',
                         self.failure(self.answer(0, verdict='deny', message='no')))
        self.assertEqual('PROGRAM gave no valid verdict: it answers something else', self.failure(self.answer(3)))

    def test_an_answer_to_another_request_or_in_another_schema(self):
        for changes in ({'request': 'another'}, {'schema': 2}, {'verdict': 'perhaps'}, {'message': None}):
            self.assertEqual('PROGRAM gave no valid verdict: it answers something else',
                             self.failure(self.answer(0, **changes)))

    def test_no_answer_at_all(self):
        self.assertEqual('PROGRAM gave no valid verdict: Expecting value: line 1 column 1 (char 0)',
                         self.failure('#!/bin/sh\nexit 0\n'))

    def test_a_refusal_without_a_reason(self):
        self.assertEqual('PROGRAM gave no valid verdict: it answers something else',
                         self.failure(self.answer(3, verdict='deny')))

    def test_half_an_answer_two_answers_and_text_before_one(self):
        whole = json.dumps({'schema': 1, 'request': REQUEST['id'], 'verdict': 'allow', 'message': ''})
        for text in (whole[:20], whole + whole, 'warning\n' + whole, '[]', '"allow"', 'null', '{}'):
            self.assertIn('PROGRAM gave no valid verdict: ',
                          self.failure("#!/bin/sh\ncat >/dev/null\ncat <<'END'\n{}\nEND\n".format(text)))

    def test_an_answer_that_is_not_ascii(self):
        self.assertIn('PROGRAM gave no valid verdict: ', self.failure("#!/bin/sh\nprintf '\\377'\n"))

    def test_a_status_of_its_own_with_its_reason(self):
        self.assertEqual('PROGRAM ended with status 70\n  first\n  second',
                         self.failure("#!/bin/sh\nprintf 'first\\nsecond\\n' >&2\nexit 70\n"))

    def test_broken_pins_with_their_places(self):
        self.assertEqual('the pin files are broken:\n  a.toml:1:2: wrong',
                         self.failure('#!/bin/sh\necho a.toml:1:2: wrong >&2\nexit 5\n'))

    def test_a_jvm_that_cannot_start(self):
        self.assertEqual('PROGRAM ended with status 1', self.failure('#!/bin/sh\nexit 1\n'))

    def test_a_program_that_is_killed(self):
        self.assertEqual('PROGRAM ended with status -9', self.failure('#!/bin/sh\nkill -9 $$\n'))

    def test_a_program_that_is_missing(self):
        with self.assertRaises(kernelpin.Failure) as raised:
            kernelpin.evaluate({'executable': '/nonexistent', 'timeout': '1'}, REQUEST)
        self.assertEqual('/nonexistent cannot be started: No such file or directory', str(raised.exception))

    def test_a_program_that_may_not_be_run(self):
        self.assertEqual('PROGRAM cannot be started: Permission denied', self.failure('#!/bin/sh\n', mode=stat.S_IRUSR))

    def test_a_program_that_is_none(self):
        self.assertEqual('PROGRAM cannot be started: Exec format error', self.failure('nonsense'))

    @unittest.skipUnless(os.geteuid() == 0, 'only root can give files away')
    def test_a_program_that_others_can_write_is_not_run_as_root_on_the_host_itself(self):
        self.evaluate(self.answer(0))
        for owner, mode in ((12345, 0o755), (0, 0o775), (0, 0o757)):
            os.chown(self.program, owner, 0)
            os.chmod(self.program, mode)
            for root, expected in (('/', ': others than root can write to it: expected owner root and mode 0755 or stricter'),
                                   ('/nowhere', None)):
                with mock.patch.dict(REQUEST, {'root': root}):
                    self.assertEqual(expected, self.outcome())
        os.chown(self.program, 0, 0)
        os.chmod(self.program, 0o755)
        with mock.patch.dict(REQUEST, {'root': '/'}):
            self.assertIsNone(self.outcome())

    def outcome(self):
        """What is wrong with the program as it stands, or None."""
        try:
            kernelpin.evaluate({'executable': self.program, 'timeout': '10'}, REQUEST)
        except kernelpin.Failure as failure:
            return str(failure).replace(self.program, '')
        return None

    def test_a_program_that_hangs_is_killed_with_its_children(self):
        pids = self.program + '.pids'
        start = time.monotonic()
        self.assertEqual('PROGRAM did not answer within 1 seconds', self.failure(
            '#!/bin/sh\nsleep 60 &\necho $! $$ >{}\nwait\n'.format(pids), timeout='1'))
        self.assertLess(time.monotonic() - start, 20)
        with open(pids, encoding='ascii') as file:
            for pid in file.read().split():
                self.assertTrue(gone(int(pid)), pid)

    def test_children_that_outlive_the_program_are_killed(self):
        self.assertEqual('PROGRAM did not answer within 1 seconds', self.failure(
            '#!/bin/sh\nsleep 60 &\nexit 0\n', timeout='1'))

    def test_megabytes_on_stderr_do_not_block_it(self):
        flood = "head -c 5000000 /dev/zero | tr '\\0' e >&2\n"
        self.assertEqual('allow', self.evaluate(self.answer(0).replace('cat >/dev/null\n', flood + 'cat >/dev/null\n'))[
            'verdict'])

    def test_only_so_many_lines_of_its_reason_are_kept(self):
        self.assertEqual(21, len(self.failure('#!/bin/sh\nseq 1000 >&2\nexit 70\n').split('\n')))

    def test_a_program_that_does_not_read_its_input(self):
        with mock.patch.dict(REQUEST, {'padding': 'x' * 1000000}):
            self.assertEqual('PROGRAM ended with status 4\n  no',
                             self.failure('#!/bin/sh\necho no >&2\nexit 4\n'))

    def test_a_program_that_ends_before_it_has_read_does_not_take_dnf_with_it(self):
        # dnf lets this signal kill it unless it writes to a terminal (dnf.i18n.setup_stdout).
        before = signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        self.addCleanup(signal.signal, signal.SIGPIPE, before)
        with mock.patch.dict(REQUEST, {'padding': 'x' * 1000000}):
            self.assertEqual('PROGRAM ended with status 70\n  no Java',
                             self.failure('#!/bin/sh\nexec <&-\necho no Java >&2\nexit 70\n'))
        self.assertNotIn(signal.SIGPIPE, signal.pthread_sigmask(signal.SIG_BLOCK, []))
        self.assertEqual(set(), signal.sigpending())

    def test_the_environment_is_clean(self):
        dirty = {'JAVA_TOOL_OPTIONS': 'x', 'LD_PRELOAD': '', 'CLASSPATH': 'x', 'LANG': 'de_DE', 'JAVA_HOME': '/jdk'}
        with mock.patch.dict(os.environ, dirty):
            said = self.failure('#!/bin/sh\nenv >&2\nexit 70\n').split('\n  ')[1:]
        names = sorted(line.split('=')[0] for line in said)
        self.assertEqual(['JAVA_HOME', 'KERNELPIN_RECORD', 'LC_ALL', 'PATH', 'PWD'], [name for name in names if name not in ('_', 'SHLVL')])
        self.assertIn('LC_ALL=C.UTF-8', said)


class SourceTest(unittest.TestCase):
    """The file itself."""

    def setUp(self):
        with open(kernelpin.__file__, encoding='ascii') as source:
            self.source = source.read()

    def test_python_3_6_can_read_it(self):
        ast.parse(self.source, feature_version=(3, 6))

    def test_it_is_small(self):
        tree = ast.parse(self.source)
        texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
        prose = {line for text in texts for line in range(text.lineno, text.end_lineno + 1)}
        code = [line for number, line in enumerate(self.source.split('\n'), 1)
                if line.strip() and not line.strip().startswith('#') and number not in prose]
        self.assertLess(len(code), 215)

    def test_it_prints_nothing(self):
        called = [node.func.id for node in ast.walk(ast.parse(self.source))
                  if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
        self.assertNotIn('print', called)

    def test_its_imports_are_the_standard_library_and_dnf(self):
        imported = sorted(alias.name.split('.')[0] for node in ast.walk(ast.parse(self.source))
                          if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names)
        self.assertEqual(['contextlib', 'dnf', 'hawkey', 'json', 'libdnf', 'logging', 'os', 're', 'signal', 'subprocess',
                          'sys'], imported)

    def test_its_configuration_names_every_option_with_its_default(self):
        with open(os.path.join(SOURCES, 'dnf-plugin', 'kernelpin.conf'), encoding='ascii') as conf:
            options = dict(line.strip().replace(' ', '').split('=') for line in conf if '=' in line and line[0] != '#')
        self.assertEqual('1', options.pop('enabled'))
        self.assertEqual(kernelpin.DEFAULTS, options)


def gone(pid):
    """Tells whether a process has ended, or waits a moment for init to reap it."""
    for _ in range(50):
        try:
            with open('/proc/{}/stat'.format(pid), encoding='ascii') as status:
                if status.read().rsplit(')', 1)[1].split()[0] == 'Z':
                    return True
        except OSError:
            return True
        time.sleep(0.1)
    return False


if __name__ == '__main__':
    unittest.main()
