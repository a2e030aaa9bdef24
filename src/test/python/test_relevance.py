# SPDX-License-Identifier: Apache-2.0
"""Which transactions the program is asked about: with packages of dnf, and by names alone."""
import os
import re
import tempfile
import unittest
from unittest import mock

import dnf.exceptions
import dnf.transaction

from plugin_parts import SOURCES, Item, Package, conversation, kernelpin, relevance, request
from real_dnf import INERT, Dnf

RESOURCES = os.path.join(os.path.dirname(__file__), '../resources')
VARIANTS = 'src/main/java/io/github/kernelpin/model/kernel/KernelVariant.java'
PINS = 'package = "drbd-modules"\n[[pin.module]]\npackage = "drbd-virtual"\n'


class RelevanceTest(unittest.TestCase):
    """The hooks on a host with pins, about transactions that the real dnf has solved."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = directory.name
        os.makedirs(os.path.join(self.root, 'etc/kernelpin/pins.d'))
        with open(os.path.join(self.root, 'etc/kernelpin/pins.d/drbd.toml'), 'w', encoding='ascii') as pins:
            pins.write(PINS)

    def is_asked_about(self, excludes=('drbd90',), **transaction):
        """Whether the program is asked; it refuses."""
        with Dnf(excludes=excludes) as host, conversation() as evaluate:
            evaluate.return_value = {'verdict': 'refuse', 'message': 'no'}
            host.solve(**transaction)
            self.assertTrue(host.base.transaction)
            host.base.conf.installroot = self.root
            plugin = kernelpin.KernelPin(host.base, host.cli)
            if not evaluate_hook(plugin):
                evaluate.assert_not_called()
                return False
            self.assertEqual(1, evaluate.call_count)
            return True

    def test_what_only_shares_a_kernels_version_is_no_kernel(self):
        self.assertFalse(self.is_asked_about(upgrade=['kernel-headers'], install=[
            name for name in INERT if name != 'kernel-headers']))

    def test_an_ordinary_package_is_none(self):
        self.assertFalse(self.is_asked_about(install=['fresh'], upgrade=['bash']))

    def test_what_comes_in_is_asked_about(self):
        self.assertTrue(self.is_asked_about(install=['kernel-core-4.18.0-306']))
        self.assertTrue(self.is_asked_about(upgrade=['linux-odd']))
        self.assertTrue(self.is_asked_about(upgrade=['linux-lts']))
        self.assertTrue(self.is_asked_about(upgrade=['drbd-modules']))
        self.assertTrue(self.is_asked_about(downgrade=['kmod-drbd']))
        self.assertTrue(self.is_asked_about(reinstall=['kernel-core-4.18.0-305']))
        self.assertTrue(self.is_asked_about(excludes=(), install=['drbd90']))

    def test_what_leaves_is_asked_about(self):
        for name in ('kernel', 'unbreakable', 'linux-odd', 'kmod-drbd', 'drbd-modules', 'drbd-renamed'):
            self.assertTrue(self.is_asked_about(remove=[name]), name)

    def test_every_action_that_adds_or_takes_a_package_is_a_change(self):
        actions = {name: getattr(dnf.transaction, 'PKG_' + name.upper()) for name in (
            'install', 'upgrade', 'obsolete', 'reinstall', 'downgrade', 'remove', 'obsoleted', 'upgraded', 'downgraded')}
        pkg = Package('kernel-1-1.x86_64')
        base = mock.Mock(transaction=[Item(action, pkg) for action in actions.values()] + [
            Item(dnf.transaction.PKG_REINSTALLED, pkg), Item(dnf.transaction.PKG_SCRIPTLET, pkg)])
        self.assertEqual([(name, pkg) for name in actions], kernelpin.changes_of(base))
        self.assertEqual(['downgrade', 'install', 'obsolete', 'reinstall', 'upgrade'], sorted(request.INCOMING))

    def test_a_dependency_on_a_symbol_makes_a_module(self):
        for requirement in ('kernel(x) = 0x1', 'ksym(x) = 0x1'):
            self.assertTrue(relevance.concerns(Package('a-1-1.x86_64', requires=[requirement]), ()))
        for requirement in ('kernel', 'kernel-core', 'kernelx(y)', 'akernel(x)', 'bash', 'installonlypkg(kernel)'):
            self.assertFalse(relevance.concerns(Package('a-1-1.x86_64', requires=[requirement]), ()), requirement)

    def test_a_capability_makes_a_kernel_or_a_module(self):
        for provided in ('kernel(x) = 0x1', 'ksym(x) = 0x1', 'installonlypkg(kernel)', 'installonlypkg(kernel-module)',
                         'kernel-uname-r = 1', 'kernel-uname-r', 'kernel-uek-uname-r = 1', 'pinned = 1', 'pinned'):
            self.assertTrue(relevance.concerns(Package('a-1-1.x86_64', provides=[provided]), {'pinned'}), provided)
        for provided in ('kernel = 1', 'kernel-uname-r-not = 1', 'pinned-not', 'installonlypkg(xen)', 'a = 1-1',
                         'font(kernel-uname-r)', 'kmod-x'):
            self.assertFalse(relevance.concerns(Package('a-1-1.x86_64', provides=[provided]), {'pinned'}), provided)

    def test_a_name_makes_a_kernel_or_a_module(self):
        for name in ('kernel', 'kernel-core', 'kernel-modules-extra', 'kernel-rt', 'kernel-abix', 'kernel6.12', 'kmod-x', 'pinned',
                     'kernel-crossx', 'kernel-devel', 'kmod-libsas'):
            self.assertTrue(relevance.concerns(Package(name + '-1-1.x86_64'), {'pinned'}), name)
        for name in INERT + ('kernelpin', 'kmod', 'kmod-libs', 'kernelshark', 'kmodtool', 'akmod-x', 'dkms', 'pinned-not', 'libkernel'):
            self.assertFalse(relevance.concerns(Package(name + '-1-1.x86_64'), {'pinned'}), name)

    def test_what_the_program_takes_for_a_kernel_or_a_module_is_asked_about(self):
        with open(os.path.join(RESOURCES, 'kernels/packages.tsv'), encoding='utf-8') as table:
            rows = [line.rstrip('\n').split('\t') for line in table][1:]
        missed = []
        for name, kind, provides, requires, _ in rows:
            package = Package(name.replace('@V', '4.18.0') + '-4.18.0-348.el8.x86_64',
                              provides=[text for text in provides.split('; ') if text],
                              requires=[text for text in requires.split('; ') if text])
            if kind != 'NEITHER' and not relevance.concerns(package, ()):
                missed.append(name)
        self.assertEqual([], missed)
        self.assertGreater(len(rows), 200)

    def test_every_kernel_and_part_of_a_distribution_is_asked_about(self):
        with open(os.path.join(RESOURCES, 'kernels/distributions.tsv'), encoding='utf-8') as table:
            rows = [line.rstrip('\n').split('\t') for line in table][1:]
        missed = []
        for _, name, evr, arch, kind, provides, requires, _ in rows:
            package = Package('-'.join((name, evr)) + '.' + arch,
                              provides=[text for text in provides.split('; ') if text],
                              requires=[text for text in requires.split('; ') if text])
            if kind != 'NEITHER' and not relevance.concerns(package, ()):
                missed.append(name)
        self.assertEqual([], missed)
        self.assertGreater(len(rows), 500)

    def test_an_image_makes_a_kernel_of_a_local_package(self):
        for file, repository in (('/boot/vmlinuz-6.9', '@commandline'), ('/lib/modules/6.9/vmlinuz', '@commandline'),
                                 ('/usr/lib/modules/6.9/vmlinuz', '@commandline')):
            self.assertTrue(relevance.concerns(owning(repository, file), ()), file)
        for file, repository in (('/boot/vmlinuz', '@commandline'), ('/opt/lib/modules/6.9/vmlinuz', '@commandline'),
                                 ('/boot/vmlinuz-6.9', 'updates')):
            self.assertFalse(relevance.concerns(owning(repository, file), ()), file)

    def test_an_image_makes_a_kernel_of_a_package_that_is_new_or_goes(self):
        package = owning('updates', '/boot/vmlinuz-6.9')
        for action in ('install', 'obsolete', 'remove', 'obsoleted'):
            self.assertTrue(relevance.concerns(package, (), action), action)
            self.assertEqual([package.name], relevance.names_that_matter([(action, package)], ()))
            self.assertFalse(relevance.concerns(owning('updates', '/boot/grub'), (), action), action)
        for action in ('upgrade', 'upgraded', 'reinstall', 'downgrade'):
            self.assertFalse(relevance.concerns(package, (), action), action)

    def test_the_capabilities_looked_for_are_those_that_the_program_knows(self):
        with open(os.path.join(SOURCES, VARIANTS), encoding='utf-8') as source:
            self.assertEqual(relevance.BOOTS, re.findall(r'"(kernel-(?:[a-z0-9-]+-)?uname-r)"', source.read()))

    def test_an_inert_name_counts_if_a_pin_names_it_or_if_it_boots(self):
        self.assertTrue(relevance.concerns(Package('kernel-tools-1-1.x86_64'), {'kernel-tools'}))
        self.assertTrue(relevance.concerns(Package('kernel-tools-1-1.x86_64', provides=['kernel-uname-r = 1']), ()))

    def test_names_that_matter_are_told_once_and_in_order(self):
        changes = [('install', Package(name + '-1-1.x86_64')) for name in ('kmod-x', 'bash', 'kernel', 'kmod-x')]
        self.assertEqual(['kernel', 'kmod-x'], relevance.names_that_matter(changes, ()))


def owning(repository, file):
    """A package with a file."""
    package = Package('linux-6.9-1.x86_64')
    package.reponame, package.files = repository, ['/usr/share/doc/linux', file]
    return package


def evaluate_hook(plugin):
    """Whether the hook refuses."""
    try:
        plugin.resolved()
        return False
    except dnf.exceptions.Error as error:
        assert str(error) == 'no', error
        return True


if __name__ == '__main__':
    unittest.main()
