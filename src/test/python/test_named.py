# SPDX-License-Identifier: Apache-2.0
"""Which words of a command are unmet if kernels are left out: asked of the real dnf."""
import os
import subprocess
import tempfile
import unittest
import weakref

import dnf
import dnf.comps
import dnf.exceptions
import dnf.selector

from plugin_parts import named, transaction, trial
from real_dnf import Dnf

KERNEL_348 = ('kernel*-4.18.0-348', 'kernel*-4.18.0-999')
DRBD = ('kmod-drbd', 'drbd90')


class NamedCase(unittest.TestCase):
    """A host, and what is asked of dnf on it."""

    def setUp(self):
        self.host = Dnf()
        self.addCleanup(self.host.base.close)
        self.base = self.host.base

    def unmet(self, patterns=KERNEL_348):
        """The unmet words of what was asked for, once what the patterns match is left out."""
        self.base.resolve(allow_erasing=True)
        before = [pkg for _, pkg in trial.incoming_of(self.base._goal)]
        with trial.solved_without(self.base, True, patterns, [pkg for _, pkg in trial.incoming_of(self.base._goal)]) as rest:
            after = [pkg for action, pkg in rest.changes if action in transaction.INCOMING]
            if rest.problem:
                after = [pkg for pkg in before if pkg not in rest.hidden]
            self.assertNotEqual(sorted(before), sorted(after))
            return self.host.words.unmet(before, after)

    def unmet_alone(self, ask, patterns=KERNEL_348):
        """The same for one question, and nothing that was asked before."""
        self.base.reset(goal=True)
        ask()
        return self.unmet(patterns)


