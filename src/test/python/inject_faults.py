# SPDX-License-Identifier: Apache-2.0
"""Has the plugin fail at every single thing it does while the real dnf runs its hooks.

    inject_faults.py ROOT ORDINARY

ROOT is a host on which an upgrade would bring a kernel that has to be refused, and ORDINARY a package
that can be upgraded without one. Each place that the code of the plugin and its parts passes where something is called, read
or looped over is broken in turn, once and for good, through the hooks that dnf runs before a transaction;
the kinds of exceptions take turns. Then the same is done to what it does about a first fault, where the
kernel has to be refused as well. Prints each fault that let the kernel in or held the ordinary package up;
then how many there were; and exits with 1 if any of them did.
"""
import dis
import errno
import linecache
import logging
import os
import sys
from unittest import mock

import dnf
import dnf.exceptions
import hawkey

# What can fail: calls into dnf and all else, attributes of its objects, what it yields.
BREAKABLE = ('CALL', 'LOAD_ATTR', 'LOAD_METHOD', 'FOR_ITER', 'GET_ITER', 'BINARY_SUBSCR', 'COMPARE_OP')
KINDS = (RuntimeError('injected'), dnf.exceptions.DepsolveError('injected'), hawkey.Exception('injected'),
         OSError(errno.EIO, 'injected'), ValueError('injected'), KeyError('injected'), MemoryError())

# From 3.12 on, a profiler that is set while something is traced is not called; before, one costs half the time.
SETS_PROFILER_LATE = sys.version_info < (3, 12)


class Fault:
    """An exception at one place; or without a place, the record of all places passed."""

    def __init__(self, paths, place=None, kind=None, lasting=False):
        self.paths, self.place, self.kind, self.lasting = paths, place, kind, lasting
        self.passed, self.hits = {}, 0

    def __enter__(self):
        if self.lasting and not SETS_PROFILER_LATE:
            sys.setprofile(self.go_on)
        sys.settrace(self.enter)
        return self

    def __exit__(self, *_):
        sys.setprofile(None)
        sys.settrace(None)

    def go_on(self, frame, _, __):
        """Traces again: the interpreter gives up a tracing function that has raised something."""
        if sys.gettrace() is not None:
            return
        if SETS_PROFILER_LATE:
            sys.setprofile(None)
        sys.settrace(self.enter)
        while frame:
            if self.follows(frame.f_code):
                frame.f_trace_opcodes, frame.f_trace_lines, frame.f_trace = True, False, self.operation
            frame = frame.f_back

    def follows(self, code):
        """Whether the place may be in this code; all of the plugin's is followed if there is none."""
        if self.place is None:
            return code.co_filename in self.paths
        # This is asked of each call that dnf makes.
        return (code.co_firstlineno == self.place[1] and code.co_name == self.place[2]
                and code.co_filename == self.place[0])

    def enter(self, frame, event, _):
        """Follows frames by operation of the interpreter."""
        if not self.follows(frame.f_code):
            return None
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        return self.operation

    def operation(self, frame, event, _):
        """Breaks the operation that is about to run, if it is the one."""
        if event == 'opcode':
            if self.place is None:
                place = (frame.f_code.co_filename, frame.f_code.co_firstlineno, frame.f_code.co_name, frame.f_lasti)
                self.passed.setdefault(place, (frame.f_code, frame.f_lineno))
            # No other code than that of the place is followed.
            elif frame.f_lasti == self.place[3] and (self.lasting or not self.hits):
                self.hits += 1
                if self.lasting and SETS_PROFILER_LATE:
                    sys.setprofile(self.go_on)
                raise self.kind
        return self.operation


def host(root):
    """dnf on a host, with its plugins, as a program sees it that uses its API."""
    base = dnf.Base()
    base.conf.installroot = root
    base.conf.read(os.path.join(root, 'etc/dnf/dnf.conf'))
    base.conf.reposdir = [os.path.join(root, 'etc/yum.repos.d')]
    base.conf.cachedir = os.path.join(root, 'var/cache/dnf')
    base.conf.substitutions['releasever'] = '8'
    base.init_plugins()
    base.pre_configure_plugins()
    base.read_all_repos()
    base.configure_plugins()
    base.fill_sack()
    return base


