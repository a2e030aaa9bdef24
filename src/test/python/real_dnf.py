# SPDX-License-Identifier: Apache-2.0
"""A small host, on which the real dnf solves transactions within this process.

What is installed are real packages in rpm's database; they are built once and kept in target. What is
available is metadata, whose packages are never downloaded.
"""
import hashlib
import os
import shutil
import subprocess
import tempfile

import dnf
import dnf.cli.cli
import dnf.cli.option_parser
import dnf.comps
import dnf.conf

from plugin_parts import SOURCES, named
from repository_metadata import Described, write_repository

KEPT = os.path.abspath(os.path.join(SOURCES, 'target', 'dnf-objects'))
SPEC = 'Name: none\nVersion: 1\nRelease: 1\nSummary: None\nLicense: None\nBuildArch: noarch\n%description\n'
SUBPACKAGE = """
%package -n {0.name}
Version: {0.version}
Release: {0.release}
Summary: One of them
AutoReqProv: no
{1}
%description -n {0.name}
%files -n {0.name}
"""
GUARD = Described('kernelpin-guard-drbd', '1', '1')
CONFLICTS = ('kernel-uname-r >= 4.18.0-348', 'kernel >= 4.18.0-348')


def kernel(release, *further, version='4.18.0', name='kernel-core'):
    """The part of a kernel that boots."""
    uname = '{}-{}.x86_64'.format(version, release)
    return Described(name, version, release, provides=(
        'kernel-uname-r = ' + uname, 'installonlypkg(kernel)', 'kernel-core-uname-r = ' + uname,
        '/boot/vmlinuz-' + uname, 'kernel(unused) = 0x99', 'ksym(unused) = 0x98') + further,
                     requires=('kernel-modules-uname-r = ' + uname,))


def modules(release, *further, version='4.18.0', name='kernel-modules'):
    """The drivers of a kernel."""
    uname = '{}-{}.x86_64'.format(version, release)
    return Described(name, version, release, provides=(
        'installonlypkg(kernel-module)', 'kernel-modules-uname-r = ' + uname, 'kernel(unused_m) = 0x97') + further,
                     requires=('kernel-uname-r = ' + uname,))


OWN = 'linux-own'  # of its files dnf knows an image
SYMBOLS_84 = ('kernel(a) = 0x1', 'kernel(b) = 0x2', 'kernel(c) = 0x3')
SYMBOLS_85 = ('kernel(a) = 0x8', 'kernel(b) = 0x9', 'kernel(c) = 0xa')

INSTALLED = [
    kernel('305', *SYMBOLS_84),
    modules('305', 'kernel(m) = 0x5'),
    Described('kernel', '4.18.0', '305', requires=['kernel-core-uname-r = 4.18.0-305.x86_64']),
    Described('kernel-headers', '4.18.0', '305'),
    Described('linux-odd', '6.1', '1', provides=['kernel-uname-r = 6.1-1.x86_64']),
    # It does not say which kernel it is, and the next not even that it is one.
    Described('linux-lts', '6.1', '1', provides=['installonlypkg(kernel)']),
    Described(OWN, '6.9', '1'),
    Described('unbreakable', '5.4', '1', provides=['kernel-uek-uname-r = 5.4-1.x86_64']),
    Described('kmod-drbd', '9.1.2', '1', provides=['ksym(drbd) = 0x11', 'kabi-modules = 9.1.2'],
              requires=['kernel(a) = 0x1', 'kernel(m) = 0x5', 'bash', 'ksym(drbd) = 0x11', 'kernel-core >= 4.18',
                        '/boot/vmlinuz-4.18.0-305.x86_64']),
    # No pin of a package has to name one that is called like a module.
    Described('drbd-modules', '1', '1', requires=['kernel(b) = 0x2']),
    Described('drbd-renamed', '1', '1', provides=['drbd-virtual = 1'], requires=['kernel(b) = 0x2', 'ksym(k) = 0x4']),
    Described('bash', '5', '1'),
    Described('old-tool', '1', '1', provides=['drivers'])]

INERT = ('kernel-doc', 'kernel-abi-stablelists', 'kernel-cross-headers', 'kernel-rpm-macros', 'kernel-srpm-macros',
         'kernel-tools', 'kernel-tools-libs', 'kernel-headers')
OTHERS = ('306', '307', '308', '309', '310', '311')

AVAILABLE = [kernel(release, *SYMBOLS_84) for release in ('305',) + OTHERS] + [
    kernel('348', 'kernel = 4.18.0-348', 'vmlinux', 'own', *SYMBOLS_85),
    modules('348', 'kernel(m) = 0xb', 'drivers'),
    modules('306', 'kernel(m) = 0x5'),
    Described('kernel', '4.18.0', '348', requires=['kernel-core-uname-r = 4.18.0-348.x86_64']),
    kernel('999', *SYMBOLS_85),
    kernel('305', *SYMBOLS_84, name='kernel-debug-core', version='4.18.1'),
    Described('linux-odd', '6.1', '2', provides=['kernel-uname-r = 6.1-2.x86_64']),
    Described('linux-lts', '6.1', '2', provides=['installonlypkg(kernel)']),
    Described('linux-lts', '6.1', '3', provides=['installonlypkg(kernel)']),
    Described('kmod-drbd', '9.1.1', '1', provides=['ksym(drbd) = 0x10'], requires=['kernel(c) = 0x3']),
    Described('kmod-drbd', '9.1.3', '1', provides=['ksym(drbd) = 0x12'], requires=['kernel(c) = 0x3']),
    Described('drbd90', '9.2', '1', provides=['drbd-virtual = 2'], obsoletes=['kmod-drbd', 'drbd-modules']),
    Described('drbd-modules', '2', '1', requires=['kernel(b) = 0x2']),
    Described('needs-kernel', '1', '1', provides=['own'], requires=['vmlinux', 'bash', 'own']),
    Described('needs-drivers', '1', '1', requires=['drivers', 'kernel-modules-uname-r = 4.18.0-348.x86_64']),
    Described('bash', '5', '2'),
    Described('fresh', '1', '1'),
    Described('fresh', '0', '1'),
    Described('linux-new', '6.8', '1', files=['/usr/bin/linux', '/boot/vmlinuz-6.8']),
] + [Described(name, '4.18.0', '348') for name in INERT]


