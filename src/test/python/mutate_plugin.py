# SPDX-License-Identifier: Apache-2.0
"""Changes the plugin and the launcher in small ways, one after another, and looks whether a test notices.

    mutate_plugin.py [PATTERN]...    only changes of which a pattern matches a part of the text, as in
                                     'request.py' or 'pins.py: read_files'

Python is changed by its syntax tree, the launcher by the line. Every change is tested in a process of its
own, by the plugin's unit tests until one fails; those that solve transactions with the real dnf are among
them. Prints every change that none noticed, then a summary: whoever reads it looks whether one of them lets a
kernel in. Changes that make no difference are listed in mutate_plugin.txt, each with the reason why; a change
that is listed and noticed is an error there. Exits with 1 for that, or if less than 90 % were noticed.
"""
import ast
import copy
import glob
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock

import dnf.cli.cli

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.abspath(os.path.join(HERE, '..', '..', '..'))
PLUGINS = os.path.join(TOP, 'dnf-plugin')
LAUNCHER = os.path.join(TOP, 'scripts/kernelpin')
LISTED = os.path.join(HERE, 'mutate_plugin.txt')
# What takes long to import is imported once, for the processes of all tests.
IMPORTED = (unittest.mock, dnf.cli.cli)
SECONDS_MAX = 120  # for the tests of one change, on a machine that may be busy
TELL_EVERY = 100
NOTICED_MIN = 90  # percent
# The tests that a change of a file can matter to, the quickest to notice it first.
TESTS = {
    'kernelpin.py': ('test_hooks', 'test_hold', 'test_guards', 'test_configuration', 'test_loading', 'test_relevance'),
    'kernelpin_plugin/apart.py': ('test_apart',),
    'kernelpin_plugin/early.py': ('test_early',),
    'kernelpin_plugin/guards.py': ('test_guards',),
    'kernelpin_plugin/hold.py': ('test_hold',),
    'kernelpin_plugin/java.py': ('test_trust',),
    'kernelpin_plugin/judgement.py': ('test_hooks', 'test_hold', 'test_early', 'test_guards', 'test_configuration', 'test_relevance'),
    'kernelpin_plugin/loud.py': ('test_loud',),
    'kernelpin_plugin/named.py': ('test_named', 'test_request'),
    'kernelpin_plugin/options.py': ('test_configuration', 'test_hooks', 'test_source'),
    'kernelpin_plugin/memory.py': ('test_memory',),
    'kernelpin_plugin/mounts.py': ('test_apart',),
    'kernelpin_plugin/pins.py': ('test_pins', 'test_apart', 'test_hooks', 'test_configuration', 'test_relevance'),
    'kernelpin_plugin/program.py': ('test_program', 'test_evaluation', 'test_hold', 'test_hooks'),
    'kernelpin_plugin/record.py': ('test_evaluation', 'test_hooks'),
    'kernelpin_plugin/relevance.py': ('test_relevance', 'test_hooks', 'test_request'),
    'kernelpin_plugin/request.py': ('test_request', 'test_relevance'),
    'kernelpin_plugin/root.py': ('test_pins', 'test_trust'),
    'kernelpin_plugin/text.py': ('test_pins', 'test_hooks', 'test_request'),
    'kernelpin_plugin/transaction.py': ('test_hooks', 'test_relevance', 'test_request'),
    'kernelpin_plugin/trial.py': ('test_trial', 'test_request'),
    'kernelpin_plugin/trust.py': ('test_trust', 'test_evaluation'),
    'kernelpin_plugin/withheld.py': ('test_withheld',),
    'kernelpin': ('test_launcher',)}

COMPARISONS = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
               ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In}
OPERATORS = {ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift, ast.And: ast.Or, ast.Or: ast.And}


class Change:
    """One changed copy of a file; the text tells it from all others, and does not name lines, which move."""

    def __init__(self, path, text, line, source):
        self.path, self.text, self.line, self.source = path, text, line, source

    def install(self, directory):
        """Makes a copy of the plugin and the launcher with this change."""
        plugins, launcher = os.path.join(directory, 'plugins'), os.path.join(directory, 'kernelpin')
        shutil.copytree(PLUGINS, plugins, ignore=shutil.ignore_patterns('__pycache__'))
        shutil.copy(LAUNCHER, launcher)
        target = launcher
        if self.path.endswith('.py'):
            target = os.path.join(plugins, self.path)
        with open(target, 'w', encoding='ascii') as file:
            file.write(self.source)
        return {'KERNELPIN_PLUGINS': plugins, 'KERNELPIN_LAUNCHER': launcher}


