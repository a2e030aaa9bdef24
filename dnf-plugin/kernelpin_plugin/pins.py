# SPDX-License-Identifier: Apache-2.0
"""The pin files, of which the plugin takes the names of packages and nothing else."""
import collections
import os
import re
import sys

from . import options
from .apart import within
from .mounts import leads_to, mounted_elsewhere
from .root import below, steps
from .text import content

PACKAGE = re.compile(r'package["\']?\s*=\s*["\']+\s*([^"\'\s]+)')
ESCAPE = r'\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\[ \t]*\r?\n\s*'  # compiled where there is one
SECONDS_MAX = 5  # that the pins may take where a file system may not answer

# Where the pins are, the texts of the files by their names, which packages they name, and what is wrong, or None.
Pins = collections.namedtuple('Pins', 'directory texts named problem')


def read_pins(conf, option):
    """Reads the pin files in a directory, which the option names below the installroot."""
    root, directory = conf.installroot, os.path.join(conf.installroot, option.lstrip('/'))
    absent = may_be_absent(conf, option)
    try:
        points = mounted_elsewhere(root)
    except OSError:
        return read_apart(root, option, absent)
    # A process of its own costs dnf time, and what is beside dnf's own files needs none.
    if passes(root, option, points):
        return read_apart(root, option, absent)
    names, problem = list_files(root, option, absent)
    if any(passes(root, os.path.join(option, name), points) for name in names):
        return read_apart(root, option, absent)
    return pins_of(directory, *read_files(root, option, names, problem))


def passes(root, path, points):
    """Tells whether a path of the root, as dnf's host sees it or as the root does, passes a mount point."""
    seen = os.path.join(root, path.lstrip('/'))
    return leads_to(seen, points) or any(step in points for step in steps(root, path))


def pins_of(directory, texts, problem):
    """Returns the pins of some files, with the packages that they name."""
    named = set()
    for text in texts.values():
        named.update(names_in(text))
    return Pins(directory, texts, named, problem)


def read_apart(root, option, absent):
    """Reads the pin files where a file system may not answer; that it does not is the problem then."""
    directory = os.path.join(root, option.lstrip('/'))
    try:
        texts, problem = within(SECONDS_MAX, read_listed, root, option, absent)
    except TimeoutError:
        problem = '{}: its file system did not answer within {} seconds'.format(directory, SECONDS_MAX)
        return Pins(directory, {}, set(), problem)
    except ValueError:
        return Pins(directory, {}, set(), directory + ': the process that reads it has failed')
    return pins_of(directory, texts, problem)


def read_listed(root, option, absent):
    """Returns the texts of the files by their names, and what is wrong, or None."""
    return read_files(root, option, *list_files(root, option, absent))


def list_files(root, option, absent):
    """Returns the names of the pin files in a directory, and what is wrong with it, or None."""
    try:
        names = sorted(os.listdir(below(root, option)))
    except OSError as error:
        if isinstance(error, FileNotFoundError) and absent and is_simply_absent(root, option):
            return [], None
        return [], '{}: {}'.format(os.path.join(root, option.lstrip('/')), error.strerror)
    return [name for name in names if name.endswith('.toml') and not name.startswith('.')], None


def read_files(root, option, names, problem):
    """Returns the texts of pin files by their names, and the first problem."""
    texts = {}
    for name in names:
        texts[name], why = content(below(root, os.path.join(option, name)))
        if why and not problem:
            problem = '{}: {}'.format(os.path.join(root, option.lstrip('/'), name), why)
    return texts, problem


def names_in(text):
    """Returns the packages that a pin file names, with and without what TOML escapes stand for."""
    named = PACKAGE.findall(text)
    if '\\' in text:
        named += PACKAGE.findall(re.sub(ESCAPE, lambda escape: meaning(escape.group(1) or escape.group(2)), text))
    return named


def meaning(code):
    """Returns the character of an escape, and nothing for the end of a line."""
    return chr(min(int(code, 16), sys.maxunicode)) if code else ''


def may_be_absent(conf, option):
    """Tells whether it is no mistake that the directory is missing.

    It is none with the usual directory, nor in a new root, where only the host's own configuration names it.
    """
    if option.rstrip('/') == options.DEFAULTS['pins']:
        return True
    return not any(path.startswith(conf.installroot) for path in options.files(conf))


def is_simply_absent(root, option):
    """Tells whether the path ends where nothing is, and not at a link to nowhere."""
    above = '/' + option.strip('/')
    while not os.path.lexists(os.path.join(below(root, os.path.dirname(above)), os.path.basename(above))):
        above = os.path.dirname(above)
    return os.path.exists(below(root, above))
