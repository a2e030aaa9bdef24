# SPDX-License-Identifier: Apache-2.0
"""Runs dnf as often as it is asked to, and loads its modules just once: that is half of a small run.

Each line of standard input is a run: a JSON object of its id, the arguments of dnf, its directory, the
files that it has as stdin, stdout and stderr, which are there, and the command that mounts what it alone is to
see, if any. Each line of standard output tells of one that has ended:
its id and its exit status, 128 and more for a signal, as in a shell. A run is a process of its own, and goes through all of
dnf's command line. Ends with its input; what runs then goes on.
"""
import atexit
import ctypes
import gc
import json
import os
import selectors
import signal
import subprocess
import sys

import rpm
from dnf.cli import main

STANDARD = (('stdin', os.O_RDONLY), ('stdout', os.O_WRONLY), ('stderr', os.O_WRONLY))

CLONE_NEWNS = 0x20000
MS_REC, MS_PRIVATE = 0x4000, 0x40000


def see_mounts_of(command):
    """Gives this process mounts of its own, as unshare does, and has a command make them."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNS) or libc.mount(b'none', b'/', None, ctypes.c_ulong(MS_REC | MS_PRIVATE), None):
        raise OSError(ctypes.get_errno(), 'no mounts of its own')
    subprocess.run(command, check=True)


def become(run):
    """Makes this process one that has just been started for a run."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, (name, flags) in enumerate(STANDARD):
        file = os.open(run[name], flags)
        os.dup2(file, number)
        os.close(file)
    os.chdir(run['directory'])
    if run['mounts']:
        see_mounts_of(run['mounts'])
    # As dnf's executable does.
    del sys.path[0]
    sys.argv = ['/usr/bin/dnf'] + run['arguments']


def started(run, opened):
    """Starts a run; its process returns None, this one the number of that."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    become(run)
    for each in opened:
        each.close()
    return None


def tell(runs):
    """Tells of the runs that have ended."""
    while runs:
        child, status = os.waitpid(-1, os.WNOHANG)
        if not child:
            return
        ended = 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        print(json.dumps({'id': runs.pop(child), 'status': ended}), flush=True)


def serve():
    """Starts what it is asked for until nobody asks any more; returns in the process of a run with True."""
    ended, wakes = (os.fdopen(number, mode + 'b', buffering=0) for number, mode in zip(os.pipe(), 'rw'))
    os.set_blocking(wakes.fileno(), False)
    signal.set_wakeup_fd(wakes.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    runs, asked = {}, b''
    with selectors.DefaultSelector() as selector:
        selector.register(0, selectors.EVENT_READ)
        selector.register(ended, selectors.EVENT_READ)
        while True:
            ready = [key.fd for key, _ in selector.select()]
            if ended.fileno() in ready:
                ended.read(1000)
                tell(runs)
            if 0 in ready:
                read = os.read(0, 1 << 16)
                if not read:
                    return False
                *lines, asked = (asked + read).split(b'\n')
                for line in lines:
                    run = json.loads(line)
                    child = started(run, (ended, wakes, selector))
                    if child is None:
                        return True
                    runs[child] = run['id']


def run_dnf():
    """Runs dnf, and ends without taking its modules apart: that would copy the memory of the common ancestor."""
    try:
        main.user_main(sys.argv[1:], exit_code=True)
    except SystemExit as end:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code or 0)


if __name__ == '__main__':
    # Debian's rpm asks a shell for this home directory, each time that it wants to know.
    rpm.addMacro('_dbpath', rpm.expandMacro('%{_dbpath}'))
    gc.collect()
    gc.freeze()
    if serve():
        run_dnf()