class Unchanged(Change):
    """The files as they are: if a test fails with these, nothing can be said."""

    def __init__(self, path):
        super().__init__(path, 'no change', 0, '')

    def install(self, directory):
        return {}


def python_changes(path):
    """Every change of a file of the plugin."""
    with open(os.path.join(PLUGINS, path), encoding='ascii') as file:
        tree = ast.parse(file.read())
    original, seen, names = ast.unparse(tree), set(), {}
    for owner, holder, place, node, new in edits(tree):
        before, after = ast.unparse(node), '; '.join(ast.unparse(each) for each in new)
        old = holder[place]
        holder[place:place + 1] = new
        try:
            source = ast.unparse(ast.fix_missing_locations(tree))
        finally:
            holder[place:place + len(new)] = [old]
        if source == original or source in seen or not compiles(source):
            continue
        seen.add(source)
        name = shortened('{}: {}: {} => {}'.format(path, owner, before, after))
        names[name] = names.get(name, 0) + 1
        if names[name] > 1:
            name += ' ({})'.format(names[name])
        yield Change(path, name, getattr(node, 'lineno', 0), source)


def shortened(text):
    """A text in one line of a bearable length."""
    text = re.sub(r'\s+', ' ', text).strip()
    return text if len(text) <= 300 else text[:200] + ' ... ' + text[-95:]


def compiles(source):
    """Tells whether it is a program at all."""
    try:
        compile(source, 'changed', 'exec')
        return True
    except SyntaxError:
        return False


class Field(list):
    """The only value of a field, as a list that puts it back there."""

    def __init__(self, node, name):
        super().__init__([getattr(node, name)])
        self.node, self.name = node, name

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        setattr(self.node, self.name, self[0])


def edits(tree):
    """For each change the function it is in, a list, the place in it, the node there, and what takes its place."""
    for owner, holder, place, node in nodes(tree, 'module'):
        if isinstance(node, ast.stmt):
            for new in changed_statement(node):
                yield owner, holder, place, node, new
        else:
            for new in changed_expression(node):
                yield owner, holder, place, node, [new]


def nodes(parent, owner):
    """All statements, expressions and handlers with the lists that hold them, from the outer to the inner."""
    for name, value in ast.iter_fields(parent):
        if isinstance(parent, (ast.Import, ast.ImportFrom, ast.JoinedStr)) or name in ('func', 'ctx', 'keywords'):
            holder = []
            if name == 'func':  # What a method is called on.
                yield from nodes(value, owner)
            for keyword in value if name == 'keywords' else ():
                yield from nodes(keyword, owner)
        elif isinstance(value, list):
            holder = value
        elif isinstance(value, ast.AST):
            holder = Field(parent, name)
        else:
            holder = []
        for place, node in enumerate(list(holder)):
            if not isinstance(node, ast.AST) or is_docstring(node):
                continue
            inner = getattr(node, 'name', None) if isinstance(node, ast.FunctionDef) else None
            yield owner, holder, place, node
            yield from nodes(node, inner or owner)


def is_docstring(node):
    """Tells whether a statement is nothing but a text."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def changed_statement(node):
    """What may take the place of a statement."""
    if isinstance(node, (ast.Expr, ast.Assign, ast.AugAssign, ast.Raise, ast.If, ast.For, ast.While)):
        yield [ast.copy_location(ast.Pass(), node)]
    if isinstance(node, (ast.With, ast.Try)):
        yield node.body
    if isinstance(node, ast.Try) and node.finalbody:
        yield [with_fields(node, finalbody=[])] if node.handlers else node.body
    if isinstance(node, ast.Try) and len(node.handlers) > 1:
        for number in range(len(node.handlers)):
            yield [with_fields(node, handlers=node.handlers[:number] + node.handlers[number + 1:])]
    if isinstance(node, ast.If):
        yield node.body
        if node.orelse:
            yield node.orelse
    if isinstance(node, ast.Return):
        none = node.value is None or isinstance(node.value, ast.Constant) and node.value.value is None
        yield [with_fields(node, value=ast.Constant('changed' if none else None))]
    if isinstance(node, ast.FunctionDef) and node.decorator_list:
        yield [with_fields(node, decorator_list=[])]


def changed_expression(node):
    """What may take the place of an expression or a handler."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield with_fields(node, ops=[COMPARISONS[type(node.ops[0])]()])
    if isinstance(node, ast.BoolOp):
        yield with_fields(node, op=OPERATORS[type(node.op)]())
        for number in range(len(node.values)):
            left = node.values[:number] + node.values[number + 1:]
            yield with_fields(node, values=left) if len(left) > 1 else left[0]
    if isinstance(node, ast.UnaryOp):
        yield node.operand
    if isinstance(node, ast.BinOp):
        yield node.left
        yield node.right
        if type(node.op) in OPERATORS:
            yield with_fields(node, op=OPERATORS[type(node.op)]())
    if isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse
    if isinstance(node, ast.comprehension):
        for number in range(len(node.ifs)):
            yield with_fields(node, ifs=node.ifs[:number] + node.ifs[number + 1:])
            negated = ast.UnaryOp(ast.Not(), node.ifs[number])
            yield with_fields(node, ifs=node.ifs[:number] + [negated] + node.ifs[number + 1:])
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)) and isinstance(getattr(node, 'ctx', ast.Load()), ast.Load):
        for number in range(len(node.elts)):
            yield with_fields(node, elts=node.elts[:number] + node.elts[number + 1:])
    if isinstance(node, ast.Dict):
        for number in range(len(node.keys)):
            yield with_fields(node, keys=node.keys[:number] + node.keys[number + 1:],
                              values=node.values[:number] + node.values[number + 1:])
    if isinstance(node, ast.ExceptHandler) and node.type is not None:
        yield with_fields(node, type=ast.Name('ArithmeticError', ast.Load()))
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        yield node.value
    if isinstance(node, (ast.Constant, ast.Call)):
        yield from changed_constant(node) if isinstance(node, ast.Constant) else changed_call(node)


