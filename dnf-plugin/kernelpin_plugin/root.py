# SPDX-License-Identifier: Apache-2.0
"""Paths below an installroot, where links lead where they will once the system in it runs."""
import os

LINKS_MAX = 40  # the kernel's MAXSYMLINKS


def below(root, path):
    """Returns where this host has what a path of the root leads to, which is never outside the root."""
    if root == '/':
        return path
    return list(steps(root, path))[-1]


def steps(root, path):
    """Yields each place on the way of a path of the root before it is touched, and at last where that leads to."""
    root, place, names, links = os.path.realpath(root), [], names_of(path), 0
    while names:
        name = names.pop()
        if name == '..':
            place = place[:-1]
            continue
        step = os.path.join(root, *(place + [name]))
        yield step
        if not os.path.islink(step):
            place = place + [name]
        elif links < LINKS_MAX:
            target = os.readlink(step)
            place, links = [] if target.startswith('/') else place, links + 1
            names += names_of(target)
        else:
            place, names = ['links in circles'], []  # It is not there.
    yield os.path.join(root, *place)


def names_of(path):
    """Returns the names in a path, the last one first."""
    return [name for name in reversed(path.split('/')) if name not in ('', '.')]
