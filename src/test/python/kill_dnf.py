# SPDX-License-Identifier: Apache-2.0
"""Kills dnf at moments by chance while its hook judges: kill_dnf.py ROOT TIMES [SEED]

ROOT is a host on which an upgrade would bring a kernel that has to be refused, and whose program hangs if
there is a file "hang". Prints the seed, then each signal and moment after which something was wrong: a process
of the hook that did not end, a file that was not there before, another exit status, or a next dnf without its
verdict; then how many there were, and exits with 1 if any of them did.
"""
import contextlib
import ctypes
import os
import random
import signal
import sys
import time
import traceback

import dnf.cli.main
import dnf.plugin

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT)
SECONDS_TO_END = 10  # for what dnf has left behind
PR_SET_CHILD_SUBREAPER = 36
# What dnf and rpm keep for themselves.
OWN = ('var/cache/dnf', 'var/lib/dnf', 'var/log', 'var/lib/rpm', 'usr/lib/sysimage/rpm', 'var/run', 'run', 'var/tmp')
NEXT_EVERY = 5


def run(root, pipe):
    """dnf, which tells when its plugins get the transaction."""
    plugins = dnf.plugin.Plugins
    resolved = plugins.run_resolved

    def run_resolved(self):
        os.write(pipe, b'x')
        resolved(self)
        os.write(pipe, b'x')

    plugins.run_resolved = run_resolved
    for number in SIGNALS[1:]:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDWR)
    said = os.open(os.path.join(root, 'said'), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for descriptor, name in ((null, 0), (null, 1), (said, 2)):
        os.dup2(descriptor, name)
    sys.argv = ['dnf', '--installroot=' + root, 'upgrade', '-y']
    os._exit(dnf.cli.main.user_main(sys.argv[1:]))


@contextlib.contextmanager
def started(root):
    """A dnf that has come to its hook."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            run(root, theirs)
        except BaseException:  # What dnf itself doesn't catch.
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(99)
    os.close(theirs)
    try:
        os.read(ours, 1)
        yield child, ours
    finally:
        os.close(ours)


def verdict(root):
    """What a dnf that nobody kills ends with, and how long its hook takes; "refused" if all is well."""
    with started(root) as (child, pipe):
        start = time.monotonic()
        os.read(pipe, 1)
        seconds = time.monotonic() - start
        status = os.waitpid(child, 0)[1]
    with open(os.path.join(root, 'said'), encoding='utf-8') as file:
        said = file.read()
    refused = status == 1 << 8 and 'kernel 4.18.0-348.el8 is refused' in said
    return 'refused' if refused else '{} {}'.format(status, said), seconds


def left():
    """The processes that dnf has left and that do not end: this one inherits them."""
    deadline = time.monotonic() + SECONDS_TO_END
    while time.monotonic() < deadline:
        try:
            if not os.waitpid(-1, os.WNOHANG)[0]:
                time.sleep(0.02)
        except ChildProcessError:
            return []
    return [killed(child) for child in children()]


def children():
    """The numbers of this process's children."""
    with open('/proc/self/task/{0}/children'.format(os.getpid()), encoding='ascii') as file:
        return [int(number) for number in file.read().split()]


def killed(child):
    """The command line of a child whose group is killed."""
    with open('/proc/{}/cmdline'.format(child), 'rb') as file:
        command = file.read().decode().replace('\0', ' ')
    os.killpg(os.getpgid(child), signal.SIGKILL)
    os.waitpid(child, 0)
    return command


def files(root):
    """Every file of the host but for dnf's and rpm's own."""
    found = set()
    for directory, _, names in os.walk(root):
        below = os.path.relpath(directory, root)
        if not (below + '/').startswith(tuple(own + '/' for own in OWN)):
            found.update(os.path.join(below, name) for name in names)
    return found


def kill(root, number, delay):
    """What is wrong after a signal at a moment of the hook."""
    before = files(root)
    with started(root) as (child, _):
        time.sleep(delay)
        os.kill(child, number)
        status = os.waitpid(child, 0)[1]
    expected = (1 << 8,) if number == signal.SIGINT else (number, number | 0x80, 1 << 8)
    if status not in expected:
        with open(os.path.join(root, 'said'), encoding='utf-8') as file:
            yield 'status {}, and it said: {}'.format(status, file.read())
    for process in left():
        yield 'it left ' + process
    for file in files(root) - before - {'./jvm', './said'}:
        yield 'it wrote ' + file


def main(root, times, seed):
    """Kills one dnf after the other."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    print('seed', seed, flush=True)
    chance, wrong = random.Random(seed), 0
    hang = os.path.join(root, 'hang')
    said, seconds = verdict(root)
    if said != 'refused':
        sys.exit(said)
    for count in range(times):
        number, delay = SIGNALS[count % len(SIGNALS)], chance.uniform(0, seconds)
        if chance.random() < 0.3:
            with open(hang, 'w', encoding='ascii'):
                pass
        problems = list(kill(root, number, delay))
        if os.path.exists(hang):
            os.remove(hang)
        if count % NEXT_EVERY == 0 or count == times - 1:
            problems += [each for each in [verdict(root)[0]] if each != 'refused']
        for problem in problems:
            print('{}, {:.3f} of {:.3f} seconds: {}'.format(number.name, delay, seconds, problem), flush=True)
        wrong += bool(problems)
    print(times, 'times killed,', wrong, 'of them wrong')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(''.join(sys.argv[3:]) or random.randrange(1 << 32))))
