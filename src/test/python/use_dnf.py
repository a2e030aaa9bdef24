# SPDX-License-Identifier: Apache-2.0
"""A program that uses dnf's API on an installroot: use_dnf.py ROOT upgrade|persist|onward [PACKAGE]...

With "persist" it goes on when dnf has refused to solve the transaction. With "onward" it does so with the
removal of kmod-drbd, and goes on to the upgrade when that is refused once more.
"""
import sys

import dnf
import dnf.exceptions


def upgrade(root, mode, packages):
    """Upgrades packages, or everything."""
    with dnf.Base() as base:
        base.conf.installroot = root
        base.conf.config_file_path = root + base.conf.config_file_path
        base.conf.read()
        base.conf.reposdir = [root + '/etc/yum.repos.d']
        base.conf.substitutions.update_from_etc(root)
        for option in ('cachedir', 'logdir', 'persistdir'):
            base.conf.prepend_installroot(option)
        base.init_plugins()
        base.pre_configure_plugins()
        base.read_all_repos()
        base.configure_plugins()
        base.fill_sack()
        if mode == 'onward':
            base.remove('kmod-drbd')
            for step in (base.resolve, base.do_transaction):
                try:
                    step()
                except dnf.exceptions.Error as error:
                    print('it goes on after an', type(error).__name__)
            base.reset(goal=True)
        for package in packages:
            base.upgrade(package)
        if not packages:
            base.upgrade_all()
        try:
            base.resolve()
        except dnf.exceptions.Error as error:
            if mode != 'persist':
                raise
            print('it goes on after an', type(error).__name__)
        base.download_packages(base.transaction.install_set)
        base.do_transaction()


try:
    upgrade(sys.argv[1], sys.argv[2], sys.argv[3:])
except dnf.exceptions.Error as failure:
    sys.exit('{}: {}'.format(type(failure).__name__, failure))
