# SPDX-License-Identifier: Apache-2.0
"""The pin files, of which the plugin takes the names of packages and nothing else."""
import collections
import os
import re

from . import options
from .apart import within
from .mounts import leads_to, mounted_elsewhere
from .text import content

PACKAGE = re.compile(r'package["\']?\s*=\s*["\']+\s*([^"\'\s]+)')

SECONDS_MAX = 5  # that the pins may take where a file system may not answer

# Where the pins are, whether there are any, which packages they name, and what is wrong with them, or None.
Pins = collections.namedtuple('Pins', 'directory exist named problem')


def read_pins(conf, option):
    """Reads the pin files in a directory, which the option names below the installroot."""
    directory = os.path.join(conf.installroot, option.lstrip('/'))
    absent = may_be_absent(conf, option)
    try:
        points = mounted_elsewhere(conf.installroot)
    except OSError:
        return read_apart(directory, absent)
    # A process of its own costs dnf time, and what is beside dnf's own files needs none.
    if leads_to(directory, points):
        return read_apart(directory, absent)
    files, problem = list_files(directory, absent)
    if any(leads_to(file, points) for file in files):
        return read_apart(directory, absent)
    return Pins(directory, *read_files(files, problem))


def read_apart(directory, absent):
    """Reads the pin files where a file system may not answer; that it does not is the problem then."""
    try:
        exist, named, problem = within(SECONDS_MAX, read_listed, directory, absent)
    except TimeoutError:
        problem = '{}: its file system did not answer within {} seconds'.format(directory, SECONDS_MAX)
        return Pins(directory, False, set(), problem)
    except ValueError:
        return Pins(directory, False, set(), directory + ': the process that reads it has failed')
    return Pins(directory, exist, set(named), problem)


def read_listed(directory, absent):
    """Returns the fields of Pins but for the first, as JSON has them."""
    exist, named, problem = read_files(*list_files(directory, absent))
    return exist, sorted(named), problem


def list_files(directory, absent):
    """Returns the pin files in a directory, and what is wrong with it, or None."""
    try:
        names = sorted(os.listdir(directory))
    except OSError as error:
        if isinstance(error, FileNotFoundError) and absent and is_simply_absent(directory):
            return [], None
        return [], '{}: {}'.format(directory, error.strerror)
    return [os.path.join(directory, name) for name in names if name.endswith('.toml') and not name.startswith('.')], None


def read_files(files, problem):
    """Returns whether there are pin files, the packages that they name, and the first problem."""
    named = set()
    for file in files:
        text, why = content(file)
        named.update(PACKAGE.findall(text))
        problem = problem or why
    return bool(files), named, problem


def may_be_absent(conf, option):
    """Tells whether it is no mistake that the directory is missing.

    It is none with the usual directory, nor in a new root, where only the host's own configuration names it.
    """
    if option.rstrip('/') == options.DEFAULTS['pins']:
        return True
    return not any(path.startswith(conf.installroot) for path in options.files(conf))


def is_simply_absent(directory):
    """Tells whether the path ends where nothing is, and not at a link to nowhere."""
    above = directory
    while not os.path.lexists(above):
        above = os.path.dirname(above)
    return os.path.exists(above)
