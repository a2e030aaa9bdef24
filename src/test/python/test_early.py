# SPDX-License-Identifier: Apache-2.0
"""The program starts while the real dnf builds a transaction, and nothing of it is left if nobody asks it."""
import contextlib
import tempfile
import types
import unittest
from unittest import mock

import dnf.exceptions

from plugin_parts import Package, early, judgement, kernelpin, options, pins
from real_dnf import Dnf

PINS = pins.Pins('/pins', {'a.toml': ''}, {'kmod-drbd'}, None)
VALUES = dict(options.DEFAULTS, executable='/one')


class EarlyTest(unittest.TestCase):
    """A plugin whose program is a note in a list."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.host = Dnf(['kernel-core-4.18.0-999'], state=directory.name)
        self.addCleanup(self.host.base.close)
        self.base = self.host.base
        self.did, self.pins, self.options = [], PINS, types.SimpleNamespace(values=VALUES, problem=None)
        for patch in (mock.patch.object(early, 'running', self.running), mock.patch.object(judgement, 'running', self.running),
                      mock.patch.object(early, 'read_options', lambda plugin: self.options),
                      mock.patch.object(early, 'read_pins', lambda conf, given: self.pins)):
            patch.start()
            self.addCleanup(patch.stop)
        self.plugin = kernelpin.KernelPin(self.base, None)
        self.plugin.early.base = self.base
        build = self.base._goal2transaction
        self.base._goal2transaction = lambda goal: (self.did.append('build'), build(goal))[1]

    @contextlib.contextmanager
    def running(self, chosen, root):
        self.did.append('start ' + chosen['executable'])
        yield 'program'
        self.did.append('end')

    def resolve(self, resolved=lambda: None, **transaction):
        """Has dnf resolve, with what the hook does."""
        solve, self.plugin.resolve = self.plugin.resolve, None
        self.plugin.resolve = lambda allow: (solve(allow), resolved())[0]
        self.host.solve(**transaction)
        return self.did

    def ask(self, chosen=VALUES):
        with judgement.conversation(self.plugin, chosen) as program:
            self.did.append('ask ' + program)

    def test_it_starts_before_the_transaction_is_built_and_ends_with_the_verdict(self):
        self.assertEqual(['start /one', 'build', 'ask program', 'end'],
                         self.resolve(self.ask, install=['kernel-core-4.18.0-306']))

    def test_it_answers_about_one_transaction(self):
        self.assertEqual(['start /one', 'build', 'ask program', 'end', 'start /one', 'ask program', 'end'],
                         self.resolve(lambda: (self.ask(), self.ask()), install=['kernel-core-4.18.0-306']))

    def test_one_starts_for_each_of_several_transactions(self):
        self.resolve(self.ask, install=['kernel-core-4.18.0-306'])
        self.base.resolve(True)
        self.assertEqual(['start /one', 'build', 'ask program', 'end'] * 2, self.did)

    def test_it_ends_if_nobody_asks_it(self):
        self.assertEqual(['start /one', 'build', 'end'], self.resolve(install=['kernel-core-4.18.0-306']))

    def test_it_ends_if_something_fails(self):
        def fail():
            raise dnf.exceptions.Error('no')
        with self.assertRaises(dnf.exceptions.Error):
            self.resolve(fail, install=['kernel-core-4.18.0-306'])
        self.assertEqual(['start /one', 'build', 'end'], self.did)

    def test_it_does_not_start_for_ordinary_packages_or_where_nothing_is_pinned(self):
        for name in ('fresh', 'kernel-headers', 'kernel-tools'):
            self.did.clear()
            self.assertEqual(['build'], self.resolve(install=[name]), name)
        self.did.clear()
        self.pins = pins.Pins('/pins', {}, set(), None)
        self.assertEqual(['build'], self.resolve(install=['kernel-core-4.18.0-306']))

    def test_it_starts_when_it_is_asked_about_modules_alone(self):
        self.assertEqual(['build', 'start /one', 'ask program', 'end'], self.resolve(self.ask, upgrade=['kmod-drbd']))

    def test_of_ordinary_packages_not_even_the_options_are_read(self):
        with mock.patch.object(early, 'read_options') as read:
            self.resolve(install=['fresh'])
        read.assert_not_called()

    def test_it_starts_for_whatever_will_be_judged(self):
        self.pins = PINS._replace(named={'kernel-tools'})
        self.assertEqual(['start /one', 'build', 'ask program', 'end'], self.resolve(self.ask, install=['kernel-tools']))
        self.did.clear()
        self.pins, headers = PINS, Package('kernel-headers-1-1.noarch')
        for files, expected in (([], []), (['/boot/vmlinuz-1'], ['start /one'])):
            headers.files = files
            self.plugin.early.start([('install', headers)])
            self.assertEqual(expected, self.did)
        self.plugin.early.forget()

    def test_it_does_not_start_if_the_options_are_wrong_or_it_cannot_start(self):
        self.options.problem = 'wrong'
        self.assertEqual(['build'], self.resolve(install=['kernel-core-4.18.0-306']))
        self.did.clear()
        self.options.problem = None
        with mock.patch.object(early, 'running', side_effect=kernelpin.Failure('no')):
            self.assertEqual(['build', 'start /one', 'ask program', 'end'],
                             self.resolve(self.ask, install=['kernel-core-4.18.0-306']))

    def test_another_one_is_asked_if_the_options_have_changed(self):
        self.assertEqual(['start /one', 'build', 'start /two', 'ask program', 'end', 'end'],
                         self.resolve(lambda: self.ask(dict(VALUES, executable='/two')), install=['kernel-core-4.18.0-306']))

    def test_another_plugin_may_resolve_again_in_its_hook(self):
        again = []

        def resolve_again():
            if not again:
                again.append(True)
                self.base.resolve(True)
            else:
                self.ask()
        self.assertEqual(['start /one', 'build', 'end', 'start /one', 'build', 'ask program', 'end'],
                         self.resolve(resolve_again, install=['kernel-core-4.18.0-306']))

    def test_none_starts_while_something_is_held(self):
        self.plugin.is_holding = True
        self.assertEqual(['build'], self.resolve(install=['kernel-core-4.18.0-306']))

    def test_dnf_is_left_as_it_was(self):
        before = self.base._goal2transaction
        self.resolve(install=['kernel-core-4.18.0-306'])
        self.assertIs(before, self.base._goal2transaction)
        del self.base._goal2transaction
        self.resolve(install=['kernel-core-4.18.0-306'])
        self.assertNotIn('_goal2transaction', vars(self.base))

    def test_a_dnf_that_has_no_such_step_is_left_alone(self):
        base = types.SimpleNamespace(resolve=None)
        plugin = kernelpin.KernelPin(base, None)
        with plugin.early.watching():
            self.assertFalse(hasattr(base, '_goal2transaction'))
        self.assertFalse(hasattr(base, '_goal2transaction'))
