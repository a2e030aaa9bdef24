# SPDX-License-Identifier: Apache-2.0
"""Which file systems a path leads to, told without waiting for any that may not answer."""
import os
import re

TABLE = '/proc/self/mountinfo'
LINKS_MAX = 40  # as in the kernel


def mounted_elsewhere(root):
    """Returns the mount points that are not on the way to a root; dnf itself waits for those that are."""
    with open(TABLE, encoding='utf-8', errors='surrogateescape') as table:
        points = {unescaped(line.split(' ')[4]) for line in table}
    above = os.path.realpath(root).rstrip('/') + '/'
    return {point for point in points if not above.startswith(point.rstrip('/') + '/')}


def unescaped(point):
    """Returns a mount point as it is called: the table has octal numbers in it for white space."""
    if '\\' not in point:
        return point
    return re.sub(r'\\([0-7]{3})', lambda octal: chr(int(octal.group(1), 8)), point)


def leads_to(path, points):
    """Tells whether a path, or a link in it, passes one of these mount points; none of them is touched."""
    here, rest, links = '/', path.split('/')[::-1], 0
    while rest and links <= LINKS_MAX:
        here = os.path.normpath(os.path.join(here, rest.pop()))
        if here in points:
            return True
        if os.path.islink(here):
            target, links = os.readlink(here), links + 1
            here = '/' if target.startswith('/') else os.path.dirname(here)
            rest.extend(target.split('/')[::-1])
    return False