def solve(base, packages):
    """Has dnf solve an upgrade, of everything if no package is named, without asking the plugins."""
    plugins, base._plugins.plugins = base._plugins.plugins, []
    try:
        base.reset(goal=True)
        for package in packages:
            base.upgrade(package)
        if not packages:
            base.upgrade_all()
        base.resolve()
    finally:
        base._plugins.plugins = plugins


def hooks(base, fault):
    """Runs what dnf runs before a transaction; the error that stops it, or None."""
    raised = None
    for run in (base._plugins.run_resolved, base._plugins.run_pre_transaction):
        try:
            run()
        except dnf.exceptions.Error as error:
            raised = error
            # dnf goes no further; here what breaks for good, or has not been broken yet, is seen in the next hook too.
            if fault.hits and not fault.lasting:
                break
    return raised


def places(base, paths):
    """Where the hooks of the plugin pass, and can be broken."""
    with Fault(paths) as walk:
        hooks(base, walk)
    operations = {code: {i.offset: i.opname for i in dis.get_instructions(code)} for code, _ in walk.passed.values()}
    # One hook does nothing but call the other.
    return {place: line for place, (code, line) in walk.passed.items()
            if operations[code].get(place[-1], '').startswith(BREAKABLE) and code.co_name != 'resolved'}


class Trial:
    """Breaks one place after another, and counts what comes of it."""

    def __init__(self, base):
        self.base = base
        self.plugin = next(each for each in base._plugins.plugins if each.name == 'kernelpin')
        self.hooks = sys.modules[type(self.plugin).__module__]
        parts = self.hooks.__package__ + '.kernelpin_plugin'
        self.paths = {self.hooks.__file__}.union(
            module.__file__ for name, module in sys.modules.items() if name.startswith(parts))
        self.injected = self.lasted = self.wrong = 0

    def run(self, subject, expected):
        """Breaks every place that the solved transaction passes."""
        self.plugin.judged = None
        assert type(hooks(self.base, Fault(self.paths))) is expected, subject
        for number, (place, line) in enumerate(sorted(places(self.base, self.paths).items())):
            for kind, lasting in ((KINDS[number % len(KINDS)], False), (KINDS[(number + 1) % len(KINDS)], True)):
                # Raising the refusal is the one thing that cannot be done without.
                if not lasting or 'raise dnf.exceptions.Error' not in linecache.getline(place[0], line):
                    self.inject(Fault(self.paths, place, kind, lasting), line, subject, expected)

    def inject(self, fault, line, subject, expected):
        """Breaks one place, and tells what is wrong with the outcome."""
        self.plugin.judged = None
        with fault:
            found = type(hooks(self.base, fault))
        self.injected += 1
        self.lasted += fault.hits > 1
        # One that is injected where the plugin calls itself is an error of dnf's as well.
        if not issubclass(found, expected):
            self.wrong += 1
            print('{}: {!r} {} at line {} of {}: {}'.format(subject, fault.kind, 'for good' if fault.lasting else 'once', line,
                                                       os.path.basename(fault.place[0]), found.__name__))


def broken(*_):
    """Takes the place of a function of the plugin."""
    raise RuntimeError('first')


def main(root, ordinary):
    """Injects them all."""
    logging.getLogger('dnf').addHandler(logging.NullHandler())
    logging.getLogger('dnf').propagate = False
    base = host(root)
    trial = Trial(base)
    solve(base, [ordinary])
    trial.run(ordinary, type(None))
    solve(base, [])
    trial.run('the kernel', dnf.exceptions.Error)
    with mock.patch.object(trial.hooks, 'read_pins', broken):
        trial.run('the kernel after a first fault', dnf.exceptions.Error)
    print('{} faults injected, {} of them wrong'.format(trial.injected, trial.wrong))
    return 1 if trial.wrong or trial.injected < 500 or trial.lasted < 100 else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
