# SPDX-License-Identifier: Apache-2.0
"""Finds what dnf would do if no guard kept kernels out: with best on, its solver ends there and asks nobody."""
import copy

from .trial import changes_of_goal, run_goal

GUARDS = 'kernelpin-guard-*'  # a glob for names


def solution_without_guards(base, allow_erasing):
    """Returns a goal with the solution in which nothing but the guards goes for it, or None; dnf's own stays as it is."""
    guards = base.sack.query().installed().filter(name__glob=GUARDS).run()
    # Whoever wants something to go has it go, or nothing is done.
    if not guards or base._goal.req_has_erase():
        return None
    goal = copy.deepcopy(base._goal)
    for guard in guards:
        goal.erase(guard)
    return goal if run_goal(base, goal, allow_erasing, base.conf.best) else None


def changes_besides(goal):
    """Returns the (action, package) pairs of a solution, but for guards that go."""
    return [(action, pkg) for action, pkg in changes_of_goal(goal)
            if action != 'remove' or not pkg.name.startswith(GUARDS[:-1])]