class WordsTest(NamedCase):
    """Words for packages."""

    def test_what_is_named_by_version_has_to_come(self):
        for word in ('kernel-core-4.18.0-348', 'kernel-core-4.18.0-348.noarch', 'kernel-core-0:4.18.0-348', 'kernel-core-4*-348',
                     'kernel-core-4*', 'kernel*-4.18.0-348', 'kernel-core = 4.18.0-348', 'kernel-core >= 4.18',
                     'kernel > 4.18.0-305', 'kernel-uname-r = 4.18.0-348.x86_64'):
            for ask in (lambda: self.base.upgrade(word), lambda: self.base.distro_sync(word)):
                self.assertEqual([word], self.unmet_alone(ask))
        for word in ('kernel-core-4.18.0-348', 'kernel-core-0:4.18.0-348', 'kernel = 4.18.0-348'):
            self.assertEqual([word], self.unmet_alone(lambda: self.base.install(word, strict=False)))

    def test_a_pattern_for_the_version_alone_has_to_come_whole(self):
        for word in ('kernel*348*', '*348*', 'kernel-c*348*'):
            for ask in (lambda: self.base.upgrade(word), lambda: self.base.distro_sync(word)):
                self.assertEqual([word], self.unmet_alone(ask), word)

    def test_what_comes_in_place_of_something_that_goes_has_to_come_though_an_older_one_is_there(self):
        def swap():
            self.base.remove('old-tool')
            self.base.install('kernel-core', strict=False)
            self.base.upgrade('kernel-core')

        self.assertEqual(['kernel-core'], self.unmet_alone(swap))

    def test_a_version_that_comes_is_not_missed(self):
        self.base.upgrade('bash < 6')
        self.base.upgrade('bash-5-2')
        self.base.upgrade('kernel-core')
        self.assertEqual([], self.unmet())

    def test_what_is_installed_and_named_without_a_version_may_stay(self):
        for word in ('kernel-core', 'kernel-core.noarch', 'kernel', 'kernel*', 'kernel-[cm]o*', '*', 'kernel-uname-r'):
            self.assertEqual([], self.unmet_alone(lambda: self.base.upgrade(word)), word)
        self.base.conf.best = False
        self.assertEqual([], self.unmet_alone(lambda: (self.base.install('kernel-core'), self.base.upgrade_all())))

    def test_what_is_not_installed_has_to_come(self):
        self.base.conf.best = False
        self.assertEqual(['needs-drivers'], self.unmet_alone(lambda: self.base.install('needs-drivers', strict=False)))
        self.assertEqual(['needs-dr*'], self.unmet_alone(lambda: self.base.install('needs-dr*', strict=False)))
        self.assertEqual(['needs-drivers'], self.unmet_alone(lambda: self.base.install('needs-drivers')))

    def test_of_what_a_glob_matches_all_that_is_new_has_to_come(self):
        self.base.conf.best = False
        # bash is installed, needs-drivers is not.
        self.base.install('*s*', strict=False)
        self.assertEqual(['*s*'], self.unmet())

    def test_an_upgrade_of_everything_does_not_ask_for_what_is_new(self):
        for ask in (lambda: self.base.upgrade('*'), lambda: self.base.distro_sync('*'), self.base.upgrade_all,
                    self.base.distro_sync, lambda: self.base.distro_sync(None)):
            self.assertEqual([], self.unmet_alone(ask, DRBD))

    def test_an_upgrade_to_what_is_not_installed_has_to_come(self):
        self.assertEqual(['drbd90'], self.unmet_alone(lambda: self.base.upgrade('drbd90'), DRBD))

    def test_what_only_the_package_that_is_lost_provides_has_to_come(self):
        for word in ('vmlinux', '/boot/vmlinuz-4.18.0-348.x86_64'):
            for ask in (lambda: self.base.upgrade(word), lambda: self.base.install(word, strict=False)):
                self.assertEqual([word], self.unmet_alone(ask))

    def test_what_comes_from_another_package_is_not_missed(self):
        self.base.conf.best = False
        self.assertEqual([], self.unmet_alone(lambda: self.base.install('kernel-core-uname-r', strict=False) and
                                              self.base.upgrade('kernel-core')))

    def test_another_version_that_comes_will_do(self):
        self.base.install('fresh')
        self.assertEqual([], self.unmet(['fresh-1']))
        self.assertEqual(['fresh'], self.unmet_alone(lambda: self.base.install('fresh'), ['fresh']))

    def test_a_downgrade_has_to_come_though_the_package_is_installed(self):
        for ask in (lambda: self.base.downgrade('kmod-drbd'), lambda: self.base.downgrade_to('kmod-drbd'),
                    lambda: self.base.downgrade(pkg_spec='kmod-drbd'), lambda: self.base.downgrade('kmod-*')):
            self.assertEqual(1, len(self.unmet_alone(ask, ['kmod-drbd-9.1.1'])))

    def test_a_reinstallation_has_to_come_though_the_package_is_installed(self):
        for word in ('kernel-core', 'kernel-core-4.18.0-305', 'kernel-c*'):
            self.assertEqual([word], self.unmet_alone(lambda: self.base.reinstall(word), ['kernel-core']))

    def test_packages_themselves_have_to_come(self):
        available = self.base.sack.query().available()
        new, = available.filter(name='kernel-core', release='348')
        old, = available.filter(name='kmod-drbd', version='9.1.1')
        same, = available.filter(name='kernel-core', release='305')
        for ask, pkg in ((lambda: self.base.package_upgrade(new), new), (lambda: self.base.package_upgrade(pkg=new), new),
                         (lambda: self.base.package_install(new), new), (lambda: self.base.package_install(new, strict=False), new),
                         (lambda: self.base.package_downgrade(old), old), (lambda: self.base.package_reinstall(same), same)):
            self.assertEqual([str(pkg)], self.unmet_alone(ask, [str(pkg)]))

    def test_files_have_to_come(self):
        with tempfile.TemporaryDirectory() as directory:
            spec = os.path.join(directory, 'local.spec')
            with open(spec, 'w', encoding='ascii') as file:
                file.write('Name: kernel-local\nVersion: 1\nRelease: 1\nSummary: None\nLicense: None\nBuildArch: noarch\n'
                           'Requires: bash\n%description\n%files\n')
            subprocess.run(['rpmbuild', '-bb', '--quiet', '--define', '_topdir ' + directory, '--define', '_rpmdir ' + directory,
                            spec], check=True, stderr=subprocess.DEVNULL)
            local, = self.base.add_remote_rpms([os.path.join(directory, 'noarch/kernel-local-1-1.noarch.rpm')])
            self.base.package_install(local, strict=False)
            self.assertEqual(['kernel-local-1-1.noarch'], self.unmet(['kernel-local']))

    def test_a_package_that_comes_is_not_missed(self):
        bash, = self.base.sack.query().available().filter(name='bash')
        self.base.package_upgrade(bash)
        self.base.upgrade('kernel-core')
        self.assertEqual([], self.unmet())

    def test_keywords_count_as_well(self):
        for ask in (lambda: self.base.upgrade(pkg_spec='vmlinux'), lambda: self.base.distro_sync(pkg_spec='vmlinux'),
                    lambda: self.base.install(strict=False, pkg_spec='vmlinux')):
            self.assertEqual(['vmlinux'], self.unmet_alone(ask))

    def test_several_words_are_told_once_each_and_in_order(self):
        for word in ('vmlinux', 'kernel-core', 'kernel-core-4.18.0-348', 'bash', 'vmlinux'):
            self.base.upgrade(word)
        self.assertEqual(['kernel-core-4.18.0-348', 'vmlinux'], self.unmet())


