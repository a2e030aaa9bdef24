# SPDX-License-Identifier: Apache-2.0
"""Small text files, which may be anything else."""
import os
import stat

BYTES_MAX = 1 << 20


def content(path):
    """Returns the text of a regular file and why it cannot be read, or None; pipes and devices are not opened."""
    try:
        about = os.stat(path)
        if not stat.S_ISREG(about.st_mode) and not stat.S_ISDIR(about.st_mode):
            return '', 'Not a regular file'
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with open(descriptor, encoding='utf-8', errors='replace') as file:
            return file.read(BYTES_MAX), None
    except OSError as error:
        return '', error.strerror
