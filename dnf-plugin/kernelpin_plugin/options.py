# SPDX-License-Identifier: Apache-2.0
"""The options in kernelpin.conf."""
import collections
import os

DEFAULTS = {'executable': '/usr/bin/kernelpin', 'pins': '/etc/kernelpin/pins.d', 'timeout': '30',
            'on_failure': 'refuse', 'action': 'refuse', 'allow': '', 'java': '', 'record': ''}
FOR_DNF = 'enabled'
FOR_DRY_RUN = 'record'  # Whoever runs one names a directory here, for the requests.


def is_path(value):
    """Tells whether it is an absolute path."""
    return value.startswith('/')


def is_path_or_nothing(value):
    """Tells whether it is an absolute path, or empty."""
    return not value or is_path(value)


def is_seconds(value):
    """Tells whether it is a number from 1 to 9999; a regular expression takes longer to compile than to use."""
    return not value.strip('0123456789') and value[:1] not in ('', '0') and len(value) <= 4


def is_reaction(value):
    """Tells whether it says what to do when kernelpin itself fails."""
    return value in ('refuse', 'warn')


def is_action(value):
    """Tells whether it says what pins do that do not say so themselves."""
    return value in ('refuse', 'hold', 'warn')


VALID = {'action': (is_action, 'refuse, hold or warn'),
         'executable': (is_path, 'an absolute path'), 'pins': (is_path, 'an absolute path'),
         'java': (is_path_or_nothing, 'an absolute path'), 'record': (is_path_or_nothing, 'an absolute path'),
         'timeout': (is_seconds, 'seconds from 1 to 9999'), 'on_failure': (is_reaction, 'refuse or warn')}

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
    for option, (is_valid, expected) in sorted(VALID.items()):
        if not is_valid(values[option]):
            return 'kernelpin.conf: {} = {}: expected {}'.format(option, values[option], expected)
    return None


def files(conf):
    """Returns where kernelpin.conf is; a link to nowhere counts."""
    paths = [os.path.join(directory, 'kernelpin.conf') for directory in conf.pluginconfpath]
    return [path for path in paths if os.path.lexists(path)]
