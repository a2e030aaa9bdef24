# SPDX-License-Identifier: Apache-2.0
"""Runs dnf-automatic on an installroot, which its own command line cannot name: dnf_automatic.py ROOT CONFIGURATION."""
import sys

import dnf
import dnf.automatic.main
import dnf.conf


def configuration():
    """What dnf --installroot starts from."""
    conf = dnf.conf.Conf()
    conf.installroot = sys.argv[1]
    return conf


dnf.Base._setup_default_conf = staticmethod(configuration)
sys.exit(dnf.automatic.main.main(sys.argv[2:]))
