# SPDX-License-Identifier: Apache-2.0
"""Who could change what root is about to run: nobody but root may."""
import os
import stat

from .failure import Failure
from .root import LINKS_MAX, names_of

DIRECTORIES_MAX = 1000  # in a Java or among its jars: one that links to all of a disk is none
CACHE = '/var/cache/kernelpin'  # where an installed kernelpin has its archives of classes


def require_trusted(program, home):
    """Raises Failure if others than root could change a program, the kernelpin beside it, or the Java in a home."""
    require(program)
    above = os.path.dirname(os.path.dirname(os.path.realpath(program)))
    for jars, archives in ((above + '/target/lib', above + '/target/cds'), (above + '/share/java/kernelpin', CACHE)):
        if os.path.isfile(jars + '/kernelpin.jar'):
            require_tree(jars)
            require_tree(archives)
            break
    if home:
        require(home + '/release')
        require(home + '/bin/java')
        # Java looks for its parts around its real file.
        for place in sorted({home, os.path.dirname(os.path.dirname(os.path.realpath(home + '/bin/java')))}):
            require_tree(place + '/lib')
            require_tree(place + '/conf')


def require_tree(directory):
    """Raises Failure if others than root could change a directory, or what is in it or behind a link in it.

    It may be missing.
    """
    if not os.path.isdir(directory):
        return
    known = set()
    require(directory, known)
    waiting, seen = [directory], set()
    while waiting:
        place = os.path.realpath(waiting.pop())
        if place in seen:
            continue
        seen.add(place)
        if len(seen) > DIRECTORIES_MAX:
            raise Failure('{}: more than {} directories are in it'.format(directory, DIRECTORIES_MAX))
        for name in os.listdir(place):
            path = os.path.join(place, name)
            about = os.lstat(path)
            if stat.S_ISLNK(about.st_mode):
                require(path, known)
            else:
                require_root(path, about)
            if not stat.S_ISREG(about.st_mode) and os.path.isdir(path):
                waiting.append(path)


def require(path, known=None):
    """Raises Failure if others than root could change a file, or a directory or link on the way to it.

    The directories that are known to be root's alone need no second look; those that are found are added.
    """
    known = set() if known is None else known
    place, names, links = '/', names_of(path), 0
    require_root(place, os.lstat(place))
    while names:
        name = names.pop()
        if name == '..':
            place = os.path.dirname(place)
            continue
        step = os.path.join(place, name)
        if step in known:
            place = step
            continue
        try:
            about = os.lstat(step)
        except FileNotFoundError:
            return  # A link to nowhere among many files; who needs it will say that it is missing.
        # In a directory such as /tmp others can add files, and cannot replace those of root.
        require_root(step, about, 0o022 if about.st_mode & stat.S_ISVTX == 0 or not names else 0)
        if stat.S_ISLNK(about.st_mode) and links < LINKS_MAX:
            target = os.readlink(step)
            place, links = '/' if target.startswith('/') else place, links + 1
            names += names_of(target)
        else:
            place = step
            if stat.S_ISDIR(about.st_mode) and not about.st_mode & 0o022:
                known.add(step)


def require_root(path, about, forbidden=0o022):
    """Raises Failure unless root owns a file and its mode has none of some bits; a link has no mode."""
    is_open = not stat.S_ISLNK(about.st_mode) and about.st_mode & forbidden
    if about.st_uid != 0 or is_open:
        raise Failure('{}: others than root can write to it: expected owner root and mode {} or stricter'.format(
            path, '0644' if stat.S_ISREG(about.st_mode) and not about.st_mode & 0o111 else '0755'))
