# SPDX-License-Identifier: Apache-2.0
"""A program that lives long and has dnf solve again and again: resolve_again.py ROOT TIMES

ROOT is a host on which an upgrade would bring a kernel that has to be refused. After a third of the times
and after all of them it prints its resident memory in KiB, its open descriptors and its children, and at
the end how often it was refused.
"""
import gc
import os
import sys

import dnf.exceptions

from inject_faults import host


def resources():
    """Memory, descriptors and children of this process."""
    gc.collect()
    with open('/proc/self/status', encoding='ascii') as status:
        memory, = [line.split()[1] for line in status if line.startswith('VmRSS')]
    children = 0
    for task in os.listdir('/proc/self/task'):
        with open('/proc/self/task/{}/children'.format(task), encoding='ascii') as file:
            children += len(file.read().split())
    return '{} KiB, {} descriptors, {} children'.format(memory, len(os.listdir('/proc/self/fd')), children)


def main(root, times):
    """Solves, and counts the refusals."""
    refused = 0
    base = host(root)
    for count in range(1, times + 1):
        base.reset(goal=True)
        base.upgrade_all()
        try:
            base.resolve()
        except dnf.exceptions.Error as error:
            refused += ' is refused' in str(error)
        if count in (times // 3, times):
            print(resources())
    print(refused, 'refused')


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]))