def build(directory):
    """Makes the host and its repository."""
    spec = SPEC
    for package in INSTALLED:
        tags = ['Provides: ' + each for each in package.provides] + ['Requires: ' + each for each in package.requires]
        spec += SUBPACKAGE.format(package, '\n'.join(tags))
        if package.name == OWN:
            spec += '%ghost /boot/vmlinuz-6.9-own\n'
    spec += SUBPACKAGE.format(GUARD, '\n'.join('Conflicts: ' + each for each in CONFLICTS))
    with open(os.path.join(directory, 'installed.spec'), 'w', encoding='ascii') as file:
        file.write(spec)
    run('rpmbuild', '-bb', '--quiet', '--define', '_topdir ' + directory, '--define', '_rpmdir ' + directory,
        '--define', '_rpmfilename %%{NAME}.rpm', '--define', '__os_install_post %{nil}', file.name)
    for root, packages in (('root', INSTALLED), ('guarded', INSTALLED + [GUARD])):
        root = os.path.join(directory, root)
        os.mkdir(root)
        run('rpm', '--root', root, '-i', '--justdb', '--nodeps', '--noscripts', '--ignorearch', '--ignoreos',
            *[os.path.join(directory, package.name + '.rpm') for package in packages])
    write_repository(os.path.join(directory, 'updates'), AVAILABLE)
    os.mkdir(os.path.join(directory, 'state'))


def run(*words):
    """Runs a program that has to succeed."""
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def host():
    """The directory of the host, which is built if there is none of this very content."""
    with open(__file__, 'rb') as source:
        digest = hashlib.sha256(source.read()).hexdigest()[:16]
    kept = os.path.join(KEPT, digest)
    if not os.path.isdir(kept):
        os.makedirs(KEPT, exist_ok=True)
        directory = tempfile.mkdtemp(dir=KEPT)
        try:
            build(directory)
            os.rename(directory, kept)
        except OSError:
            shutil.rmtree(directory)  # Somebody else was faster, or it failed.
            if not os.path.isdir(kept):
                raise
    return kept


class Dnf:
    """dnf with its sack filled, on the host, or the guarded one; what dnf remembers may be elsewhere."""

    def __init__(self, excludes=(), limit=3, state=None, root='root'):
        kept = host()
        self.root = os.path.join(kept, root)
        conf = dnf.conf.Conf()
        conf.installroot, conf.cachedir = self.root, os.path.join(kept, 'cache')
        conf.persistdir = conf.logdir = state or os.path.join(kept, 'state')
        conf.substitutions.update({'releasever': '8', 'arch': 'x86_64', 'basearch': 'x86_64'})
        conf.excludepkgs, conf.installonly_limit = list(excludes), limit
        conf.pluginconfpath, conf.protected_packages, conf.protect_running_kernel = [], [], False
        self.base = dnf.cli.cli.BaseCli(conf)
        self.base.repos.add_new_repo('updates', conf, baseurl=['file://' + os.path.join(kept, 'updates')])
        self.words = named.Named(self.base)
        self.base.fill_sack()
        self.cli = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.base.close()

    def command(self, command, *arguments):
        """Has dnf's command line, as if it had been called with these arguments."""
        self.cli = dnf.cli.cli.Cli(self.base)
        self.cli.optparser = dnf.cli.option_parser.OptionParser()
        self.cli.command = command(self.cli)
        self.cli.optparser.parse_main_args(arguments)
        self.cli.optparser.parse_command_args(self.cli.command, arguments)

    def groups(self, **members):
        """Has groups of packages that have to be there, in an environment called all."""
        comps = dnf.comps.Comps()
        with tempfile.NamedTemporaryFile('w', suffix='.xml') as file:
            file.write('<comps>')
            for group, names in members.items():
                packages = ''.join('<packagereq type="mandatory">{}</packagereq>'.format(name) for name in names)
                file.write('<group><id>{0}</id><name>{0}</name><packagelist>{1}</packagelist></group>'.format(group, packages))
            file.write('<environment><id>all</id><name>all</name><grouplist>{}</grouplist></environment></comps>'.format(
                ''.join('<groupid>{}</groupid>'.format(group) for group in members)))
            file.flush()
            comps._add_from_xml_filename(file.name)
        self.base._comps = comps

    def solve(self, install=(), upgrade=(), downgrade=(), reinstall=(), remove=(), everything=False):
        """Solves a transaction; the plugin is not asked."""
        for names, method in ((install, self.base.install), (upgrade, self.base.upgrade), (remove, self.base.remove),
                              (downgrade, self.base.downgrade), (reinstall, self.base.reinstall)):
            for name in names:
                method(name)
        if everything:
            self.base.upgrade_all()
        self.base.resolve(allow_erasing=True)
        return self
