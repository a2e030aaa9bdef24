# SPDX-License-Identifier: Apache-2.0
"""Runs a function in a process of its own, which may wait for a file system as long as it likes."""
import contextlib
import json
import os
import select
import signal
import time

ABANDONED = set()  # Children that did not even end when they were killed.


def within(seconds, function, *arguments):
    """Returns what the function returns, which has to be JSON; raises TimeoutError, or ValueError if it fails."""
    with contextlib.suppress(OSError):
        ABANDONED.difference_update([child for child in ABANDONED if os.waitpid(child, os.WNOHANG)[0]])
    ours, theirs = os.pipe()
    try:
        try:
            child = fork(theirs, seconds, function, arguments)
        finally:
            os.close(theirs)
        try:
            return json.loads(read(ours, time.monotonic() + seconds).decode('ascii'))
        finally:
            end(child)
    finally:
        os.close(ours)


def fork(pipe, seconds, function, arguments):
    """Starts the other process and returns its number; no signal gets its share of dnf to run there."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, list(signal.Signals))
    try:
        child = os.fork()
        if child == 0:
            answer(pipe, seconds, function, arguments)
        return child
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def answer(pipe, seconds, function, arguments):
    """Writes what the function returns, and ends: this process is a copy of dnf, and must not act as one."""
    try:
        # dnf may be killed while this one waits.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
        signal.setitimer(signal.ITIMER_REAL, 2 * seconds)
        # Whoever reads what dnf writes must not wait for this process.
        for descriptor in set(map(int, os.listdir('/proc/self/fd'))).difference([pipe]):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        with open(pipe, 'wb') as file:
            file.write(json.dumps(function(*arguments)).encode('ascii'))
    finally:
        os._exit(0)  # pylint: disable=protected-access


def read(pipe, deadline):
    """Returns what comes before a pipe is closed; raises TimeoutError at the deadline."""
    chunks, poll = [b''], select.poll()
    poll.register(pipe, select.POLLIN)
    while chunks[-1] or len(chunks) == 1:
        if not poll.poll(max(deadline - time.monotonic(), 0) * 1000):
            raise TimeoutError
        chunks.append(os.read(pipe, 1 << 16))
    return b''.join(chunks)


def end(child):
    """Kills a process that may have ended, and forgets it; in the midst of a file system's work it stays."""
    with contextlib.suppress(OSError):  # A program that uses dnf may have waited for it.
        os.kill(child, signal.SIGKILL)
        for _ in range(20):
            if os.waitpid(child, os.WNOHANG)[0]:
                return
            time.sleep(0.01)
        ABANDONED.add(child)
