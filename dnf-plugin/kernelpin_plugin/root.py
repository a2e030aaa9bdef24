# SPDX-License-Identifier: Apache-2.0
"""Paths below an installroot, where links lead where they will once the system in it runs."""
import os

LINKS_MAX = 40  # the kernel's MAXSYMLINKS


def below(root, path):
    """Returns where this host has what a path of the root leads to, which is never outside the root."""
    if root == '/':
        return path
    place, names, links = [], names_of(path), 0
    while names:
        name = names.pop()
        if name == '..':
            place = place[:-1]
            continue
        step = os.path.join(root, *(place + [name]))
        if os.path.islink(step) and links < LINKS_MAX:
            target = os.readlink(step)
            place, links = [] if target.startswith('/') else place, links + 1
            names += names_of(target)
        elif os.path.islink(step):
            return os.path.join(root, 'links in circles')  # It is not there.
        else:
            place = place + [name]
    return os.path.join(root, *place)


def names_of(path):
    """Returns the names in a path, the last one first."""
    return [name for name in reversed(path.split('/')) if name not in ('', '.')]
