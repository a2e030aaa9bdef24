# SPDX-License-Identifier: Apache-2.0
"""Which Java the program runs on: the configuration's or the system's, never the environment's."""
import os
import re

from .failure import Failure
from .text import content

SYSTEM = '/usr/bin/java'
HOMES = '/usr/lib/jvm'
MAJOR_MIN = 17
VERSION = r'(?m)^JAVA_VERSION="?([0-9]+)'  # compiled when somebody asks


def java_home(option):
    """Returns the home of the Java to take, or nothing if the system has none; the launcher says so then."""
    if option:
        if not is_java(option):
            raise Failure('kernelpin.conf: java = {}: no Java {} or newer is there'.format(option, MAJOR_MIN))
        return option
    for home in [os.path.dirname(os.path.dirname(os.path.realpath(SYSTEM)))] + installed():
        if is_java(home):
            return home
    return ''


def installed():
    """Returns the homes of the installed Javas, in the order in which the launcher looks at them."""
    try:
        return [os.path.join(HOMES, name) for name in sorted(os.listdir(HOMES))]
    except OSError:
        return []


def is_java(home):
    """Tells whether there is a Java in a directory that can run the program."""
    version = re.search(VERSION, content(os.path.join(home, 'release'))[0])
    return version is not None and int(version.group(1)) >= MAJOR_MIN and os.access(home + '/bin/java', os.X_OK)
