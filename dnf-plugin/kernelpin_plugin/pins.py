# SPDX-License-Identifier: Apache-2.0
"""The pin files, of which the plugin takes the names of packages and nothing else."""
import collections
import os
import re

from . import options
from .text import content

PACKAGE = re.compile(r'package["\']?\s*=\s*["\']+\s*([^"\'\s]+)')

# Where the pins are, whether there are any, which packages they name, and what is wrong with them, or None.
Pins = collections.namedtuple('Pins', 'directory exist named problem')


def read_pins(conf, option):
    """Reads the pin files in a directory, which the option names below the installroot."""
    directory = os.path.join(conf.installroot, option.lstrip('/'))
    try:
        names = sorted(os.listdir(directory))
    except OSError as error:
        if isinstance(error, FileNotFoundError) and may_be_absent(conf, option) and is_simply_absent(directory):
            return Pins(directory, False, set(), None)
        return Pins(directory, False, set(), '{}: {}'.format(directory, error.strerror))
    files = [os.path.join(directory, name) for name in names if name.endswith('.toml') and not name.startswith('.')]
    return read_files(directory, files)


def read_files(directory, files):
    """Reads pin files; the first that cannot be read is the problem."""
    named, problem = set(), None
    for file in files:
        text, why = content(file)
        named.update(PACKAGE.findall(text))
        problem = problem or why
    return Pins(directory, bool(files), named, problem)


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
