# SPDX-License-Identifier: Apache-2.0
"""What the plugin collects of the real dnf's objects.

Each request is compared with a file in src/test/resources/dnf-requests; what it really was is left in
target/dnf-requests in the same format.
"""
import json
import os
import re
import sys
import types
import unittest
from unittest import mock

import dnf.cli.commands.install
import dnf.cli.commands.upgrade

from plugin_parts import SOURCES, Package, kernelpin, options, pins, request, trial
from real_dnf import Dnf

EXPECTED = os.path.join(SOURCES, 'src/test/resources/dnf-requests')
ACTUAL = os.path.join(SOURCES, 'target/dnf-requests')
VALUES = dict(options.DEFAULTS, allow='4.18.0-348, 4.18.0-349@2026-12-31')
PINS = pins.Pins('/pins', {'a.toml': ''}, {'drbd-modules', 'drbd-virtual', 'kmod-drbd'}, None)
UPGRADE, INSTALL = dnf.cli.commands.upgrade.UpgradeCommand, dnf.cli.commands.install.InstallCommand
# No other package needs the symbol c.
FILES = [{'name': 'npreal2', 'path': '/lib/modules/4.18.0-305.x86_64/extra/npreal2.ko', 'version': '6.0',
          'vermagic': '4.18.0-305.x86_64 SMP', 'requires': ['kernel(c) = 0x3', 'kernel(elsewhere) = 0x6']}]


def written(value, indent='', depth=2):
    """A value as JSON, with a line for each of the inner ones."""
    if not value or depth == 0 or not isinstance(value, (dict, list)):
        return json.dumps(value)
    inner = indent + '  '
    if isinstance(value, dict):
        parts = ['{}: {}'.format(json.dumps(key), written(value[key], inner, depth - 1)) for key in sorted(value)]
    else:
        parts = sorted(written(each, inner, depth - 1) for each in value)
    return '{}\n{}{}\n{}{}'.format('[{'[isinstance(value, dict)], inner, (',\n' + inner).join(parts), indent,
                                   ']}'[isinstance(value, dict)])


