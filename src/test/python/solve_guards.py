# SPDX-License-Identifier: Apache-2.0
"""Asks dnf's solver, libsolv, which packages meet dependencies.

    solve_guards.py PACKAGES DEPENDENCIES

PACKAGES has a line for each package: name, version, release, architecture, and capabilities as NAME=EVR,
all separated by tabs. Each line of DEPENDENCIES is one. For each of these the numbers of the packages are
printed that meet it, from 0, separated by blanks.
"""
import os
import sys
import tempfile

import dnf
import hawkey

from repository_metadata import Described, write_repository


def described(name, version, release, arch, *provides):
    """The package of a line."""
    return Described(name, version, release, arch, [capability.replace('=', ' = ') for capability in provides])


def main(packages_file, dependencies_file):
    """Does what the file says."""
    with open(packages_file) as file:
        packages = [described(*line.rstrip('\n').split('\t')) for line in file]
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
