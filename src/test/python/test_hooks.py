# SPDX-License-Identifier: Apache-2.0
"""What the plugin's hooks do when something goes wrong, without dnf's solver."""
import contextlib
import logging
import os
import shutil
import tempfile
import unittest
from unittest import mock

import dnf.exceptions
import dnf.transaction

from plugin_parts import Package, conversation, install, judgement, kernelpin, options, relevance


class PluginTest(unittest.TestCase):
    """The hooks, with a base that has a transaction and nothing else."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = directory.name
        self.pins = os.path.join(self.root, 'etc/kernelpin/pins.d')
        os.makedirs(self.pins)
        self.write('drbd.toml', '[[pin]]\nid = "drbd"\n[[pin.module]]\npackage = "drbd-modules"\n')
        self.options = {'executable': '/bin/true'}
        base = mock.Mock(spec=['transaction', 'conf'])
        base.conf.installroot, base.conf.pluginconfpath = self.root, [self.root]
        open(os.path.join(self.root, 'kernelpin.conf'), 'w', encoding='ascii').close()
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
        with open(os.path.join(self.pins, name), 'w', encoding='utf-8') as file:
            file.write(text)

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
        with mock.patch.object(kernelpin, 'read_pins') as read, mock.patch.object(kernelpin, 'logger') as logger:
            self.plugin.resolved()
            self.transaction()
            self.plugin.resolved()
        read.assert_not_called()
        self.assertEqual([], logger.mock_calls)

    def test_an_ordinary_package_is_not_judged(self):
        self.transaction(Package('bash-5-1.x86_64'))
        with mock.patch.object(kernelpin, 'logger') as logger:
            self.plugin.resolved()
        self.assertEqual([], logger.mock_calls)

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

    def test_a_link_to_nowhere_above_the_pins_is_a_refusal_of_kernels_only(self):
        shutil.rmtree(os.path.join(self.root, 'etc'))
        for above in ('etc', 'etc/kernelpin'):
            os.makedirs(os.path.dirname(os.path.join(self.root, above)), exist_ok=True)
            os.symlink('nowhere', os.path.join(self.root, above))
            self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
            self.assertIn('/etc/kernelpin/pins.d: No such file or directory\n', self.refusal())
            self.transaction(Package('bash-5-1.x86_64'))
            self.plugin.resolved()
            os.remove(os.path.join(self.root, above))

    def test_a_directory_of_pins_below_a_file_is_a_refusal_of_kernels_only(self):
        self.options['pins'] = '/etc/kernelpin/pins.d/drbd.toml/pins.d'
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.assertIn('/drbd.toml/pins.d: Not a directory\n', self.refusal())
        self.transaction(Package('bash-5-1.x86_64'))
        self.plugin.resolved()

    def test_a_directory_of_pins_that_the_configuration_misspells_is_a_refusal_of_kernels_only(self):
        for misspelt in ('/etc/kernelpin/pin.d', '/etc/kernelpin/pins.dX', '/svr/etc/kernelpin/pins.d'):
            self.options['pins'] = misspelt
            self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
            self.assertIn(misspelt + ': No such file or directory\n', self.refusal())
            self.transaction(Package('bash-5-1.x86_64'))
            self.plugin.resolved()

    def test_the_usual_directory_of_pins_may_be_missing_however_it_is_written(self):
        shutil.rmtree(self.pins)
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        for written in ('/etc/kernelpin/pins.d/', '/etc/kernelpin/pins.d//', '/etc/kernelpin/pins.d'):
            self.options['pins'] = written
            self.plugin.resolved()

    def test_a_new_root_need_not_have_the_directory_that_the_host_has(self):
        self.options['pins'] = '/srv/pins'
        self.plugin.base.conf.pluginconfpath = ['/etc/dnf/plugins']
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.plugin.resolved()

    def test_without_pins_where_they_are_by_default_a_mistake_in_the_configuration_counts(self):
        shutil.rmtree(self.pins)
        self.options = {'pin': '/srv/pins'}
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.assertIn('\n  kernelpin.conf: unknown option pin: expected action, allow, executable', self.refusal())
        self.transaction(Package('bash-5-1.x86_64'))
        self.plugin.resolved()

    def test_whatever_fails_in_telling_what_failed_is_a_refusal(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        with mock.patch.object(kernelpin, 'refusal_after', side_effect=MemoryError):
            self.assertEqual('kernelpin: cannot judge this transaction, nor say why', self.refusal())

    def test_words_that_ansible_takes_for_success_are_not_said(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        with mock.patch.object(judgement, 'Request'), conversation() as evaluate:
            evaluate.return_value = {'verdict': 'refuse', 'message': 'what is already installed works'}
            self.assertEqual('what is already  installed works', self.refusal())

    def test_a_transaction_that_dnf_does_not_tell_is_refused(self):
        type(self.plugin.base).transaction = mock.PropertyMock(side_effect=RuntimeError('gone'))
        self.assertEqual("kernelpin: cannot judge this transaction\n  it touches packages that dnf does not name\n"
                         "  RuntimeError: gone\n"
                         "  Nothing was changed. Repair this; other transactions go through.", self.refusal())
        self.assertRaises(dnf.exceptions.Error, self.plugin.pre_transaction)

    def test_packages_that_dnf_no_longer_describes_are_told_by_their_names(self):
        with mock.patch.object(relevance, 'is_named_so', side_effect=AttributeError('provides')):
            for name in ('kernel-core', 'kmod-any', 'drbd-modules'):
                self.transaction(Package(name + '-1-1.x86_64'), Package('bash-5-1.x86_64'))
                self.assertIn('\n  it touches {}\n  AttributeError: provides\n'.format(name), self.refusal())
            self.transaction(Package('kernelpin-1-1.x86_64'), Package('drbd-modules-tools-1-1.x86_64'))
            with self.assertLogs('dnf.plugin', logging.WARNING) as logged:
                self.plugin.resolved()
        self.assertEqual(['WARNING:dnf.plugin:kernelpin: does not work: AttributeError: provides'], logged.output)

    def test_an_error_of_dnf_itself_is_a_refusal_of_kernels_only_and_gets_no_advice(self):
        for error in (dnf.exceptions.DepsolveError('a'), dnf.exceptions.RepoError('a'), dnf.exceptions.Error('a')):
            with mock.patch.object(kernelpin, 'read_pins', side_effect=error):
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

    def test_a_kernel_that_only_its_files_tell_is_judged(self):
        self.options['timeout'] = 'soon'
        package = Package('linux-6.9-1.x86_64')
        package.files = ['/boot/vmlinuz-6.9']
        self.transaction(package)
        self.assertIn('it touches linux\n', self.refusal())

    def test_headers_are_not_judged_whatever_fails(self):
        self.transaction(Package('kernel-headers-4.18.0-348.el8.x86_64'))
        with mock.patch.object(kernelpin, 'read_options', side_effect=ValueError):
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

    def test_the_longest_and_the_shortest_timeout_are_fine(self):
        for seconds in ('1', '9', '10', '99', '9999'):
            self.assertTrue(options.is_seconds(seconds), seconds)
        for nonsense in ('', '0', '01', '10000', '-1', '1X', 'X1', '1.5', ' 1'):
            self.assertFalse(options.is_seconds(nonsense), nonsense)

    def test_nonsense_in_the_configuration_is_a_refusal_of_kernels_only(self):
        for option, value, expected in (('timeout', 'soon', 'seconds from 1 to 9999'), ('timeout', '0', 'seconds from 1 to 9999'),
                                        ('java', 'java-17', 'an absolute path'), ('record', 'here', 'an absolute path'),
                                        ('on_failure', 'panic', 'refuse or warn'),
                                        ('executable', 'kernelpin', 'an absolute path'),
                                        ('pins', 'etc/kernelpin', 'an absolute path')):
            self.options = {option: value}
            self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
            self.assertIn('\n  kernelpin.conf: {} = {}: expected {}\n'.format(option, value, expected), self.refusal())
            self.transaction(Package('bash-5-1.x86_64'))
            self.plugin.resolved()

    def test_of_several_options_that_are_nonsense_the_first_by_name_is_told(self):
        self.options = {'timeout': 'soon', 'on_failure': 'panic', 'executable': 'kernelpin'}
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.assertIn('\n  kernelpin.conf: executable = kernelpin: expected an absolute path\n', self.refusal())
        self.options['executable'] = '/nonexistent'
        self.assertIn('\n  kernelpin.conf: on_failure = panic: expected refuse or warn\n', self.refusal())
        self.options.update(b='', a='')
        self.assertIn('\n  kernelpin.conf: unknown option a: expected action, allow, executable, ', self.refusal())

    def test_comments_that_a_parser_takes_for_options_are_none(self):
        self.options['#1'] = '# on_failuer = warn'
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.assertIn("\n  AttributeError: Mock object has no attribute 'sack'\n", self.refusal())

    def test_an_option_with_a_typing_error_is_a_refusal_of_kernels_only(self):
        self.options = {'enabled': '1', 'on_failuer': 'warn'}
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.assertIn('\n  kernelpin.conf: unknown option on_failuer: expected action, allow, executable, java, on_failure, pins, '
                      'timeout\n', self.refusal())
        self.transaction(Package('bash-5-1.x86_64'))
        self.plugin.resolved()

    def test_rpm_forgets_what_is_refused_before_it_runs(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        base = self.plugin.base
        for verdict, is_kept in ((judgement.FINE, True), (judgement.Judgement('no', '', None), False)):
            self.plugin.judged, base._ts = None, 'what rpm was told'
            with mock.patch.object(kernelpin, 'judge', return_value=verdict):
                with contextlib.suppress(dnf.exceptions.Error):
                    self.plugin.pre_transaction()
            self.assertEqual(is_kept, hasattr(base, '_ts'))
        with mock.patch.object(kernelpin, 'judge', return_value=judgement.Judgement('no', '', None)):
            with self.assertRaisesRegex(dnf.exceptions.Error, r'\Ano\Z'):
                self.plugin.pre_transaction()

    def test_pins_that_change_while_dnf_waits_count(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        with mock.patch.object(kernelpin, 'judge', return_value=judgement.FINE) as judge:
            self.plugin.resolved()
            self.plugin.pre_transaction()
            self.assertEqual(1, judge.call_count)
            self.write('new.toml', '[[pin]]\nid = "new"\n')
            self.plugin.pre_transaction()
            self.assertEqual(2, judge.call_count)
            self.write('new.toml', '[[pin]]\nid = "other"\n')
            self.plugin.pre_transaction()
            self.assertEqual(3, judge.call_count)
            self.options = {'executable': '/elsewhere'}
            self.plugin.pre_transaction()
            self.plugin.pre_transaction()
            self.assertEqual(4, judge.call_count)

    def test_that_dnf_has_called_is_recorded_whatever_the_transaction_is(self):
        self.options = {'record': self.root}
        self.plugin.resolved()
        self.assertTrue(os.path.isfile(os.path.join(self.root, 'asked')))
        os.remove(os.path.join(self.root, 'asked'))
        self.transaction(Package('bash-5-1.x86_64'))
        self.plugin.resolved()
        self.assertTrue(os.path.isfile(os.path.join(self.root, 'asked')))
        self.assertFalse(os.path.exists(os.path.join(self.root, 'request.json')))

    def test_a_dry_run_hears_that_there_are_no_pins(self):
        self.options = {'record': self.root}
        for name in os.listdir(self.pins):
            os.remove(os.path.join(self.pins, name))
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.plugin.resolved()
        with open(os.path.join(self.root, 'asked'), encoding='ascii') as mark:
            self.assertEqual(self.pins, mark.read())

    def test_a_failure_only_warns_if_the_configuration_says_so(self):
        self.options['on_failure'] = 'warn'
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        with self.assertLogs('dnf.plugin', logging.WARNING) as logged:
            self.plugin.resolved()
            self.plugin.pre_transaction()
        self.assertEqual(["WARNING:dnf.plugin:kernelpin: cannot judge this transaction\n  it touches kernel-core\n"
                          "  AttributeError: Mock object has no attribute 'sack'\n"
                          "  It goes ahead, because on_failure is warn."], logged.output)

    def test_what_fails_cannot_play_tricks_on_the_terminal(self):
        self.transaction(Package('kmod-\033[31mred-1-1.x86_64'))
        with mock.patch.object(judgement, 'Request', side_effect=kernelpin.Failure('one\n  \u202etwo\007')):
            self.assertEqual(
                'kernelpin: cannot judge this transaction\n  it touches kmod-?[31mred\n  one\n  ?two?\n'
                '  Nothing was changed. Repair this; other transactions go through.', self.refusal())

    def test_names_without_end_are_cut(self):
        self.transaction(Package('kmod-' + 'x' * 10000 + '-1-1.x86_64'))
        self.assertIn('\n  it touches kmod-' + 'x' * 55 + '\n', self.refusal())

    def test_of_many_names_two_are_told(self):
        for names, told in ((['kmod-a'], 'kmod-a'), (['kmod-b', 'kmod-a'], 'kmod-a, kmod-b'),
                            (['kmod-c', 'kmod-b', 'kmod-a'], 'kmod-a, kmod-b and 1 more'),
                            (['kmod-d', 'kmod-c', 'kmod-b', 'kmod-a'], 'kmod-a, kmod-b and 2 more')):
            self.transaction(*[Package(name + '-1-1.x86_64') for name in names])
            self.assertIn('\n  it touches {}\n'.format(told), self.refusal())

    def test_what_dnf_solves_again_is_judged_again(self):
        self.transaction(Package('kernel-core-4.18.0-305.el8.x86_64'))
        with mock.patch.object(judgement, 'Request'), conversation() as evaluate:
            evaluate.return_value = {'verdict': 'allow', 'message': ''}
            self.plugin.resolved()
            evaluate.return_value = {'verdict': 'refuse', 'message': 'no'}
            self.assertEqual('no', self.refusal())

    def test_hidden_files_and_files_of_other_kinds_are_no_pins(self):
        os.remove(os.path.join(self.pins, 'drbd.toml'))
        for name in ('.hidden.toml', 'drbd.toml.example', 'drbd.tml', 'README', 'toml'):
            self.write(name, 'package = "bash"\n')
        self.transaction(Package('bash-5-1.x86_64'), Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.plugin.resolved()
        self.write('other.toml', '')
        self.assertIn('\n  it touches kernel-core\n', self.refusal())

    def test_packages_are_named_in_all_the_ways_of_toml(self):
        self.write('drbd.toml', '''package="a"\n[[pin.module]]\n"package" = 'b'\n'package'= "c" # package = "d"
            module = [{ name = "x", package   = "e" }, { package = """f""" }]
            packages = "g"\npackage = h\nname = "i"\n''')
        self.write('second.toml', 'package = "j"\n')
        for name in 'abcdefj':
            self.transaction(Package(name + '-1-1.x86_64'))
            self.assertIn('\n  it touches {}\n'.format(name), self.refusal())
        self.transaction(*[Package(name + '-1-1.x86_64') for name in 'ghi'])
        self.plugin.resolved()

    def test_an_interrupt_is_not_held_up(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        with mock.patch.object(judgement, 'Request', side_effect=KeyboardInterrupt):
            self.assertRaises(KeyboardInterrupt, self.plugin.resolved)

    def test_the_verdict_decides(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        with mock.patch.object(judgement, 'Request'), conversation() as evaluate:
            evaluate.return_value = {'verdict': 'refuse', 'message': 'no'}
            with mock.patch.object(kernelpin.logger, 'warning') as warning:
                self.assertEqual('no', self.refusal())
            warning.assert_not_called()
            evaluate.return_value = {'verdict': 'allow', 'message': 'mind the 100 %s'}
            with self.assertLogs('dnf.plugin', logging.WARNING) as logged:
                self.plugin.resolved()
            self.assertEqual(['WARNING:dnf.plugin:mind the 100 %s'], logged.output)
            evaluate.return_value = {'verdict': 'allow', 'message': ''}
            with mock.patch.object(kernelpin.logger, 'warning') as warning:
                self.plugin.resolved()
            warning.assert_not_called()

    def test_the_request_is_about_the_solution_that_is_judged(self):
        changes = [('install', Package('kernel-core-4.18.0-348.el8.x86_64'))]
        given = options.read_options(self.plugin)
        found = judgement.Judgement(None, 'mind', None)
        pinned = kernelpin.read_pins(self.plugin.base.conf, given.values['pins'])
        with mock.patch.object(judgement, 'Request') as request, conversation() as evaluate:
            evaluate.return_value = {'verdict': 'allow', 'message': 'mind'}
            self.assertEqual(found, judgement.judge(self.plugin, changes, given, pinned, True, 'a goal'))
        request.assert_called_once_with(self.plugin, changes, given.values, pinned, True, 'a goal')

    def test_it_answers_with_the_files_that_kernelpin_asks_about(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        files = [{'name': 'npreal2', 'requires': ['kernel(a) = 0x1']}]
        with mock.patch.object(judgement, 'Request') as request, conversation() as evaluate:
            evaluate.side_effect = [{'verdict': 'ask', 'module_files': files}, {'verdict': 'refuse', 'message': 'no'}]
            self.assertEqual('no', self.refusal())
            build = request.return_value.build
            self.assertEqual([mock.call(), mock.call(files)], build.call_args_list)
            self.assertEqual([mock.call(build.return_value)] * 2, evaluate.call_args_list)

    def test_whatever_the_verdict_is_what_it_keeps_out_is_remembered_but_not_of_a_question(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        for last in ({'verdict': 'refuse', 'message': 'no'}, {'verdict': 'allow', 'message': ''}, {'verdict': 'ask'}):
            with mock.patch.object(judgement, 'Request') as request, conversation() as evaluate, \
                    mock.patch.object(judgement, 'remember') as remember, contextlib.suppress(dnf.exceptions.Error):
                evaluate.side_effect = [{'verdict': 'ask', 'module_files': []}, last]
                self.plugin.resolved()
            self.assertEqual([mock.call(request.return_value.base, request.return_value.cli, last)] * (last['verdict'] != 'ask'),
                             remember.call_args_list)

    def test_it_answers_with_what_dnf_would_do_without_some_packages(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        with mock.patch.object(judgement, 'Request') as request, conversation() as evaluate, \
                mock.patch.object(judgement, 'solved_without') as solved:
            request.return_value.build.return_value = {'rest': None}
            evaluate.side_effect = [{'verdict': 'ask', 'leave_out': ['kernel*']}, {'verdict': 'refuse', 'message': 'no'}]
            self.assertEqual('no', self.refusal())
            solved.assert_called_once_with(request.return_value.base, request.return_value.allow_erasing, ['kernel*'],
                                       request.return_value.incoming)
            self.assertEqual([mock.call(), mock.call(None, solved.return_value.__enter__.return_value, (1, ['kernel*']))],
                             request.return_value.build.call_args_list)

    def test_a_trial_that_fails_does_not_hide_why_a_transaction_is_refused(self):
        self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
        with mock.patch.object(judgement, 'Request') as request, conversation() as evaluate, \
                mock.patch.object(judgement, 'solved_without', side_effect=RuntimeError('x')):
            request.return_value.build.return_value = {'rest': None}
            evaluate.side_effect = [{'verdict': 'ask', 'leave_out': ['kernel*']}, {'verdict': 'refuse', 'message': 'no'}]
            self.assertEqual('no', self.refusal())
            self.assertEqual('it cannot be tried: RuntimeError: x', request.return_value.build.call_args[0][1].problem)

    def test_a_program_that_asks_for_nothing_in_particular_or_again_is_a_refusal(self):
        for asked in ([{'verdict': 'ask'}], [{'verdict': 'ask', 'module_files': []}] * 2):
            self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
            with mock.patch.object(judgement, 'Request'), conversation() as evaluate:
                evaluate.side_effect = asked
                self.assertIn('\n  /nonexistent asks once too often\n', self.refusal())

    def test_it_knows_whether_dnf_may_erase_what_is_in_the_way(self):
        base = mock.Mock(spec=['resolve', 'transaction'])
        resolve = base.resolve
        base.transaction = ['a package']
        plugin = kernelpin.KernelPin(base, None)
        self.assertFalse(plugin.allow_erasing)
        for call in (lambda: base.resolve(True), lambda: base.resolve(allow_erasing=True)):
            self.assertTrue(call())
            self.assertTrue(plugin.allow_erasing)
            resolve.assert_called_with(True)
            base.resolve()
            self.assertFalse(plugin.allow_erasing)

    def test_what_was_judged_is_not_judged_again(self):
        self.transaction(Package('kernel-core-4.18.0-305.el8.x86_64'))
        with mock.patch.object(judgement, 'Request'), conversation() as evaluate:
            evaluate.return_value = {'verdict': 'allow', 'message': ''}
            self.plugin.resolved()
            self.plugin.pre_transaction()
            self.assertEqual(1, evaluate.call_count)

    def test_what_another_plugin_has_changed_is_judged_again(self):
        self.transaction(Package('kernel-core-4.18.0-305.el8.x86_64'))
        with mock.patch.object(judgement, 'Request'), conversation() as evaluate:
            evaluate.return_value = {'verdict': 'allow', 'message': ''}
            self.plugin.resolved()
            evaluate.return_value = {'verdict': 'refuse', 'message': 'no'}
            self.transaction(Package('kernel-core-4.18.0-348.el8.x86_64'))
            self.assertRaises(dnf.exceptions.Error, self.plugin.pre_transaction)

    def test_the_same_package_from_another_repository_is_judged_again(self):
        kernel = Package('kernel-core-4.18.0-305.el8.x86_64')
        self.transaction(kernel)
        with mock.patch.object(judgement, 'Request'), conversation() as evaluate:
            evaluate.return_value = {'verdict': 'allow', 'message': ''}
            self.plugin.resolved()
            kernel.reponame = 'testing'
            self.plugin.pre_transaction()
            self.assertEqual(2, evaluate.call_count)

    def test_another_change_of_the_same_package_is_judged_again(self):
        self.transaction(Package('kernel-core-4.18.0-305.el8.x86_64'))
        with mock.patch.object(judgement, 'Request'), conversation() as evaluate:
            evaluate.return_value = {'verdict': 'allow', 'message': ''}
            self.plugin.resolved()
            self.plugin.base.transaction[0].action = dnf.transaction.PKG_REMOVE
            self.plugin.pre_transaction()
            self.assertEqual(2, evaluate.call_count)

    def test_what_cannot_be_told_from_the_judged_is_refused_before_it_runs(self):
        self.transaction(Package('kernel-core-4.18.0-305.el8.x86_64'))
        with mock.patch.object(judgement, 'Request'), conversation() as evaluate:
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


if __name__ == '__main__':
    unittest.main()
