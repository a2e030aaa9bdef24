# SPDX-License-Identifier: Apache-2.0
"""Asks dnf's solver, libsolv, which packages meet dependencies.

    solve_guards.py PACKAGES DEPENDENCIES

PACKAGES has a line for each package: name, version, release, architecture, and capabilities as NAME=EVR,
all separated by tabs. Each line of DEPENDENCIES is one. For each of these the numbers of the packages are
printed that meet it, from 0, separated by blanks.
"""
import hashlib
import os
import sys
import tempfile
from xml.sax.saxutils import quoteattr

import dnf
import hawkey

COMMON = 'http://linux.duke.edu/metadata/common'
RPM = 'http://linux.duke.edu/metadata/rpm'
REPO = 'http://linux.duke.edu/metadata/repo'


def primary(packages):
    """The packages as createrepo_c would describe them."""
    yield '<metadata xmlns="{}" xmlns:rpm="{}" packages="{}">'.format(COMMON, RPM, len(packages))
    for number, (name, version, release, arch, *provides) in enumerate(packages):
        yield '<package type="rpm"><name>{}</name><arch>{}</arch>'.format(name, arch)
        yield '<version epoch="0" ver={} rel={}/>'.format(quoteattr(version), quoteattr(release))
        yield '<checksum type="sha256" pkgid="YES">{:064x}</checksum><summary>{}</summary>'.format(number, number)
        yield '<location href="{}.rpm"/><format><rpm:provides>'.format(number)
        for provided in provides:
            capability, evr = provided.split('=')
            version, release = evr.split('-')
            yield '<rpm:entry name={} flags="EQ" epoch="0" ver={} rel={}/>'.format(
                quoteattr(capability), quoteattr(version), quoteattr(release))
        yield '</rpm:provides></format></package>'
    yield '</metadata>'


def write_repository(directory, packages):
    """Writes what dnf reads of a repository."""
    os.makedirs(os.path.join(directory, 'repodata'))
    content = ''.join(primary(packages)).encode()
    with open(os.path.join(directory, 'repodata', 'primary.xml'), 'wb') as file:
        file.write(content)
    with open(os.path.join(directory, 'repodata', 'repomd.xml'), 'w') as file:
        file.write(
            '<repomd xmlns="{}"><revision>1</revision><data type="primary"><checksum type="sha256">{}</checksum>'
            '<location href="repodata/primary.xml"/><timestamp>1</timestamp></data></repomd>'.format(
                REPO, hashlib.sha256(content).hexdigest()))


def main(packages_file, dependencies_file):
    """Does what the file says."""
    with open(packages_file) as file:
        packages = [line.rstrip('\n').split('\t') for line in file]
    with tempfile.TemporaryDirectory() as work:
        write_repository(os.path.join(work, 'repository'), packages)
        base = dnf.Base()
        base.conf.cachedir = os.path.join(work, 'cache')
        base.conf.installroot = os.path.join(work, 'root')
        base.conf.substitutions['releasever'] = '8'
        base.conf.persistdir = os.path.join(work, 'persist')
        base.repos.add_new_repo('packages', base.conf, baseurl=['file://' + os.path.join(work, 'repository')])
        base.fill_sack(load_system_repo=False)
        if len(base.sack.query()) != len(packages):
            raise SystemExit('dnf sees {} of {} packages'.format(len(base.sack.query()), len(packages)))
        with open(dependencies_file) as file:
            for line in file:
                dependency = hawkey.Reldep(base.sack, line.rstrip('\n'))
                print(*sorted(int(pkg.summary) for pkg in base.sack.query().filter(provides=dependency)))
        base.close()


if __name__ == '__main__':
    main(*sys.argv[1:])
