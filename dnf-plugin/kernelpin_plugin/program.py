# SPDX-License-Identifier: Apache-2.0
"""Runs the program that judges, which may do anything, and checks its verdict."""
import contextlib
import fcntl
import json
import os
import select
import signal
import subprocess
import time

from .failure import Failure
from .java import java_home
from .record import keep_request
from .request import SCHEMA
from .trial import ROUNDS_MAX
from .trust import require_trusted

VERDICTS = {0: 'allow', 3: 'refuse', 7: 'hold'}  # by exit status
QUESTIONS = {'module_files': 'module_files', 'leave_out': 'rest'}  # in verdicts, and where requests answer them
BAD_PINS = 5
LINES_MAX = 20  # of what it says about a failure
ENDING = [signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM]  # signals that end dnf
SECONDS_TO_DIE = 2  # A process that waits for a file system ends when that answers.
CHUNK = 1 << 16  # bytes: what a pipe holds
OUT_MAX, ERR_MAX = 32 << 20, 1 << 20  # bytes; of the latter the rest is dropped


@contextlib.contextmanager
def running(chosen, root):
    """Starts kernelpin and yields the Conversation with it; leaves nothing of it behind, however this ends.

    Raises Failure if it cannot be started. It is best started before there is a request: it takes a while to be ready.
    """
    program, home = chosen['executable'], java_home(chosen['java'])
    with lifeline() as tie, children_remembered():
        # The end of dnf before the program is tied to it would leave that behind.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        process = None
        try:
            try:
                if root == '/' and os.geteuid() == 0:
                    require_trusted(program, home)
                process = subprocess.Popen([program, 'hook'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd='/', bufsize=0,
                                           stderr=subprocess.PIPE, env=environment(home), start_new_session=True, pass_fds=[tie])
            except OSError as error:
                raise Failure('{} cannot be started: {}'.format(program, error.strerror))
            kill_with_dnf(tie, process)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            yield Conversation(chosen, Streams(process))
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            if process is not None:
                leave(process)


class Conversation(object):
    """Requests, and what the program says to them."""

    def __init__(self, chosen, streams):
        self.chosen, self.name, self.streams = chosen, chosen['executable'], streams
        self.known = {}  # the request before

    def evaluate(self, request):
        """Returns the verdict on a request, or what the program wants to know; raises Failure if there is none to be trusted."""
        keep_request(self.chosen['record'], request)
        seconds = int(self.chosen['timeout'])
        try:
            with sigpipe_blocked():
                answer = self.streams.exchange(self.news(request), time.monotonic() + seconds)
        except TimeoutError:
            raise Failure('{} did not answer within {} seconds'.format(self.name, seconds))
        except OverflowError:
            raise Failure('{} says more than {} MiB'.format(self.name, OUT_MAX >> 20))
        said, status = self.said(), self.streams.status
        if status == BAD_PINS:
            raise Failure('the pin files are broken:' + said)
        if status is not None and status not in VERDICTS:
            raise Failure('{} ended with status {}{}'.format(self.name, status, said))
        try:
            verdict = json.loads(answer.decode('ascii'))
            check(verdict, request, VERDICTS.get(status, 'ask'))
        except (ValueError, KeyError, TypeError) as error:
            raise Failure('{} gave no valid verdict: {}{}'.format(self.name, error, said))
        return verdict

    def news(self, request):
        """Returns what the program does not know yet of a request, as a line of JSON."""
        known, self.known = self.known, request
        news = {field: value for field, value in request.items()
                if field in ('schema', 'id') or field not in known or known[field] != value}
        return json.dumps(news).encode('ascii') + b'\n'

    def said(self):
        """Returns what it has said on standard error, each line on one of its own."""
        lines = self.streams.err.decode('ascii', 'replace').strip().split('\n')[:LINES_MAX]
        return ''.join('\n  ' + line for line in lines if line)


class Streams(object):
    """A program's standard input, output and error, of which none keeps the others waiting."""

    def __init__(self, process):
        self.process, self.err, self.status = process, bytearray(), None
        self.input, self.output, self.error = [stream.fileno() for stream in (process.stdin, process.stdout, process.stderr)]
        self.poll, self.reading = select.poll(), {self.output, self.error}
        for descriptor in self.reading:
            self.poll.register(descriptor, select.POLLIN)
        os.set_blocking(self.input, False)

    def exchange(self, document, deadline):
        """Returns the line in which the program asks for more, or all it says until it ends.

        Raises TimeoutError, and OverflowError if it says too much.
        """
        out, unsent = bytearray(), memoryview(document)
        if not self.process.stdin.closed:
            self.poll.register(self.input, select.POLLOUT)
        while self.reading:
            for descriptor in self.ready(deadline):
                if descriptor == self.input:
                    unsent = self.send(unsent)
                    continue
                chunk = self.receive(descriptor)
                if descriptor == self.error:
                    self.err += chunk[:max(ERR_MAX - len(self.err), 0)]
                    continue
                out += chunk
                if len(out) > OUT_MAX:
                    raise OverflowError
                if b'\n' in chunk and not self.process.stdin.closed:
                    if asks(out):
                        return out
                    self.end_input()
        self.end_input()
        try:
            self.status = self.process.wait(max(deadline - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            raise TimeoutError
        return out

    def ready(self, deadline):
        """Waits for streams, and returns those that can be read or written; raises TimeoutError."""
        left = deadline - time.monotonic()
        ready = [descriptor for descriptor, _ in self.poll.poll(left * 1000)] if left > 0 else []
        if not ready:
            raise TimeoutError
        # What it says comes first: its input may be closed for that.
        return sorted(ready, key=lambda descriptor: descriptor == self.input)

    def send(self, unsent):
        """Writes what a pipe takes, and returns the rest."""
        if self.process.stdin.closed:
            return unsent[:0]
        try:
            unsent = unsent[os.write(self.input, unsent):]
        except BlockingIOError:
            return unsent
        except OSError:  # It reads no more. Its status and what it says tell why.
            self.end_input()
            return unsent[:0]
        if not unsent:
            self.poll.unregister(self.input)
        return unsent

    def receive(self, descriptor):
        """Returns what there is to be read; at its end, the stream is forgotten."""
        chunk = os.read(descriptor, CHUNK)
        if not chunk:
            self.poll.unregister(descriptor)
            self.reading.discard(descriptor)
        return chunk

    def end_input(self):
        """Tells the program that nothing more comes."""
        if not self.process.stdin.closed:
            with contextlib.suppress(KeyError):  # It may have got all of a request.
                self.poll.unregister(self.input)
            self.process.stdin.close()


def asks(line):
    """Tells whether this is no verdict yet."""
    try:
        return json.loads(line.decode('ascii'))['verdict'] == 'ask'
    except (ValueError, KeyError, TypeError):
        return False


def check(verdict, request, expected):
    """Raises ValueError unless this is the expected answer to the request, or a question that it leaves open."""
    answer = (verdict['schema'], verdict['request'], verdict['verdict'], type(verdict['message']))
    without_reason = verdict['verdict'] == 'refuse' and not verdict['message']
    asked = [name for name in QUESTIONS if name in verdict]
    is_question = len(asked) == 1 and is_open(asked[0], verdict, request)
    cannot_hold = verdict['verdict'] == 'hold' and not (verdict['message'] and can_hold(request))
    if answer != (SCHEMA, request['id'], expected, str) or without_reason or cannot_hold \
            or is_question != (expected == 'ask') or len(asked) != is_question:
        raise ValueError('it answers something else')


def is_open(question, verdict, request):
    """Tells whether a request does not answer a question; what is left out may become more, but not without end."""
    rest = request['rest']
    if question == 'leave_out' and rest is not None:
        return rest['round'] < ROUNDS_MAX and set(rest['left_out']) < set(verdict['leave_out'])
    return request[QUESTIONS[question]] is None


def can_hold(request):
    """Tells whether dnf can still do the rest, and has a way to."""
    return request['can_hold'] and request['rest'] is not None and not request['rest']['problem']


@contextlib.contextmanager
def sigpipe_blocked():
    """Blocks SIGPIPE, which dnf leaves at its default: a program that ends early would take dnf with it, without a word."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPIPE])
    try:
        yield
    finally:
        signal.sigtimedwait([signal.SIGPIPE], 0)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def children_remembered():
    """Has the kernel keep how children end where whoever started dnf had it forget that: each of them would seem to succeed."""
    is_forgotten = signal.getsignal(signal.SIGCHLD) == signal.SIG_IGN
    if is_forgotten:
        with contextlib.suppress(ValueError):  # Only the main thread can.
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        yield
    finally:
        if is_forgotten:
            with contextlib.suppress(ValueError):
                signal.signal(signal.SIGCHLD, signal.SIG_IGN)


@contextlib.contextmanager
def lifeline():
    """Yields a pipe that nobody writes to, and whose other end closes with dnf, even if that is killed."""
    tie, held = os.pipe()
    try:
        yield tie
    finally:
        os.close(held)
        os.close(tie)


def kill_with_dnf(tie, process):
    """Has the kernel kill the program's group when the other end of the pipe closes.

    It hears of the end of dnf in its input as well, but only while it reads.
    """
    with contextlib.suppress(OSError):  # It may have ended already.
        fcntl.fcntl(tie, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(tie, fcntl.F_SETOWN, -process.pid)
        fcntl.fcntl(tie, fcntl.F_SETFL, os.O_ASYNC)


def leave(process):
    """Kills what is left of the program, and waits for its end unless a file system holds that up."""
    with contextlib.suppress(OSError):  # The whole group may be gone already.
        os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout, process.stderr):
        with contextlib.suppress(OSError):
            stream.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(SECONDS_TO_DIE)


def environment(home):
    """Returns the variables that the program gets: none of those that dnf was started with."""
    return {'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', 'LC_ALL': 'C.UTF-8', 'JAVA_HOME': home}
