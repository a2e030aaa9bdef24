# SPDX-License-Identifier: Apache-2.0
"""Runs the program that judges, which may do anything, and checks its verdict."""
import contextlib
import fcntl
import json
import os
import signal
import subprocess

from .failure import Failure
from .java import java_home
from .record import keep_request
from .request import SCHEMA
from .trial import ROUNDS_MAX
from .trust import require_trusted

VERDICTS = {0: 'allow', 3: 'refuse', 6: 'ask', 7: 'hold'}  # by exit status
QUESTIONS = {'module_files': 'module_files', 'leave_out': 'rest'}  # in verdicts, and where requests answer them
BAD_PINS = 5
LINES_MAX = 20  # of what it says about a failure
ENDING = [signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM]  # signals that end dnf
SECONDS_TO_DIE = 2  # A process that waits for a file system ends when that answers.


def evaluate(chosen, request):
    """Runs kernelpin and returns its verdict; raises Failure if there is none that can be trusted."""
    program = chosen['executable']
    keep_request(chosen['record'], request)
    status, out, err = run(program, java_home(chosen['java']), request, int(chosen['timeout']))
    lines = err.decode('ascii', 'replace').strip().split('\n')[:LINES_MAX]
    said = ''.join('\n  ' + line for line in lines if line)
    if status == BAD_PINS:
        raise Failure('the pin files are broken:' + said)
    if status not in VERDICTS:
        raise Failure('{} ended with status {}{}'.format(program, status, said))
    try:
        verdict = json.loads(out.decode('ascii'))
        check(verdict, request, VERDICTS[status])
    except (ValueError, KeyError, TypeError) as error:
        raise Failure('{} gave no valid verdict: {}{}'.format(program, error, said))
    return verdict


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


def run(program, home, request, seconds):
    """Returns the program's exit status, its output, and what it says on standard error."""
    document = json.dumps(request).encode('ascii')
    with signals_blocked() as before:
        try:
            if request['root'] == '/' and os.geteuid() == 0:
                require_trusted(program, home)
            return converse(program, environment(home), document, seconds, before)
        except OSError as error:
            raise Failure('{} cannot be started: {}'.format(program, error.strerror))
        except subprocess.TimeoutExpired:
            raise Failure('{} did not answer within {} seconds'.format(program, seconds))


@contextlib.contextmanager
def signals_blocked():
    """Blocks SIGPIPE and what ends dnf, and yields the signals that were blocked before.

    The end of dnf before the program is tied to it would leave that behind. And dnf leaves SIGPIPE at its
    default: a program that ends early would take dnf with it, without a word.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING + [signal.SIGPIPE])
    try:
        yield before
    finally:
        signal.sigtimedwait([signal.SIGPIPE], 0)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def converse(program, variables, document, seconds, before):
    """Gives the document to the program, and leaves nothing of it behind, however this ends."""
    with lifeline() as tie:
        process = subprocess.Popen([program, 'hook'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd='/',
                                   stderr=subprocess.PIPE, env=variables, start_new_session=True, pass_fds=[tie])
        try:
            kill_with_dnf(tie, process)
            signal.pthread_sigmask(signal.SIG_SETMASK, before | {signal.SIGPIPE})
            out, err = process.communicate(document, seconds)
        finally:
            leave(process)
    return process.returncode, out, err


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
