# SPDX-License-Identifier: Apache-2.0
"""Keeps what kernelpin is asked, for a dry run: its configuration names the directory, nobody else's does."""
import json
import os

ASKED = 'asked'  # There once dnf has called the plugin, whatever the transaction is.
REQUEST = 'request.json'


def keep_asked(directory):
    """Leaves a mark that dnf has called the plugin."""
    write(directory, ASKED, '')


def keep_without_pins(directory, pins):
    """Notes in the mark where the plugin has found no pins."""
    write(directory, ASKED, pins.encode('ascii', 'backslashreplace').decode('ascii'))


def keep_request(directory, request):
    """Keeps a request, in place of an earlier one of the same transaction."""
    if directory:  # A request of many packages takes its time.
        write(directory, REQUEST, json.dumps(request))


def write(directory, name, text):
    """Writes a file in the directory, if there is to be any; of what is no path somebody else complains."""
    if directory.startswith('/'):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        with open(os.open(os.path.join(directory, name), flags, 0o600), 'w', encoding='ascii') as file:
            file.write(text)
