# SPDX-License-Identifier: Apache-2.0
"""The plugin, as dnf would load it, and stand-ins for what dnf hands to it."""
import importlib
import os
import sys

import dnf.transaction

SOURCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..')
sys.path.insert(0, os.path.join(SOURCES, 'dnf-plugin'))
kernelpin = importlib.import_module('kernelpin')

REQUEST = {'id': '0123456789abcdef', 'root': '/nowhere'}


class Package:
    """What the plugin asks of a hawkey package."""

    def __init__(self, nevra, provides=(), requires=(), installed=False):
        self.nevra, self.provides, self.requires, self.installed = nevra, provides, requires, installed
        self.name, self.version, rest = nevra.rsplit('-', 2)
        self.release, self.arch = rest.rsplit('.', 1)
        self.epoch, self.reponame = 0, 'repo'

    def __str__(self):
        return self.nevra


class Item:
    """What the plugin asks of a transaction item."""

    def __init__(self, action, pkg):
        self.action, self.pkg, self.name = action, pkg, pkg.name


def install(*packages):
    """A transaction that installs packages."""
    return [Item(dnf.transaction.PKG_INSTALL, pkg) for pkg in packages]
