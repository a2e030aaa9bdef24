# SPDX-License-Identifier: Apache-2.0
"""Small text files, which may be anything else."""
import os

BYTES_MAX = 1 << 20


def content(path):
    """Returns the text of a file and why it cannot be read, or None; a pipe holds nothing up."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with open(descriptor, encoding='utf-8', errors='replace') as file:
            return file.read(BYTES_MAX), None
    except OSError as error:
        return '', '{}: {}'.format(path, error.strerror)
