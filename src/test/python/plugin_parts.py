# SPDX-License-Identifier: Apache-2.0
"""The plugin, as dnf would load it, and stand-ins for what dnf hands to it."""
import contextlib
import importlib
import os
import sys
import types
from unittest import mock

import dnf.plugin
import dnf.transaction

SOURCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..')
# Tests of changed copies name theirs.
PLUGINS = os.environ.get('KERNELPIN_PLUGINS') or os.path.abspath(os.path.join(SOURCES, 'dnf-plugin'))
LAUNCHER = os.environ.get('KERNELPIN_LAUNCHER') or os.path.abspath(os.path.join(SOURCES, 'scripts/kernelpin'))


def load(directory):
    """Imports the plugin from a directory as dnf does, and returns it with its parts."""
    for name in [name for name in sys.modules if name.startswith(dnf.plugin.DYNAMIC_PACKAGE)]:
        del sys.modules[name]
    package = sys.modules[dnf.plugin.DYNAMIC_PACKAGE] = types.ModuleType(dnf.plugin.DYNAMIC_PACKAGE)
    package.__path__ = [directory]
    return importlib.import_module(dnf.plugin.DYNAMIC_PACKAGE + '.kernelpin')


kernelpin = load(PLUGINS)
(apart, early, failure, guards, hold, java, judgement, loud, memory, mounts, named, options, pins, program, relevance, request, text, transaction,
 trial, trust, withheld) = [sys.modules[kernelpin.__package__ + '.kernelpin_plugin.' + part]
           for part in ('apart', 'early', 'failure', 'guards', 'hold', 'java', 'judgement', 'loud', 'memory', 'mounts', 'named', 'options', 'pins', 'program',
                        'relevance', 'request', 'text', 'transaction', 'trial', 'trust', 'withheld')]

REQUEST = {'id': '0123456789abcdef', 'root': '/nowhere', 'module_files': None, 'rest': None, 'can_hold': True}


@contextlib.contextmanager
def conversation():
    """A conversation with a program, of which the test says what it answers."""
    with mock.patch.object(judgement, 'running') as running:
        program = running.return_value.__enter__.return_value
        program.name = '/nonexistent'
        # A mock would hide what is raised.
        running.return_value.__exit__.return_value = False
        yield program.evaluate


class Package:
    """What the plugin asks of a hawkey package."""

    def __init__(self, nevra, provides=(), requires=(), installed=False):
        self.nevra, self.provides, self.requires, self.installed = nevra, provides, requires, installed
        self.name, self.version, rest = nevra.rsplit('-', 2)
        self.release, self.arch = rest.rsplit('.', 1)
        self.epoch, self.reponame, self.files = 0, 'repo', []

    def __str__(self):
        return self.nevra


class Item:
    """What the plugin asks of a transaction item."""

    def __init__(self, action, pkg):
        self.action, self.pkg, self.name = action, pkg, pkg.name


def install(*packages):
    """A transaction that installs packages."""
    return [Item(dnf.transaction.PKG_INSTALL, pkg) for pkg in packages]
