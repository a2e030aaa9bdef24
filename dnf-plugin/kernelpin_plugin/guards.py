# SPDX-License-Identifier: Apache-2.0
"""Finds what dnf would do if no guard kept kernels out: with best on, its solver ends there and asks nobody."""
import copy
import weakref

from .named import jobs_of
from .trial import changes_of_goal, run_goal

GUARDS = 'kernelpin-guard-*'  # a glob for names


class Unguarded(object):
    """Copies of dnf's goals from before it resolves: then it protects guards in them, and nothing undoes that."""

    def __init__(self):
        # Of each goal its copy, and how many jobs it had when dnf had resolved it.
        self.copies = weakref.WeakKeyDictionary()

    def keep(self, base):
        """Copies the goal that dnf is about to resolve, where there are guards; once, as long as it stays the same."""
        goal = base._goal
        if goal not in self.copies:
            self.copies[goal] = (copy.deepcopy(goal) if installed_guards(base) else None, None)
        _, jobs = self.copies[goal]
        if jobs not in (None, jobs_of(goal)):
            self.copies[goal] = (None, jobs)

    def seal(self, base):
        """Notes what the goal is that dnf has resolved: what is added from now on no copy has."""
        unguarded, _ = self.copies[base._goal]
        self.copies[base._goal] = (unguarded, jobs_of(base._goal))

    def solution(self, base, allow_erasing):
        """Returns a goal with the solution in which nothing but the guards goes for it, or None; dnf's own stays as it is."""
        unguarded, _ = self.copies[base._goal]
        # Whoever wants something to go has it go, or nothing is done.
        if unguarded is None or unguarded.req_has_erase():
            return None
        goal = copy.deepcopy(unguarded)
        for guard in installed_guards(base):
            goal.erase(guard)
        return goal if run_goal(base, goal, allow_erasing, base.conf.best) else None


def installed_guards(base):
    """Returns the guards of this host."""
    return base.sack.query().installed().filter(name__glob=GUARDS).run()


def changes_besides(goal):
    """Returns the (action, package) pairs of a solution, but for guards that go."""
    return [(action, pkg) for action, pkg in changes_of_goal(goal)
            if action != 'remove' or not pkg.name.startswith(GUARDS[:-1])]