class GroupsTest(NamedCase):
    """Words for groups."""

    def setUp(self):
        super().setUp()
        self.base.conf.best = False
        self.host.groups(tools=['bash', 'needs-drivers'], others=['fresh'])

    def test_a_group_that_lacks_a_member_is_unmet(self):
        for strict in (False, True):
            for ask in (lambda: self.base.group_install('tools', ['mandatory'], strict=strict),
                        lambda: self.base.group_install(grp_id='tools', pkg_types=['mandatory'], strict=strict)):
                self.assertEqual(['tools'], self.unmet_alone(ask))

    def test_an_environment_that_lacks_a_member_is_unmet(self):
        for ask in (lambda: self.base.environment_install('all', ['mandatory'], strict=False),
                    lambda: self.base.environment_install(env_id='all', types=['mandatory'], strict=False)):
            self.assertEqual(['all'], self.unmet_alone(ask))

    def test_groups_on_the_command_line_are_told_by_their_names(self):
        self.base.env_group_install(['tools'], ['mandatory'], strict=False)
        self.assertEqual(['tools'], self.unmet())
        self.assertEqual(['all'], self.unmet_alone(lambda: self.base.install_specs(['@all'], strict=False)))

    def test_a_group_that_lacks_nothing_is_met(self):
        self.base.group_install('others', ['mandatory'])
        self.base.upgrade('kernel-core')
        self.assertEqual([], self.unmet())

    def test_a_group_lacks_nothing_if_what_is_lost_is_no_member(self):
        self.base.group_install('others', ['mandatory'])
        self.base.install('needs-drivers', strict=False)
        self.assertEqual(['needs-drivers'], self.unmet())

    def test_a_member_that_is_installed_is_not_missed(self):
        self.host.groups(tools=['bash'])
        self.base.group_install('tools', ['mandatory'], strict=False)
        self.base.upgrade_all()
        self.assertEqual([], self.unmet(['bash']))

    def test_an_upgrade_of_a_group_does_not_ask_for_its_members(self):
        self.host.groups(tools=['bash'])
        group = self.base.history.group.new('tools', 'tools', 'tools', dnf.comps.MANDATORY)
        group.addPackage('bash', True, dnf.comps.MANDATORY)
        self.base.history.group.get = lambda group_id: group
        self.base.group_upgrade('tools')
        self.assertEqual([], self.unmet(['bash']))

    def test_an_upgrade_of_a_group_asks_for_its_new_members(self):
        group = self.base.history.group.new('tools', 'tools', 'tools', dnf.comps.MANDATORY)
        group.addPackage('bash', True, dnf.comps.MANDATORY)
        self.base.history.group.get = lambda group_id: group
        self.base.group_upgrade('tools')
        self.assertEqual(['tools'], self.unmet())


class ListTest(NamedCase):
    """Lists of packages, which somebody gives the solver by himself: history undo, streams of modules, plugins."""

    def install(self, **what):
        """What dnf does for each package of a list."""
        chosen = dnf.selector.Selector(self.base.sack).set(pkg=self.base.sack.query().available().filter(**what))
        self.base._goal.install(select=chosen, optional=True)

    def test_all_of_them_come_or_none(self):
        self.install(name='kernel-core', release='348')
        self.install(name='bash')
        self.assertEqual(['kernel-core-4.18.0-348.noarch', 'kernel-modules-4.18.0-348.noarch'], self.unmet())

    def test_whatever_else_is_asked_for_before_or_after(self):
        for asks in ((self.base.upgrade_all, self.install_kernel), (self.install_kernel, lambda: self.base.upgrade('bash')),
                     (self.install_kernel, self.base.upgrade_all)):
            self.base.reset(goal=True)
            for ask in asks:
                ask()
            self.assertIn('kernel-core-4.18.0-348.noarch', self.unmet())

    def install_kernel(self):
        self.install(name='kernel-core', release='348')

    def test_what_is_not_lost_is_not_missed(self):
        self.install(name='bash')
        self.base.upgrade_all()
        self.assertNotIn('bash-5-2.noarch', self.unmet())

    def test_dnfs_own_jobs_are_no_list(self):
        self.base.remove('old-tool')
        self.base.upgrade_all()
        self.assertEqual([], self.unmet())
        self.base.upgrade('bash')
        self.assertEqual([], self.unmet())

    def test_a_new_question_has_no_list(self):
        self.install_kernel()
        self.base.resolve()
        self.assertEqual([], self.unmet_alone(self.base.upgrade_all))