def changed_constant(node):
    """Other constants of the same kind."""
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
        if node.value > 1:
            yield ast.Constant(node.value - 1)
    elif isinstance(node.value, str):
        yield ast.Constant(node.value + 'X')


def changed_call(node):
    """Calls without one of the arguments, and what they are called on, without the call."""
    for number in range(len(node.args)):
        yield with_fields(node, args=node.args[:number] + node.args[number + 1:])
    for number in range(len(node.keywords)):
        yield with_fields(node, keywords=node.keywords[:number] + node.keywords[number + 1:])
    if isinstance(node.func, ast.Attribute):
        yield node.func.value
    if len(node.args) == 1 and not node.keywords:
        yield node.args[0]


def with_fields(node, **fields):
    """A copy with other fields."""
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


WORDS = (('&&', '||'), ('||', '&&'), ('-z', '-n'), ('-n', '-z'), ('-f', '-d'), ('-x', '-e'), ('-h', '-f'), ('!', ''),
         ('-ef', '='), ('-ge', '-gt'), ('=', '!='), ('!=', '='), ('break', 'continue'), ('return', 'exit'), ('%', '#'),
         ('hook', 'warmup'), ('warmup', 'hook'), ('-eq', '-ne'), ('-u', '+u'), ('%%', '%'))


def launcher_changes():
    """Every change of a line of the launcher that is still shell."""
    with open(LAUNCHER, encoding='ascii') as file:
        lines = file.read().split('\n')
    seen = {}
    for number, line in enumerate(lines):
        if not line.strip() or line.lstrip().startswith('#'):
            continue
        for new in changed_lines(line):
            source = '\n'.join(lines[:number] + new + lines[number + 1:])
            if subprocess.run(['sh', '-n'], input=source, stderr=subprocess.DEVNULL, encoding='ascii').returncode != 0:
                continue
            text = shortened('kernelpin: {} => {}'.format(line.strip(), ''.join(new).strip()))
            seen[text] = seen.get(text, 0) + 1
            if seen[text] > 1:
                text += ' ({})'.format(seen[text])
            yield Change('kernelpin', text, number + 1, source)


def changed_lines(line):
    """What may take the place of a line: nothing, or the line with a word changed or left out."""
    yield []
    for match in re.finditer(r'\S+', line):
        start, end = match.span()
        word = match.group().rstrip(';')
        for old, new in WORDS:
            if word == old:
                yield [line[:start] + new + line[start + len(word):]]
        if re.match(r'["\']?[-+]', word) and word != '-n' or word in ('"$@"', '\\'):
            yield [line[:start] + line[end:]]
    for match in re.finditer(r'\b\d+\b', line):
        yield [line[:match.start()] + str(int(match.group()) + 1) + line[match.end():]]
    for match in re.finditer(r'(?<=[:/])[\w-]+(?=[.:/" *])', line):
        yield [line[:match.start()] + match.group() + 'x' + line[match.end():]]


