# SPDX-License-Identifier: Apache-2.0
"""What dnf would do without some packages: trials with the real dnf, which change nothing."""
import unittest

from plugin_parts import transaction, trial
from real_dnf import Dnf

KERNEL_348 = ['kernel*-4.18.0-348', 'kernel*-4.18.0-999']


def names(changes, actions=transaction.INCOMING):
    """The packages of changes, without their architectures."""
    return sorted(str(pkg).rpartition('.')[0] for action, pkg in changes if action in actions)


def told(changes):
    """Changes that can be compared."""
    return sorted((action, str(pkg)) for action, pkg in changes)


class ChangesTest(unittest.TestCase):
    """dnf's solution, before a transaction is made of it."""

    def test_it_has_the_changes_that_dnfs_transaction_has(self):
        for jobs in ({'everything': True}, {'install': ['drbd90']}, {'downgrade': ['kmod-drbd']}, {'remove': ['kmod-drbd']},
                     {'install': ['kernel-core-4.18.0-348', 'fresh'], 'limit': 2}, {'install': ['needs-drivers'], 'remove': ['bash']}):
            limit = jobs.pop('limit', 3)
            with Dnf(limit=limit) as host:
                host.solve(**jobs)
                self.assertEqual(told(transaction.changes_of(host.base)), told(trial.changes_of_goal(host.base._goal)), jobs)

    def test_a_goal_without_a_solution_has_none(self):
        with Dnf() as host:
            self.assertEqual([], trial.incoming_of(host.base._goal))
            self.assertEqual({}, trial.replaced_by(host.base._goal, [('install', 'x')]))
            self.assertTrue(trial.is_solution(host.base._goal, []))

    def test_a_transaction_that_somebody_has_changed_is_not_dnfs_solution(self):
        with Dnf() as host:
            changes = transaction.changes_of(host.solve(everything=True).base)
            self.assertTrue(trial.is_solution(host.base._goal, changes))
            self.assertFalse(trial.is_solution(host.base._goal, changes[1:]))


class TrialTest(unittest.TestCase):
    """Solutions without kernels."""

    def solved(self, host, patterns, erasing=False):
        """What comes of a trial, and that everything is afterwards as it was before."""
        before = told(trial.changes_of_goal(host.base._goal)), len(host.base.sack.query()), host.base.conf.best
        with trial.solved_without(host.base, erasing, patterns, [pkg for _, pkg in trial.incoming_of(host.base._goal)]) as rest:
            found = rest, names(rest.changes), names(rest.changes, transaction.OUTGOING)
        self.assertEqual(before, (told(trial.changes_of_goal(host.base._goal)), len(host.base.sack.query()),
                                  host.base.conf.best))
        return found

    def test_the_rest_is_what_dnf_would_do_without_the_packages(self):
        with Dnf() as host:
            host.solve(everything=True)
            rest, incoming, outgoing = self.solved(host, KERNEL_348)
            self.assertEqual((None, True, []), rest[:3])
            self.assertEqual(['bash-5-2', 'drbd90-9.2-1', 'kernel-core-4.18.0-306', 'kernel-modules-4.18.0-306', 'linux-lts-6.1-3',
                              'linux-odd-6.1-2'], incoming)
            self.assertIn('bash-5-1', outgoing)

    def test_a_package_that_has_to_come_leaves_no_rest(self):
        with Dnf() as host:
            host.solve(install=['kernel-core-4.18.0-348'])
            rest, incoming, _ = self.solved(host, KERNEL_348)
            self.assertRegex(rest.problem, r'\Adnf finds no solution: ')
            self.assertEqual([], incoming)

    def test_what_needs_a_package_that_is_left_out_is_left_out_as_well(self):
        with Dnf() as host:
            host.base.conf.best = False
            host.base.install('needs-drivers', strict=False)
            host.solve(upgrade=['bash'])
            rest, incoming, _ = self.solved(host, KERNEL_348)
            self.assertIsNone(rest.problem)
            self.assertEqual(['bash-5-2'], incoming)


if __name__ == '__main__':
    unittest.main()
