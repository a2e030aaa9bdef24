# SPDX-License-Identifier: Apache-2.0
"""The pin files, of which the plugin takes the names of packages and nothing else."""
import collections
import os
import re
import sys

from . import options
from .root import below
from .text import content

PACKAGE = re.compile(r'package["\']?\s*=\s*["\']+\s*([^"\'\s]+)')
ESCAPE = re.compile(r'\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\[ \t]*\r?\n\s*')

# Where the pins are, the texts of the files by their names, which packages they name, and what is wrong, or None.
Pins = collections.namedtuple('Pins', 'directory texts named problem')


def read_pins(conf, option):
    """Reads the pin files in a directory, which the option names below the installroot."""
    root, directory = conf.installroot, os.path.join(conf.installroot, option.lstrip('/'))
    try:
        names = sorted(os.listdir(below(root, option)))
    except OSError as error:
        if isinstance(error, FileNotFoundError) and may_be_absent(conf, option) and is_simply_absent(root, option):
            return Pins(directory, {}, set(), None)
        return Pins(directory, {}, set(), '{}: {}'.format(directory, error.strerror))
    files = [name for name in names if name.endswith('.toml') and not name.startswith('.')]
    return read_files(directory, {name: below(root, os.path.join(option, name)) for name in files})


def read_files(directory, files):
    """Reads pin files, by their names; the first that cannot be read is the problem."""
    texts, named, problem = {}, set(), None
    for name, file in sorted(files.items()):
        texts[name], why = content(file)
        named.update(names_in(texts[name]))
        if why and not problem:
            problem = '{}: {}'.format(os.path.join(directory, name), why)
    return Pins(directory, texts, named, problem)


def names_in(text):
    """Returns the packages that a pin file names, with and without what TOML escapes stand for."""
    unescaped = ESCAPE.sub(lambda escape: meaning(escape.group(1) or escape.group(2)), text)
    return PACKAGE.findall(text) + PACKAGE.findall(unescaped)


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
