# SPDX-License-Identifier: Apache-2.0
"""What the plugin does when its parts, in the directory beside it, cannot be loaded."""
import glob
import logging
import os
import shutil
import tempfile
import unittest
from unittest import mock

import dnf.exceptions

from plugin_parts import PLUGINS, Package, install, load


class LoadingTest(unittest.TestCase):
    """A copy of the plugin with something wrong in it."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = os.path.join(directory.name, 'plugins')
        shutil.copytree(PLUGINS, self.directory, ignore=shutil.ignore_patterns('__pycache__'))
        self.parts = sorted(glob.glob(os.path.join(self.directory, 'kernelpin_plugin', '*.py')))
        self.addCleanup(load, PLUGINS)

    def plugin(self, conf=''):
        """The plugin as dnf would start it; whether it is enabled is asked first."""
        with open(os.path.join(self.directory, 'kernelpin.conf'), 'w', encoding='ascii') as file:
            file.write(conf)
        base = mock.Mock(spec=['transaction', 'conf'])
        base.conf.installroot, base.conf.pluginconfpath = self.directory, [self.directory]
        self.parser = load(self.directory).KernelPin.read_config(base.conf)
        return load(self.directory).KernelPin(base, None)

    def refusal(self, plugin, name):
        plugin.base.transaction = install(Package('bash-5-1.x86_64'), Package(name + '-5-1.x86_64'))
        with self.assertRaises(dnf.exceptions.Error) as raised:
            plugin.resolved()
        self.assertRaises(dnf.exceptions.Error, plugin.pre_transaction)
        return str(raised.exception)

    def test_whatever_is_wrong_with_a_part_kernels_and_modules_are_refused_and_nothing_else(self):
        self.assertLess(5, len(self.parts))
        damages = (os.remove, lambda path: write(path, b''), lambda path: write(path, bytes(1000)),
                   lambda path: write(path, b'def f(:\n'), lambda path: write(path, b'\xff\n'))
        for part in self.parts:
            with open(part, 'rb') as file:
                whole = file.read()
            for number, damage in enumerate(damages):
                if os.path.basename(part) == '__init__.py' and number < 2:
                    continue  # It has nothing but a text.
                with self.subTest(part=os.path.basename(part), damage=number):
                    damage(part)
                    self.assert_refuses_kernels_alone(self.plugin())
                write(part, whole)

    def assert_refuses_kernels_alone(self, plugin):
        for name in ('kernel', 'kernel-core', 'kmod-drbd'):
            self.assertRegex(self.refusal(plugin, name), r'\Akernelpin: cannot judge this transaction\n'
                             r'  it touches {}\n  the plugin is damaged, reinstall it: [A-Z].*\n'
                             r'  Nothing was changed. Repair this; other transactions go through.\Z'.format(name))
        for ordinary in (install(Package('kernelpin-5-1.x86_64'), Package('bash-5-1.x86_64')), None):
            plugin.base.transaction = ordinary
            with self.assertLogs('dnf.plugin', logging.WARNING) as logged:
                plugin.resolved()
            self.assertRegex(logged.output[0],
                             r'\AWARNING:dnf.plugin:kernelpin: does not work: the plugin is damaged, reinstall it: [A-Z]')

    def test_without_its_parts_it_refuses_kernels_alone(self):
        shutil.rmtree(os.path.join(self.directory, 'kernelpin_plugin'))
        plugin = self.plugin()
        self.assertIn('\n  the plugin is damaged, reinstall it: ModuleNotFoundError: No module named '
                      "'dnf.plugin.dynamic.kernelpin_plugin'\n", self.refusal(plugin, 'kernel-core'))
        self.assert_refuses_kernels_alone(plugin)

    def test_each_name_counts_once(self):
        shutil.rmtree(os.path.join(self.directory, 'kernelpin_plugin'))
        plugin = self.plugin()
        plugin.base.transaction = install(*[Package(name + '-1-1.x86_64') for name in (
            'kernel-core', 'kernel-core', 'bash', 'kernel', 'kmod-b', 'kmod-a')])
        with self.assertRaises(dnf.exceptions.Error) as raised:
            plugin.resolved()
        self.assertIn('\n  it touches kernel, kernel-core and 2 more\n', str(raised.exception))

    def test_without_its_parts_it_can_be_switched_off(self):
        shutil.rmtree(os.path.join(self.directory, 'kernelpin_plugin'))
        self.plugin('[main]\nenabled=0\n')
        self.assertFalse(self.parser.getboolean('main', 'enabled'))

    def test_without_its_parts_a_broken_configuration_does_not_keep_dnf_from_starting(self):
        shutil.rmtree(os.path.join(self.directory, 'kernelpin_plugin'))
        for conf in ('nonsense', '[main]\nenabled=perhaps\n'):
            plugin = self.plugin(conf)
            self.assertFalse(self.parser.has_section('main'))
            self.assert_refuses_kernels_alone(plugin)


def write(path, content):
    """Writes a file anew."""
    with open(path, 'wb') as file:
        file.write(content)


if __name__ == '__main__':
    unittest.main()
