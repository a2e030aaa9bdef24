# SPDX-License-Identifier: Apache-2.0
"""Has dnf solve the same once more without some packages; a trial changes nothing but for its time.

It takes milliseconds: what takes long in dnf is to build the transaction, which comes after the solution.
"""
import collections
import contextlib

import dnf.subject
import hawkey

from .transaction import INCOMING

ROUNDS_MAX = 5
REPLACED = {'install': 'obsoleted', 'upgrade': 'upgraded', 'downgrade': 'downgraded', 'reinstall': 'obsoleted'}

# Why there is no solution, or None; whether dnf finds it without --nobest; which packages are left out besides
# those asked for; its (action, package) pairs, what incoming packages replace, and all that was hidden for it.
Rest = collections.namedtuple('Rest', 'problem best besides changes replaced hidden')


def incoming_of(goal):
    """Returns the (action, package) pairs of what dnf's solution adds; none without a solution."""
    try:
        return [(action, pkg) for action, packages in (
            ('install', goal.list_installs()), ('upgrade', goal.list_upgrades()),
            ('downgrade', goal.list_downgrades()), ('reinstall', goal.list_reinstalls())) for pkg in packages]
    except hawkey.Exception:
        return []


def replaced_by(goal, changes):
    """Returns the packages that incoming ones replace, by their NEVRAs; libdnf ends if a goal without solution is asked."""
    if not incoming_of(goal):
        return {}
    return {str(pkg): goal.obsoleted_by_package(pkg) for action, pkg in changes if action in INCOMING}


def changes_of_goal(goal):
    """Returns the (action, package) pairs of dnf's solution, as far as they add or take packages."""
    changes = incoming_of(goal)
    gone = {str(pkg): ('remove', pkg) for pkg in goal.list_erasures()}
    replaced = replaced_by(goal, changes)
    for action, pkg in changes:
        for old in replaced[str(pkg)]:
            if str(old) != str(pkg):
                gone.setdefault(str(old), (REPLACED[action] if old.name == pkg.name else 'obsoleted', old))
    return changes + list(gone.values())


def is_solution(goal, changes):
    """Tells whether a transaction is what dnf's solver has found; a plugin may have changed it."""
    wanted = sorted(str(pkg) for action, pkg in changes if action in INCOMING)
    return wanted == sorted(str(pkg) for _, pkg in incoming_of(goal))


def run_goal(base, goal, allow_erasing, best):
    """Solves a goal, and tells whether that was possible; as dnf does, but for the choices of goal and best."""
    return goal.run(allow_uninstall=allow_erasing, force_best=best, ignore_weak_deps=not base.conf.install_weak_deps)


@contextlib.contextmanager
def solved_without(base, allow_erasing, patterns, first):
    """Yields a Rest for the packages that patterns of --exclude do not match; dnf's goal has it as long as that.

    What dnf would add at first is where it begins.
    """
    hidden = base.sack.query().filterm(empty=True)
    for pattern in patterns:
        hidden = hidden.union(dnf.subject.Subject(pattern).get_best_query(
            base.sack, with_nevra=True, with_provides=False, with_filenames=False).available())
    trial = Trial(base, allow_erasing, first, hidden)
    try:
        yield trial.rest()
    finally:
        trial.run(base.conf.best)


class Trial(object):
    """Solutions without more and more packages."""

    def __init__(self, base, allow_erasing, first, hidden):
        self.base, self.allow_erasing, self.first, self.hidden = base, allow_erasing, first, hidden
        self.besides = []

    def rest(self):
        """Returns the first solution that leaves out no more than it has to."""
        best = bool(self.base.conf.best)
        for _ in range(ROUNDS_MAX):
            if self.run_without(best):
                return self.solution(best)
            # What dnf says is broken then needs what is left out.
            more = self.left_behind() if best and self.run_without(False) else self.broken()
            if not more:
                break
            self.hide(more)
        if best and self.run_without(False):
            return self.solution(False)
        return Rest(self.why(), best, [], [], {}, self.hidden)

    def run_without(self, best):
        """Tells whether there is a solution without the hidden packages."""
        self.base.sack.add_excludes(self.hidden)
        try:
            return self.run(best)
        finally:
            self.base.sack.remove_excludes(self.hidden)

    def run(self, best):
        """Solves, and tells whether that was possible."""
        return run_goal(self.base, self.base._goal, self.allow_erasing, best)

    def solution(self, best):
        """Returns what dnf has found."""
        changes = changes_of_goal(self.base._goal)
        return Rest(None, best == bool(self.base.conf.best), sorted(map(str, self.besides)), changes,
                    replaced_by(self.base._goal, changes), self.hidden)

    def left_behind(self):
        """Returns what came before and does not now, and is not hidden yet."""
        now = {pkg for _, pkg in incoming_of(self.base._goal)}
        return [pkg for pkg in self.first if pkg not in now and pkg not in self.hidden]

    def broken(self):
        """Returns what came before and cannot any more, as dnf's solver has it."""
        goal = self.base._goal
        broken = set(goal.problem_broken_dependency(available=True)) | set(goal.problem_conflicts(available=True))
        return [pkg for pkg in self.first if pkg in broken and pkg not in self.hidden]

    def hide(self, packages):
        """Leaves these out as well."""
        self.besides += packages
        self.hidden = self.hidden.union(self.base.sack.query(flags=hawkey.IGNORE_EXCLUDES).filterm(pkg=packages))

    def why(self):
        """Returns dnf's first reason why there is no solution."""
        for rules in self.base._goal.problem_rules():
            for rule in rules:
                return 'dnf finds no solution: ' + rule
        return 'dnf finds no solution'
