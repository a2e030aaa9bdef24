# SPDX-License-Identifier: Apache-2.0
"""Remembers what was kept out, and since when: kernelpin status tells it, and what dnf prints."""
import contextlib
import json
import os
import sys
import time

from .root import below
from .text import content

DIRECTORY, FILE = '/var/lib/kernelpin', 'kept-out.json'
SCHEMA = 2
# They have rpm test what they download (dnf-plugins-core, system_upgrade.py), and mean it.
OFFLINE = {'system-upgrade', 'offline-upgrade', 'offline-distrosync'}


def days(root, packages):
    """Returns the first day on which each of the packages was kept out, by NEVRA, as far as that is remembered."""
    names = set(map(str, packages))
    return {entry['package']: entry['since'] for entry in remembered(root) if entry['package'] in names}


def remembered(root):
    """Returns the entries of the last runs; none from a file that somebody else has made."""
    with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
        document = json.loads(content(below(root, os.path.join(DIRECTORY, FILE)))[0])
        if document['schema'] == SCHEMA:
            return [entry for entry in document['kept_out'] if isinstance(entry['package'], str) and isinstance(entry['since'], str)]
    return []


def remember(base, cli, verdict):
    """Writes down what a verdict keeps out; only runs of root on the host itself that are meant count.

    Whatever fails here leaves the verdict as it is: with on_failure = warn a failure would let in what it refuses.
    """
    with contextlib.suppress(Exception):
        kept_out = verdict.get('kept_out', ())
        if kept_out and base.conf.installroot == '/' and os.geteuid() == 0 and is_meant(base.conf, cli):
            write('/', merged(remembered('/'), kept_out, verdict, time.strftime('%Y-%m-%d', time.gmtime())))


def is_meant(conf, cli):
    """Tells whether dnf would really do something; Ansible tells its modules alone that they are only to check."""
    ansible = getattr(sys.modules.get('ansible.module_utils.basic'), '_ANSIBLE_ARGS', None) or b'{}'
    arguments = json.loads(ansible.decode('utf-8')).get('ANSIBLE_MODULE_ARGS', {})
    is_test = 'test' in conf.tsflags and not OFFLINE.intersection(getattr(getattr(cli, 'command', None), 'aliases', ()))
    return not (conf.assumeno or is_test or arguments.get('_ansible_check_mode'))


def merged(before, kept_out, verdict, today):
    """Returns the entries with those of a verdict, each with its first day; an older build of the same package goes."""
    since = {entry['package']: entry['since'] for entry in before}
    names = {name_of(entry) for entry in kept_out}
    entries = [entry for entry in before if name_of(entry) not in names]
    for entry in kept_out:
        entries.append(dict(entry, since=since.get(entry['package'], today), last=today, verdict=verdict['verdict'],
                            withheld=verdict.get('withheld')))
    return entries


def name_of(entry):
    """Returns the name and the architecture of an entry's package."""
    name, _, rest = entry['package'].rsplit('-', 2)
    return name, rest.rpartition('.')[2]


def write(root, entries):
    """Replaces the file, which others may read."""
    directory = os.path.join(root, DIRECTORY.lstrip('/'))
    os.makedirs(directory, 0o755, exist_ok=True)
    draft = os.path.join(directory, '.' + FILE)
    with contextlib.suppress(FileNotFoundError):
        os.remove(draft)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), 'w', encoding='ascii') as file:
        os.fchmod(file.fileno(), 0o644)  # whatever root's umask is
        json.dump({'schema': SCHEMA, 'kept_out': entries}, file)
    os.replace(draft, os.path.join(directory, FILE))
