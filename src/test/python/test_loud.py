# SPDX-License-Identifier: Apache-2.0
"""What is held back is said where somebody reads it."""
import importlib
import logging
import os
import sys
import types
import unittest
from unittest import mock

import dnf.cli.output

from plugin_parts import loud
from real_dnf import Dnf

TEXT = 'kernelpin: held back: 100 %s of kernel-core\n  and why\n  and more'
ANSIBLE = 'ansible.module_utils.common.warnings'
AUTOMATIC = 'dnf.automatic.main'


class LoudTest(unittest.TestCase):
    """One text, and who hears of it."""

    def setUp(self):
        self.base = types.SimpleNamespace(conf=types.SimpleNamespace(installroot='/', assumeno=False))
        self.uid = 0
        for patch in (mock.patch.object(os, 'geteuid', lambda: self.uid), mock.patch.dict(sys.modules)):
            patch.start()
            self.addCleanup(patch.stop)
        patch = mock.patch.object(loud.syslog, 'syslog')
        self.syslog = patch.start()
        self.addCleanup(patch.stop)
        sys.modules.pop(ANSIBLE, None)
        sys.modules.pop(AUTOMATIC, None)

    def say(self):
        """Says it, and returns what dnf has logged."""
        with self.assertLogs('dnf.plugin', logging.DEBUG) as logged:
            loud.say(self.base, TEXT)
        return logged.output

    def test_all_of_it_is_an_error_in_dnfs_log(self):
        self.assertEqual(['ERROR:dnf.plugin:' + TEXT], self.say())

    def test_ansible_gets_all_of_it_as_a_warning(self):
        sys.modules[ANSIBLE] = mock.Mock()
        self.say()
        sys.modules[ANSIBLE].warn.assert_called_once_with(TEXT)

    def test_nobody_imports_ansible(self):
        self.say()
        loud.tell_ansible(TEXT)
        self.assertNotIn(ANSIBLE, sys.modules)

    def test_whatever_ansible_raises_the_others_hear_of_it(self):
        for module in (mock.Mock(**{'warn.side_effect': RuntimeError}), types.ModuleType('without warn')):
            sys.modules[ANSIBLE] = module
            sys.modules[AUTOMATIC] = types.ModuleType(AUTOMATIC)
            self.syslog.reset_mock()
            before = dnf.cli.output.Output.list_transaction
            self.addCleanup(setattr, dnf.cli.output.Output, 'list_transaction', before)
            self.assertEqual(['ERROR:dnf.plugin:' + TEXT], self.say())
            self.assertIsNot(before, dnf.cli.output.Output.list_transaction)
            self.syslog.assert_called_once()

    def test_the_journal_gets_one_line(self):
        self.say()
        self.syslog.assert_called_once_with(loud.syslog.LOG_WARNING, 'kernelpin: held back: 100 %s of kernel-core')

    def test_the_journal_gets_nothing_of_what_others_do_and_of_what_only_might_be_done(self):
        for root, uid, assumeno in (('/srv', 0, False), ('/', 1000, False), ('/', 0, True)):
            self.base.conf.installroot, self.uid, self.base.conf.assumeno = root, uid, assumeno
            self.assertEqual(['ERROR:dnf.plugin:' + TEXT], self.say())
        self.syslog.assert_not_called()

    def test_a_journal_that_fails_stops_nothing(self):
        self.syslog.side_effect = OSError
        self.say()
        self.syslog.assert_called_once()


class AutomaticTest(unittest.TestCase):
    """What dnf-automatic sends: the list of packages."""

    def setUp(self):
        patch = mock.patch.dict(sys.modules, {AUTOMATIC: types.ModuleType(AUTOMATIC)})
        patch.start()
        self.addCleanup(patch.stop)
        self.listed = dnf.cli.output.Output.list_transaction
        self.addCleanup(setattr, dnf.cli.output.Output, 'list_transaction', self.listed)

    def test_it_is_sent_before_the_list_of_packages_and_only_once(self):
        with Dnf() as host:
            host.solve(upgrade=['bash'])
            output = dnf.cli.output.Output(host.base, host.base.conf)
            expected = output.list_transaction(host.base.transaction, total_width=60)
            self.assertIn('bash', expected)
            loud.tell_automatic(TEXT)
            self.assertEqual(TEXT + '\n' + expected, output.list_transaction(host.base.transaction, total_width=60))
            self.assertIs(self.listed, dnf.cli.output.Output.list_transaction)
            self.assertEqual(expected, output.list_transaction(host.base.transaction, total_width=60))

    def test_of_what_is_said_twice_the_last_is_sent(self):
        with Dnf() as host:
            host.solve(upgrade=['bash'])
            output = dnf.cli.output.Output(host.base, host.base.conf)
            expected = output.list_transaction(host.base.transaction)
            loud.tell_automatic('kernelpin: something else')
            loud.tell_automatic(TEXT)
            self.assertEqual(TEXT + '\n' + expected, output.list_transaction(host.base.transaction))
            self.assertIs(self.listed, dnf.cli.output.Output.list_transaction)

    def test_a_list_that_fails_leaves_the_class_as_it_was(self):
        loud.tell_automatic(TEXT)
        with self.assertRaises(TypeError):
            dnf.cli.output.Output.list_transaction('too', 'many', 'arguments', 'of', 'it')
        self.assertIs(self.listed, dnf.cli.output.Output.list_transaction)

    def test_what_dnf_lists_elsewhere_is_left_alone(self):
        del sys.modules[AUTOMATIC]
        loud.tell_automatic(TEXT)
        self.assertIs(self.listed, dnf.cli.output.Output.list_transaction)

    def test_dnf_automatic_has_what_this_changes(self):
        del sys.modules[AUTOMATIC]
        main = importlib.import_module(AUTOMATIC)
        self.assertIs(self.listed, main.dnf.cli.output.Output.list_transaction)
        loud.tell_automatic(TEXT)
        self.assertIsNot(self.listed, main.dnf.cli.output.Output.list_transaction)


if __name__ == '__main__':
    unittest.main()