class ListeningTest(NamedCase):
    """dnf's methods, which do as before."""

    def test_words_of_an_earlier_goal_are_forgotten(self):
        self.base.upgrade('kernel-core-4.18.0-348')
        self.base.reset(goal=True)
        self.assertEqual([], self.host.words.unmet([], []))
        self.base.upgrade('kernel-core')
        self.assertEqual([], self.unmet())

    def test_what_dnf_forgets_is_not_kept(self):
        bash, = self.base.sack.query().available().filter(name='bash')
        self.base.package_upgrade(bash)
        self.base.resolve()
        left = weakref.ref(self.base.sack), weakref.ref(self.base._goal)
        del bash
        self.base.reset(sack=True, goal=True)
        self.assertEqual([None, None], [each() for each in left])

    def test_what_is_asked_too_early_ends_as_dnf_says(self):
        self.base.reset(sack=True, goal=True)
        with self.assertRaisesRegex(TypeError, 'must be _hawkey.Sack, not None'):
            self.base.install('bash')

    def test_words_of_an_earlier_goal_do_not_count_for_one_without_any(self):
        self.base.upgrade('kernel-core-4.18.0-348')
        self.assertEqual([], self.unmet_alone(self.base.upgrade_all))

    def test_what_dnf_returns_is_returned(self):
        self.host.groups(tools=['bash', 'fresh'])
        bash, = self.base.sack.query().available().filter(name='bash')
        for method, words in (('install', ['fresh']), ('upgrade', ['bash']), ('downgrade', ['kmod-drbd']),
                              ('reinstall', ['kernel-core']), ('package_upgrade', [bash]),
                              ('distro_sync', []), ('distro_sync', ['bash']), ('distro_sync', ['absent']),
                              ('group_install', ['tools', ['mandatory']]), ('environment_install', ['all', ['mandatory']])):
            returned = getattr(dnf.Base, method)(self.base, *words)
            self.assertEqual(returned, getattr(self.base, method)(*words), method)

    def test_what_dnf_raises_is_raised(self):
        for method, words, error in (('install', ['absent'], dnf.exceptions.PackageNotFoundError),
                                     ('upgrade', ['absent'], dnf.exceptions.MarkingError),
                                     ('upgrade', ['fresh'], dnf.exceptions.PackagesNotInstalledError),
                                     ('downgrade', ['fresh'], dnf.exceptions.PackagesNotInstalledError),
                                     ('reinstall', ['fresh'], dnf.exceptions.PackagesNotInstalledError),
                                     ('install', [], TypeError)):
            with self.assertRaises(error):
                getattr(self.base, method)(*words)

    def test_what_dnf_did_not_find_is_nothing_that_is_missed(self):
        with self.assertRaises(dnf.exceptions.Error):
            self.base.install('absent-1-1')
        self.base.upgrade('kernel-core')
        self.assertEqual([], self.unmet())

    def test_all_that_dnf_was_told_reaches_it(self):
        self.assertEqual(1, self.base.upgrade('bash', 'updates'))
        with self.assertRaises(dnf.exceptions.PackageNotFoundError):
            self.base.install('fresh', reponame='elsewhere')

    def test_a_release_of_dnf_without_one_of_the_methods_will_do(self):
        class Few(object):
            _goal = None

            def install(self, pkg_spec):
                return pkg_spec

        base = Few()
        named.Named(base)
        self.assertEqual('x', base.install('x'))
        self.assertEqual(['_goal', 'install'], [name for name in dir(base) if not name.startswith('__')])


if __name__ == '__main__':
    unittest.main()
