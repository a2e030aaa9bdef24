# SPDX-License-Identifier: Apache-2.0
"""A file system that stops answering: hanging_file_system.py DIRECTORY REQUEST

It has one file, a.toml, and answers the kernel until the first request of this name (getattr, opendir, open,
read, or none). From then on whoever waits for it cannot even be killed. Says "ready" when it is there, and
lets everybody go when its input ends. It needs root and /dev/fuse.
"""
import ctypes
import os
import select
import struct
import subprocess
import sys

CONTENT = b'[[pin]]\nid = "apart"\nkernel = "rhel:8.4"\n\n[[pin.module]]\nname = "drbd"\npackage = "kmod-drbd"\n'
LOOKUP, FORGET, GETATTR, OPEN, READ, RELEASE, FLUSH, INIT, OPENDIR, READDIR, RELEASEDIR, INTERRUPT, BATCH_FORGET = (
    1, 2, 3, 14, 15, 18, 25, 26, 27, 28, 29, 36, 42)
NAMES = {'getattr': GETATTR, 'opendir': OPENDIR, 'open': OPEN, 'read': READ, 'none': None}
ROOT, FILE = 1, 2
ENOENT, ENOSYS = 2, 38
FORCE, DETACH = 1, 2
LIBC = ctypes.CDLL(None, use_errno=True)


def attributes(node):
    """What stat says of the directory or of the file."""
    mode, size = (0o40755, 0) if node == ROOT else (0o100644, len(CONTENT))
    return struct.pack('<6Q10I', node, size, 1, 0, 0, 0, 0, 0, 0, mode, 1, 0, 0, 0, 4096, 0)


def entry(node, offset, name):
    """A name in a directory, for which eight bytes are the unit."""
    text = struct.pack('<QQII', node, offset, len(name), 0) + name
    return text.ljust((len(text) + 7) // 8 * 8, b'\0')


def answer(operation, node, body):
    """The error and the content of an answer."""
    if operation == INIT:
        return 0, struct.pack('<4I2HI', 7, 22, 0, 0, 0, 0, 4096)
    if operation == LOOKUP:
        if body != b'a.toml\0':
            return ENOENT, b''
        return 0, struct.pack('<4Q2I', FILE, 0, 0, 0, 0, 0) + attributes(FILE)
    if operation == GETATTR:
        return 0, struct.pack('<Q2I', 0, 0, 0) + attributes(node)
    if operation in (OPEN, OPENDIR):
        return 0, struct.pack('<Q2I', 0, 0, 0)
    if operation == READDIR:
        return 0, b'' if struct.unpack_from('<Q', body, 8)[0] else entry(FILE, 1, b'a.toml')
    if operation == READ:
        return 0, CONTENT[struct.unpack_from('<Q', body, 8)[0]:]
    return (0 if operation in (RELEASE, RELEASEDIR, FLUSH) else ENOSYS), b''


def serve(device, last):
    """Answers until a request of this kind, and until standard input ends."""
    while True:
        ready = select.select([device, sys.stdin], [], [])[0]
        if sys.stdin in ready:
            return
        request = os.read(device, 1 << 17)
        _, operation, unique, node = struct.unpack_from('<IIQQ', request)
        if operation == last:
            sys.stdin.read()
            return
        if operation not in (FORGET, BATCH_FORGET, INTERRUPT):
            error, content = answer(operation, node, request[40:])
            os.write(device, struct.pack('<IiQ', 16 + len(content), -error, unique) + content)


def mounted(directory, last):
    """Another process that serves the file system while a block runs."""
    process = subprocess.Popen([sys.executable, __file__, directory, last], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE)
    if process.stdout.readline() != b'ready\n':
        raise OSError('it cannot be mounted')
    return process


def main(directory, last):
    """Mounts it, serves it, and unmounts it."""
    device = os.open('/dev/fuse', os.O_RDWR)
    data = 'fd={},rootmode=40755,user_id=0,group_id=0,allow_other'.format(device)
    if LIBC.mount(b'hanging', directory.encode(), b'fuse.hanging', 0, data.encode()):
        sys.exit(os.strerror(ctypes.get_errno()))
    try:
        print('ready', flush=True)
        serve(device, NAMES[last])
    finally:
        LIBC.umount2(directory.encode(), FORCE | DETACH)
        os.close(device)


if __name__ == '__main__':
    main(*sys.argv[1:])
