# SPDX-License-Identifier: Apache-2.0
"""A guard keeps dnf's solver from a solution, and kernelpin holds back what it keeps out: with the real dnf."""
import copy
import types
from unittest import mock

import dnf.exceptions
import hawkey

from plugin_parts import guards, kernelpin
from test_hold import HELD, HostCase, PluginTest

WHY = 'conflicts with kernel-uname-r >= 4.18.0-348'


class SolutionTest(HostCase):
    """What dnf would do without guards."""

    ROOT = 'guarded'

    def setUp(self):
        super().setUp()
        self.base.conf.protected_packages = ['kernelpin-guard-drbd']
        self.unguarded = guards.Unguarded()

    def fail(self):
        """Has dnf find no solution."""
        self.unguarded.keep(self.base)
        with self.assertRaisesRegex(dnf.exceptions.DepsolveError, WHY):
            self.base.resolve()
        self.unguarded.seal(self.base)

    def test_it_has_what_the_guard_keeps_out_and_all_else(self):
        self.base.upgrade_all()
        self.fail()
        changes = guards.changes_besides(self.unguarded.solution(self.base, False))
        incoming = sorted(str(pkg) for action, pkg in changes if action in ('install', 'upgrade'))
        self.assertIn('kernel-core-4.18.0-348.noarch', incoming)
        self.assertIn('bash-5-2.noarch', incoming)
        self.assertNotIn('kernelpin-guard-drbd', [pkg.name for _, pkg in changes])
        self.assertEqual([], [str(pkg) for action, pkg in changes if action == 'remove'])

    def test_a_guard_that_comes_is_among_it(self):
        guard = types.SimpleNamespace(name='kernelpin-guard-drbd')
        kernel = types.SimpleNamespace(name='kernel-core')
        changes = [('install', guard), ('remove', guard), ('remove', kernel)]
        with mock.patch.object(guards, 'changes_of_goal', return_value=changes):
            self.assertEqual([('install', guard), ('remove', kernel)], guards.changes_besides(None))

    def test_whatever_else_goes_is_among_it(self):
        self.base.upgrade_all()
        self.fail()
        goal = self.unguarded.solution(self.base, True)
        goal = copy.deepcopy(goal)
        goal.erase(self.base.sack.query().installed().filter(name='old-tool')[0])
        goal.run(allow_uninstall=True)
        self.assertIn(('remove', 'old-tool-1-1.noarch'), [(action, str(pkg)) for action, pkg in guards.changes_besides(goal)])

    def test_dnfs_own_goal_fails_still(self):
        self.base.upgrade_all()
        self.fail()
        self.assertIsNotNone(self.unguarded.solution(self.base, False))
        self.fail()
        self.assertIsNone(self.base.transaction)

    def test_who_wants_something_to_go_is_left_alone(self):
        self.base.upgrade_all()
        self.base.remove('old-tool')
        self.unguarded.keep(self.base)
        self.assertIsNone(self.unguarded.solution(self.base, True))

    def test_there_may_be_no_solution_without_guards_either(self):
        self.base.upgrade_all()
        goal = mock.Mock()
        goal.req_has_erase.return_value = False
        goal.__deepcopy__ = lambda *_: goal
        goal.run.return_value = False
        with mock.patch.object(self.base, '_goal', goal):
            self.unguarded.keep(self.base)
            self.assertIsNone(self.unguarded.solution(self.base, 'perhaps'))
        goal.run.assert_called_once_with(allow_uninstall='perhaps', force_best=True, ignore_weak_deps=False)


    def test_the_same_goal_may_be_resolved_again(self):
        self.base.upgrade_all()
        for _ in range(3):
            self.fail()
            self.assertIsNotNone(self.unguarded.solution(self.base, False))

    def test_a_hook_may_resolve_it_again(self):
        self.base.upgrade_all()
        self.unguarded.keep(self.base)
        self.fail()
        self.assertIsNotNone(self.unguarded.solution(self.base, False))

    def test_what_is_asked_for_later_is_in_no_copy(self):
        self.base.upgrade_all()
        self.fail()
        self.base.upgrade('bash')
        self.fail()
        self.assertIsNone(self.unguarded.solution(self.base, False))
        self.fail()
        self.assertIsNone(self.unguarded.solution(self.base, False))

    def test_a_new_goal_is_copied(self):
        self.base.upgrade_all()
        self.fail()
        self.base.reset(goal=True)
        self.base.upgrade('kernel-core')
        self.fail()
        changes = guards.changes_besides(self.unguarded.solution(self.base, False))
        self.assertNotIn('bash', [pkg.name for _, pkg in changes])

    def test_the_guard_is_protected_still(self):
        self.base.upgrade_all()
        self.fail()
        self.unguarded.solution(self.base, True)
        with self.assertRaisesRegex(dnf.exceptions.DepsolveError, 'kernelpin-guard-drbd'):
            self.base.resolve(allow_erasing=True)


class WithoutGuardTest(HostCase):
    """A host without any."""

    def test_nothing_is_tried(self):
        self.unguarded = guards.Unguarded()
        self.base.upgrade_all()
        self.unguarded.keep(self.base)
        self.assertIsNone(self.unguarded.solution(self.base, True))


class PluginWithGuardTest(PluginTest):
    """The hooks."""

    ROOT = 'guarded'

    def setUp(self):
        super().setUp()
        self.base.conf.protected_packages = ['kernelpin-guard-drbd']

    def test_what_the_guard_keeps_out_is_held_back_and_the_rest_goes_ahead(self):
        self.base.upgrade_all()
        self.assertIs(True, self.base.resolve())
        self.assertEqual([HELD], self.said)
        self.assertIn('bash-5-2', self.incoming())
        self.assertNotIn('kernel-core-4.18.0-348', self.incoming())
        self.assertNotIn('kernelpin-guard-drbd', [pkg.name for _, pkg in kernelpin.changes_of(self.base)])
        self.plugin.pre_transaction()
        self.assertEqual(2, len(self.requests))

    def test_it_may_be_resolved_again(self):
        self.base.upgrade_all()
        for _ in range(2):
            self.assertIs(True, self.base.resolve())
            self.assertNotIn('kernel-core-4.18.0-348', self.incoming())
        self.assertEqual([HELD, HELD], self.said)

    def test_it_tells_whether_anything_is_left_to_do(self):
        self.base.upgrade('kernel')
        self.assertIs(False, self.base.resolve())
        self.assertEqual([HELD], self.said)

    def test_what_is_not_held_back_fails_in_dnfs_words(self):
        for verdict in ({'verdict': 'refuse', 'message': 'no'}, {'verdict': 'allow'}, {'verdict': 'none', 'status': 70}):
            with self.subTest(verdict):
                self.verdicts = {number: dict(verdict, leave_out=None) for number in range(1, 9)}
                self.assert_fails()

    def test_a_failure_to_hold_it_back_fails_in_dnfs_words(self):
        with self.failing(RuntimeError('first')):
            self.assert_fails()

    def test_what_another_plugin_adds_and_kernelpin_refuses_fails_in_dnfs_words(self):
        self.another.act = lambda: self.base.transaction.add_install(
            self.base.sack.query(flags=hawkey.IGNORE_EXCLUDES).filter(name='kernel-core', release='348')[0])
        self.assert_fails()

    def assert_fails(self):
        """Asserts that dnf has no solution, and no transaction."""
        self.base.reset(goal=True)
        self.base.upgrade_all()
        with self.assertRaisesRegex(dnf.exceptions.DepsolveError, WHY):
            self.base.resolve()
        self.assertIsNone(self.base.transaction)
        self.assertEqual([], self.said)
