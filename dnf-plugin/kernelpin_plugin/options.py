# SPDX-License-Identifier: Apache-2.0
"""The options in kernelpin.conf."""
import collections
import os
import re

DEFAULTS = {'executable': '/usr/bin/kernelpin', 'pins': '/etc/kernelpin/pins.d', 'timeout': '30',
            'on_failure': 'refuse', 'allow': '', 'java': '', 'record': ''}
VALID = {'executable': ('/', 'an absolute path'), 'java': ('/|$', 'an absolute path'),
         'record': ('/|$', 'an absolute path'), 'timeout': ('[1-9][0-9]{0,3}$', 'seconds from 1 to 9999'),
         'on_failure': ('(refuse|warn)$', 'refuse or warn')}
FOR_DNF = 'enabled'
FOR_DRY_RUN = 'record'  # Whoever runs one names a directory here, for the requests.

# The value of each option, and what is wrong with the file or an option, or None.
Options = collections.namedtuple('Options', 'values problem')


def read_options(plugin):
    """Reads [main]; an option that is absent or empty has its default."""
    conf = plugin.base.conf
    parser = plugin.read_config(conf)
    values = dict(DEFAULTS)
    if plugin.broken:
        return Options(values, plugin.broken)
    if parser.has_section('main'):
        for option in parser.options('main'):
            if not option.startswith('#'):  # libdnf keeps comments among the options.
                values[option] = parser.get('main', option) or DEFAULTS.get(option)
    elif files(conf):
        return Options(values, 'kernelpin.conf: it has no section [main]')
    return Options(values, problem_of(values))


def problem_of(values):
    """Returns what is wrong with an option, or None."""
    unknown = sorted(set(values).difference(DEFAULTS, [FOR_DNF]))
    if unknown:
        known = sorted(set(DEFAULTS).difference([FOR_DRY_RUN]))
        return 'kernelpin.conf: unknown option {}: expected {}'.format(unknown[0], ', '.join(known))
    for option, (pattern, expected) in sorted(VALID.items()):
        if not re.match(pattern, values[option]):
            return 'kernelpin.conf: {} = {}: expected {}'.format(option, values[option], expected)
    return None


def files(conf):
    """Returns where kernelpin.conf is; a link to nowhere counts."""
    paths = [os.path.join(directory, 'kernelpin.conf') for directory in conf.pluginconfpath]
    return [path for path in paths if os.path.lexists(path)]
