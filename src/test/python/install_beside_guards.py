# SPDX-License-Identifier: Apache-2.0
"""Asks dnf's solver which packages can be installed where a guard is.

    install_beside_guards.py FILE

FILE is JSON: packages, with name, version, release, provides and requires, and guards, with requires and
conflicts. A line is printed for no guard and then for each: the numbers of the packages, from 0, that can be
installed beside it, separated by blanks. One sack serves them all.
"""
import json
import os
import sys
import tempfile

import dnf
import hawkey

from repository_metadata import Described, write_repository

GUARD = 'guard-{}'


def package(described):
    """A package of the file, of no architecture, as dnf would leave out those of another machine."""
    return Described(described['name'], described['version'], described['release'], provides=described['provides'],
                     requires=described['requires'])


def guard(number, described):
    """The package of a guard."""
    name = GUARD.format(number)
    return Described(name, '1', '1', provides=[name + ' = 1-1'], requires=described['requires'],
                     conflicts=described['conflicts'])


def can_be_installed(sack, packages):
    """Tells whether all of these can be, together."""
    goal = hawkey.Goal(sack)
    for each in packages:
        goal.install(each)
    return goal.run()


def main(file):
    """Does what the file says."""
    with open(file) as text:
        content = json.load(text)
    packages = [package(each) for each in content['packages']]
    guards = [guard(number, each) for number, each in enumerate(content['guards'])]
    with tempfile.TemporaryDirectory() as work:
        write_repository(os.path.join(work, 'repository'), packages + guards)
        base = dnf.Base()
        base.conf.cachedir = os.path.join(work, 'cache')
        base.conf.installroot = os.path.join(work, 'root')
        base.conf.persistdir = os.path.join(work, 'persist')
        base.conf.substitutions['releasever'] = '9'
        base.repos.add_new_repo('packages', base.conf, baseurl=['file://' + os.path.join(work, 'repository')])
        base.fill_sack(load_system_repo=False)
        seen = {int(each.summary): each for each in base.sack.query()}
        if len(seen) != len(packages) + len(guards):
            raise SystemExit('dnf sees {} of {} packages'.format(len(seen), len(packages) + len(guards)))
        for beside in [[]] + [[seen[len(packages) + number]] for number in range(len(guards))]:
            print(*(number for number in range(len(packages)) if can_be_installed(base.sack, beside + [seen[number]])))
        base.close()


if __name__ == '__main__':
    main(*sys.argv[1:])
