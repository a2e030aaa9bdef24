# SPDX-License-Identifier: Apache-2.0
"""Says what is held back where somebody reads it, also where nobody sits at a terminal."""
import contextlib
import itertools
import logging
import os
import sys
import syslog

logger = logging.getLogger('dnf.plugin')


def say(base, text):
    """Says it on standard error and in dnf's log, however quiet dnf is, and in what other programs pass on."""
    # dnf -q hides warnings.
    logger.error('%s', text)
    for tell in (tell_ansible, tell_automatic):
        with contextlib.suppress(Exception):
            tell(text)
    if base.conf.installroot == '/' and os.geteuid() == 0 and not base.conf.assumeno:
        with contextlib.suppress(Exception):
            syslog.syslog(syslog.LOG_WARNING, heading(text))


def heading(text):
    """Returns the first sentence of a text, which may go on in lines that are indented further than others."""
    first, *lines = text.split('\n')
    return ' '.join([first] + [line.strip() for line in itertools.takewhile(lambda line: line.startswith('    '), lines)])


def tell_ansible(text):
    """Adds it to the warnings of Ansible's module, whose standard error nobody reads."""
    warnings = sys.modules.get('ansible.module_utils.common.warnings')
    if warnings is not None:
        warnings.warn(text)


def tell_automatic(text):
    """Has dnf-automatic put it before the list of packages that it sends."""
    if 'dnf.automatic.main' not in sys.modules:
        return
    output = sys.modules['dnf.cli.output'].Output
    listed = getattr(output.list_transaction, 'listed', output.list_transaction)  # dnf may have solved before.

    def told(*args, **kwargs):
        output.list_transaction = listed
        return text + '\n' + listed(*args, **kwargs)

    told.listed = listed
    output.list_transaction = told