class Trial:
    """The tests of one change, in a process and a directory of their own."""

    def __init__(self, change):
        self.directory = tempfile.mkdtemp(prefix='kernelpin-change-')
        environment = dict(os.environ, TMPDIR=self.directory)
        environment.update(change.install(self.directory))
        self.deadline, self.is_late = time.monotonic() + SECONDS_MAX, False
        self.child = os.fork()
        if self.child == 0:
            os._exit(tested(change, environment))

    def outcome(self):
        """Whether a test has failed, or None as long as they run; tests that do not end have failed."""
        pid, status = os.waitpid(self.child, os.WNOHANG)
        if not pid and time.monotonic() < self.deadline:
            return None
        try:
            os.killpg(self.child, signal.SIGKILL)
        except ProcessLookupError:
            pass
        if not pid:
            self.is_late = True
            os.waitpid(self.child, 0)
        shutil.rmtree(self.directory, ignore_errors=True)
        return not pid or status != 0


def tried(changes):
    """Whether each of the changes is noticed; two for each processor are tried at once, as some tests wait."""
    waiting, running, noticed = list(reversed(list(enumerate(changes)))), {}, [False] * len(changes)
    while waiting or running:
        while waiting and len(running) < 2 * len(os.sched_getaffinity(0)):
            number, change = waiting.pop()
            running[number] = Trial(change)
        for number, trial in list(running.items()):
            outcome = trial.outcome()
            if outcome is not None:
                noticed[number] = outcome
                del running[number]
                tell(len(changes) - len(waiting) - len(running), len(changes))
                if trial.is_late:
                    print('no end after {} seconds: {}'.format(SECONDS_MAX, changes[number].text), flush=True)
        time.sleep(0.02)
    return noticed


def tell(done, number):
    """Says now and then how far it is, for whoever waits."""
    if done % TELL_EVERY == 0:
        print('{} of {} tried'.format(done, number), file=sys.stderr, flush=True)


def tested(change, environment):
    """Runs the tests in this process until one fails; 0 if none does."""
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nothing, descriptor)
        os.environ.clear()
        os.environ.update(environment)
        tempfile.tempdir = None
        os.chdir(environment['TMPDIR'])  # What a changed plugin writes is gone with it.
        for name in TESTS[change.path]:
            suite = unittest.defaultTestLoader.loadTestsFromName(name)
            with open(os.devnull, 'w') as stream:
                if not unittest.TextTestRunner(stream, failfast=True).run(suite).wasSuccessful():
                    return 1
        return 0
    except BaseException:  # pylint: disable=broad-except
        return 1


def listed():
    """The changes that make no difference, each with its reason: indented lines below it."""
    reasons, text = {}, None
    with open(LISTED, encoding='ascii') as file:
        for line in file:
            if line.startswith('#') or not line.strip():
                continue
            if line[0] == ' ':
                reasons[text] = (reasons[text] + ' ' + line.strip()).strip()
            else:
                text = line.rstrip('\n')
                reasons[text] = ''
    without = [text for text, reason in reasons.items() if not reason]
    if without:
        sys.exit('mutate_plugin.txt gives no reason for: ' + without[0])
    return reasons


def all_changes(patterns):
    """The changes that patterns match, or all."""
    paths = sorted(os.path.relpath(path, PLUGINS) for path in glob.glob(PLUGINS + '/**/*.py', recursive=True))
    untested = [path for path in paths if path not in TESTS and not path.endswith(('__init__.py', 'failure.py'))]
    if untested:
        sys.exit('TESTS names no tests for ' + ', '.join(untested))
    changes = [change for path in paths for change in python_changes(path)] + list(launcher_changes())
    return [change for change in changes if not patterns or any(pattern in change.text for pattern in patterns)]


def main(patterns):
    """Tries them all."""
    sys.path.insert(0, HERE)
    start = time.monotonic()
    if any(tried([Unchanged(path) for path in TESTS])):
        sys.exit('the tests fail without any change')
    reasons, changes = listed(), all_changes(patterns)
    noticed = tried(changes)
    left = [change for change, was in zip(changes, noticed) if not was]
    unlisted = [change for change in left if change.text not in reasons]
    for change in unlisted:
        print('{}:{}: {}'.format(change.path, change.line, change.text))
    stale = sorted(set(reasons).difference(change.text for change in left)) if not patterns else []
    for text in stale:
        print('mutate_plugin.txt lists what is noticed, or no longer there: ' + text)
    share = 100 * (len(changes) - len(left)) // max(len(changes), 1)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print('{} of {} changes noticed ({} %), {} make no difference, {} left; {:.0f} seconds, {:.0f} of CPU time'.format(
        len(changes) - len(left), len(changes), share, len(left) - len(unlisted), len(unlisted),
        time.monotonic() - start, used.ru_utime + used.ru_stime))
    is_poor = share < NOTICED_MIN and not patterns
    return 1 if stale or is_poor else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
