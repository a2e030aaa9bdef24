# SPDX-License-Identifier: Apache-2.0
"""Has dnf do the rest of a transaction, without what is held back."""
import contextlib

import libdnf.transaction

from .failure import Failure
from .transaction import INCOMING, changes_of


def do_without(base, resolve, allow_erasing, rest):
    """Builds the transaction anew as tried; on a failure leaves dnf with the old one, so that it is refused again.

    Raises what dnf raises, and Failure where dnf does something else than in the trial.
    """
    try:
        with without(base, rest):
            forget(base)
            resolve(allow_erasing)
    except Exception:
        with contextlib.suppress(Exception):
            forget(base)
            base._run_hawkey_goal(base._goal, allow_erasing)
            base._transaction = base._goal2transaction(base._goal)
        raise


def is_as_tried(base, rest):
    """Tells whether the transaction has the packages of the trial and no other ones."""
    return packages(changes_of(base)) == packages(rest.changes)


def packages(changes):
    """Returns which packages come and which go."""
    come = sorted(str(pkg) for action, pkg in changes if action in INCOMING)
    return come, sorted(str(pkg) for action, pkg in changes if action not in INCOMING and str(pkg) not in come)


@contextlib.contextmanager
def without(base, rest):
    """Hides what the trial hid, and takes the best or not as it did."""
    best = base.conf.best
    base.sack.add_excludes(rest.hidden)
    base.conf.best = rest.best and best
    try:
        yield
    finally:
        base.conf.best = best
        base.sack.remove_excludes(rest.hidden)


def forget(base):
    """Has dnf's history forget the packages of the transaction; it would keep them beside the new ones."""
    history = base.history
    groups = marked_groups(history)
    history.swdb.closeTransaction()
    history.swdb.initTransaction()
    history._rpm = None
    base._transaction = None
    for add, item, action in groups:
        add(item, action)


def marked_groups(history):
    """Returns how to tell history again which groups dnf has marked, which it does before it resolves."""
    groups = []
    for persistor in (history.group, history.env):
        # dnf 4.4 has neither this nor downgrades of groups.
        add = getattr(persistor, '_add_to_history', None)
        for name, action in (('_installed', 'INSTALL'), ('_removed', 'REMOVE'), ('_upgraded', 'UPGRADE'),
                             ('_downgraded', 'DOWNGRADE')):
            for item in getattr(persistor, name, {}).values():
                if add is None:
                    raise Failure('this version of dnf cannot hold anything back beside groups')
                groups.append((add, item, getattr(libdnf.transaction, 'TransactionItemAction_' + action)))
    return groups