class RequestTest(unittest.TestCase):
    """Requests about transactions that the real dnf has solved."""

    def collected(self, host, pinned=PINS, files=None):
        """The request as a dictionary; what differs each time is checked and replaced."""
        plugin = types.SimpleNamespace(base=host.base, cli=host.cli, allow_erasing=True, words=host.words)
        found = request.Request(plugin, kernelpin.changes_of(host.base), VALUES, pinned, True).build(files)
        self.assertRegex(found['id'], r'\A[0-9a-f]{16}\Z')
        self.assertEqual(host.root, found['root'])
        found.update(id='ID', root='ROOT')
        dependencies = [(each['package'], each['any_of']) for each in found['dependencies']]
        self.assertEqual(sorted(dependencies), dependencies)
        for package in found['installed'] + found['available'] + [item['package'] for item in found['transaction']]:
            package.get('provides', []).sort()
            package.get('requires', []).sort()
        return found

    def compare(self, name, found):
        """Compares a request with its file, in which the order of packages is the alphabet's."""
        os.makedirs(ACTUAL, exist_ok=True)
        with open(os.path.join(ACTUAL, name + '.json'), 'w', encoding='ascii') as file:
            file.write(written(found) + '\n')
        with open(os.path.join(EXPECTED, name + '.json'), encoding='ascii') as file:
            self.assertEqual(file.read(), written(found) + '\n')

    def test_an_upgrade_of_everything_with_excludes(self):
        arguments = ['-y', 'upgrade', '--exclude', 'none']
        # The same excludes leave kernels out and must not hide a module that is installed.
        with Dnf(excludes=['kernel-core-*-999.noarch', 'kmod-drbd', 'drbd-modules', 'drbd90']) as host, \
                mock.patch.object(sys, 'argv', ['dnf'] + arguments + ['--unknown']):
            host.command(UPGRADE, *arguments)
            self.compare('upgrade', self.collected(host.solve(everything=True)))

    def test_an_installation_by_name_and_glob_with_what_depends_on_a_kernel(self):
        arguments = ['in', 'needs-*', 'kernel-core-4.18.0-348', 'nonsense', '', 'bash']
        with Dnf() as host, mock.patch.object(sys, 'argv', ['dnf'] + arguments):
            host.command(INSTALL, *arguments)
            host.solve(install=['needs-kernel', 'needs-drivers', 'kernel-core-4.18.0-348'], upgrade=['bash'])
            self.compare('installation', self.collected(host))

    def test_an_installation_of_one_of_several_packages_that_would_do(self):
        # Of what is needed, old-tool has a part, and leaves.
        with Dnf() as host:
            host.solve(install=['needs-drivers'], remove=['old-tool'])
            self.compare('installation-and-removal', self.collected(host))

    def test_a_kernel_that_only_its_files_tell(self):
        with Dnf() as host:
            found = self.collected(host.solve(install=['linux-new']))
        self.assertEqual([('linux-new', ['/boot/vmlinuz-6.8'])],
                         [(item['package']['name'], item['package'].get('files')) for item in found['transaction']])

    def test_what_dnf_would_do_without_a_kernel(self):
        with Dnf() as host:
            host.solve(everything=True)
            plugin = types.SimpleNamespace(base=host.base, cli=None, allow_erasing=True, words=host.words)
            collector = request.Request(plugin, kernelpin.changes_of(host.base), VALUES, PINS, True)
            with trial.solved_without(host.base, True, ['kernel*-4.18.0-348'], collector.incoming) as rest:
                document = collector.build(None, rest, (1, ['kernel*-4.18.0-348']))
                expected = [collector.item(action, pkg, rest.replaced.get(str(pkg), ())) for action, pkg in rest.changes]
            found = document['rest']
            self.assertEqual(('', True, []), (found['problem'], found['best'], found['besides']))
            same = [document['transaction'][place] for place in found['same']]
            self.assertCountEqual(expected, same + found['transaction'])
            self.assertEqual([], [item for item in document['transaction'] if item in found['transaction']])
            drbd = [item for item in same if item['package']['name'] == 'drbd90'][0]
            self.assertEqual(['drbd-modules-1-1.noarch', 'kmod-drbd-9.1.2-1.noarch'], sorted(drbd['replaces']))
            kernel = [item for item in found['transaction'] if item['package']['name'] == 'kernel-core'][0]
            self.assertIn('kernel(a) = 0x1', kernel['package']['provides'])

    def test_a_solution_with_a_name_that_no_package_can_have_is_none(self):
        with Dnf() as host:
            host.solve(everything=True)
            plugin = types.SimpleNamespace(base=host.base, cli=None, allow_erasing=True, words=host.words)
            collector = request.Request(plugin, kernelpin.changes_of(host.base), VALUES, PINS, True)
            package = Package('x' * (263 - len('-1-1.noarch')) + '-1-1.noarch')
            found = collector.solution(trial.Rest(None, True, [], [('upgrade', package)], {}, None), 1, [])
            self.assertEqual(('dnf would take a package that is called as none can be', []),
                             (found['problem'], found['transaction']))

    def test_a_removal(self):
        with Dnf(excludes=['drbd90']) as host:
            self.compare('removal', self.collected(host.solve(remove=['kernel-core', 'bash'])))

    def test_a_package_that_obsoletes_others(self):
        with Dnf() as host:
            self.compare('obsoletes', self.collected(host.solve(install=['drbd90'])))

    def test_a_reinstallation_and_a_downgrade(self):
        with Dnf(excludes=['drbd90'], limit=0) as host:
            host.solve(reinstall=['kernel-core-4.18.0-305'], downgrade=['kmod-drbd'])
            self.compare('reinstallation', self.collected(host))

    def test_a_kernel_when_files_of_modules_are_known(self):
        with Dnf(excludes=['drbd90', 'kmod-drbd']) as host:
            host.solve(install=['kernel-core-4.18.0-306'])
            before = self.collected(host)
            found = self.collected(host, files=FILES)
            self.compare('files', found)
        self.assertIsNone(before['module_files'])
        self.assertNotIn('kernel(c)', json.dumps(before))

    def test_packages_that_pins_name_are_found_by_what_they_provide(self):
        with Dnf() as host:
            host.solve(install=['fresh'])
            installed = {pkg['name'] for pkg in self.collected(host)['installed']}
            without_pins = {pkg['name'] for pkg in self.collected(host, PINS._replace(named=set()))['installed']}
        self.assertEqual({'drbd-modules', 'drbd-renamed'}, installed - without_pins)

    def test_the_symbols_of_an_installed_module_that_a_pin_names_are_described(self):
        # Only the pinned package, which is not called like a module, needs the symbol b.
        with Dnf(excludes=['kmod-drbd']) as host:
            host.solve(install=['kernel-core-4.18.0-306'])
            provided = {pkg['release']: pkg['provides'] for pkg in
                        [item['package'] for item in self.collected(host)['transaction']] if pkg['name'] == 'kernel-core'}
        self.assertIn('kernel(b) = 0x2', provided['306'])
        self.assertNotIn('kernel(c) = 0x3', provided['306'])

    def test_builds_of_pinned_modules_that_dnf_sees_are_described_with_the_symbols_that_they_need(self):
        with Dnf() as host:
            host.solve(install=['kernel-core-4.18.0-306'])
            found = self.collected(host)
        builds = {(pkg['name'], pkg['version']): pkg.get('requires') for pkg in found['available'] if not pkg['name'].startswith(
            ('kernel', 'linux'))}
        self.assertEqual({('drbd-modules', '2'): ['kernel(b) = 0x2'], ('drbd90', '9.2'): None, ('kmod-drbd', '9.1.1'): ['kernel(c) = 0x3'],
                          ('kmod-drbd', '9.1.3'): ['kernel(c) = 0x3']}, builds)
        self.assertIn('kernel(c) = 0x3', [item['package'] for item in found['transaction']
                                          if item['package']['name'] == 'kernel-core'][0]['provides'])

    def test_kernels_that_do_not_say_which_they_are_are_installed_and_available(self):
        with Dnf() as host:
            host.solve(upgrade=['linux-lts'])
            found = self.collected(host)
        installed = {pkg['name']: (pkg['provides'], pkg.get('files')) for pkg in found['installed']}
        assumed = ['installonlypkg(kernel)', 'linux-lts = 6.1-']
        self.assertEqual(([assumed[0], assumed[1] + '1'], None), installed['linux-lts'])
        self.assertEqual((['linux-own = 6.9-1'], ['/boot/vmlinuz-6.9-own']), installed['linux-own'])
        available = {pkg['release']: pkg.get('provides', []) for pkg in found['available'] if pkg['name'] == 'linux-lts'}
        self.assertEqual([assumed[0], assumed[1] + '2'], available['2'])

    def test_kernels_that_dnf_excludes_are_no_suggestion(self):
        with Dnf(excludes=['kernel-core-*-999.noarch']) as host:
            host.solve(install=['kernel-core-4.18.0-348'])
            available = {(pkg['name'], pkg['release']) for pkg in self.collected(host)['available']}
        self.assertNotIn(('kernel-core', '999'), available)
        self.assertIn(('kernel-core', '311'), available)

    def test_only_the_newest_five_kernels_that_do_not_come_in_are_described(self):
        with Dnf(excludes=['kernel-core-*-999.noarch']) as host:
            host.solve(install=['kernel-core-4.18.0-348'])
            whole = sorted(pkg['release'] for pkg in self.collected(host)['available']
                           if pkg['name'] == 'kernel-core' and len(pkg['provides']) > 1)
        self.assertEqual(['308', '309', '310', '311'], whole)

    def test_options_and_limits(self):
        with Dnf(limit=2) as host:
            host.solve(install=['fresh'])
            self.assertEqual(2, self.collected(host)['installonly_limit'])
            with mock.patch.object(type(host.base.conf), 'installonly_limit', -1, create=True):
                self.assertEqual(0, self.collected(host)['installonly_limit'])
            self.assertEqual(['4.18.0-348', '4.18.0-349@2026-12-31'], self.collected(host)['allow'])
            self.assertEqual({'front_end': 'program'}, self.collected(host)['command'])

    def test_a_program_with_a_command_of_dnf_and_other_arguments_has_no_verb(self):
        with Dnf() as host, mock.patch.object(sys, 'argv', ['updater']):
            host.command(UPGRADE, 'upgrade')
            self.assertEqual({'front_end': 'dnf', 'arguments': [], 'verb': '', 'name': 'upgrade', 'specs': []},
                             self.collected(host.solve(install=['fresh']))['command'])

    def test_a_command_that_dnf_does_not_know_yet_is_none(self):
        with Dnf() as host:
            host.cli = types.SimpleNamespace(command=None)
            self.assertEqual({'front_end': 'program'}, self.collected(host.solve(install=['fresh']))['command'])

    def test_programs_that_are_known_are_named(self):
        for module, name in (('dnf.automatic.main', 'dnf-automatic'), ('ansible.module_utils.basic', 'ansible')):
            with mock.patch.dict(sys.modules, {module: sys}):
                self.assertEqual(name, request.front_end())

    def test_the_kernel_that_runs_is_the_hosts_own(self):
        self.assertEqual(os.uname()[2], request.running_kernel('/'))
        self.assertEqual('', request.running_kernel('/srv/root'))

    def test_the_environment_of_grub_is_handed_on(self):
        with Dnf() as host, mock.patch.object(request, 'content', lambda path: (path, None)):
            host.solve(install=['fresh'])
            self.assertEqual(host.root + '/boot/grub2/grubenv', self.collected(host)['grubenv'])

    def test_it_can_be_written_as_json(self):
        with Dnf() as host:
            text = json.dumps(self.collected(host.solve(everything=True), files=FILES))
        self.assertFalse(re.search(r'[^ -~]', text))


if __name__ == '__main__':
    unittest.main()
