# SPDX-License-Identifier: Apache-2.0
"""What a transaction of dnf changes."""
import dnf.transaction

INCOMING = ('install', 'upgrade', 'obsolete', 'reinstall', 'downgrade')
OUTGOING = ('remove', 'obsoleted', 'upgraded', 'downgraded')


def changes_of(base):
    """Returns the (action, package) pairs of the transaction that add or take packages."""
    actions = {getattr(dnf.transaction, 'PKG_' + name.upper()): name for name in INCOMING + OUTGOING}
    return [(actions[item.action], item.pkg) for item in base.transaction or () if item.action in actions]


def fingerprint(changes):
    """Returns a value that is the same only for the same changes from the same repositories."""
    return sorted((action, str(pkg), pkg.reponame) for action, pkg in changes)
