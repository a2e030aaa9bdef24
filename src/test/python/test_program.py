# SPDX-License-Identifier: Apache-2.0
"""The pipes between the plugin and a program that is slow, talks without end, or does not end."""
import contextlib
import itertools
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
import types
import unittest
from unittest import mock

from plugin_parts import REQUEST, kernelpin, options, program

SECONDS = 20  # for what takes none, on a machine that may be busy
SECONDS_MAX = 30  # for a test, if the plugin waits without end
SHORT = 0.2  # seconds for what never comes
PIPE = 1 << 16  # bytes that a pipe holds
LARGE = b'x' * (1 << 19) + b'\n'
QUESTION = b'{"verdict": "ask"}\n'
VERDICT = b'{"verdict": "refuse"}\n'
START = """
import os, sys, time

def line():
    read = b''
    while not read.endswith(b'\\n'):
        read += os.read(0, 65536) or sys.exit('no line')
    return read

def say(descriptor, text):
    while text:
        text = text[os.write(descriptor, text):]
"""
ENDS = 'assert not os.read(0, 1)'  # once nothing more comes
HANGS = 'time.sleep(60)'
# Its number is all that the child's parent says.
HAS_CHILD = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = os.fork()
if child == 0:
    time.sleep(60)
    os._exit(0)
os.write(2, b'%d' % child)
"""


def end(process):
    """Leaves nothing of a program, whatever the plugin has done with it."""
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout, process.stderr):
        stream.close()
    process.wait()


def too_long(*_):
    """Ends a test."""
    raise AssertionError('it takes more than {} seconds'.format(SECONDS_MAX))


def is_gone(pid):
    """Tells whether a process ends within ten seconds, but for what init does about it."""
    for _ in range(200):
        try:
            with open('/proc/{}/stat'.format(pid), encoding='ascii') as status:
                if status.read().rsplit(')', 1)[1].split()[0] == 'Z':
                    return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


class StreamsCase(unittest.TestCase):
    """A program in Python for each test."""

    def setUp(self):
        before = signal.signal(signal.SIGALRM, too_long)
        self.addCleanup(signal.signal, signal.SIGALRM, before)
        self.addCleanup(signal.alarm, 0)
        signal.alarm(SECONDS_MAX)

    def started(self, *code):
        """The streams of a program that runs."""
        process = subprocess.Popen([sys.executable, '-IS', '-c', START + '\n'.join(code)], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, start_new_session=True)
        self.addCleanup(end, process)
        return program.Streams(process)

    def exchanged(self, document, *code):
        """What a program says, on both streams, and how it ends."""
        return self.exchange(self.started(*code), document)

    def exchange(self, streams, document):
        out = streams.exchange(document, time.monotonic() + SECONDS)
        return bytes(out), bytes(streams.err), streams.status

    def assert_times_out(self, *code, document=LARGE):
        streams = self.started(*code)
        self.assertRaises(TimeoutError, streams.exchange, document, time.monotonic() + SHORT)
        self.assertIsNone(streams.status)

    def polled(self, streams):
        """The streams on which the plugin would not have to wait."""
        return [descriptor for descriptor, _ in streams.poll.poll(0)]

    def at(self, seconds):
        """Has the plugin believe that it is some time, or what a function says."""
        clock = types.SimpleNamespace(monotonic=seconds if callable(seconds) else lambda: seconds)
        return mock.patch.object(program, 'time', clock)


class ExchangeTest(StreamsCase):
    """A document and what is said to it, of which each may be larger than a pipe."""

    def test_a_program_that_reads_slowly_gets_all_of_it(self):
        self.assertEqual((LARGE, b'', 0), self.exchanged(
            LARGE, 'read = b""', 'while not read.endswith(b"\\n"):', '  time.sleep(0.002)', '  read += os.read(0, 10000)',
            'sys.stdout.buffer.write(read)'))

    def test_a_program_that_repeats_on_both_streams_what_it_has_read_so_far_is_heard_to_the_end(self):
        self.assertEqual((LARGE, LARGE, 3), self.exchanged(
            LARGE, 'read = b""', 'while not read.endswith(b"\\n"):', '  read = os.read(0, 5000)', '  say(2, read)',
            '  say(1, read)', 'sys.exit(3)'))

    def test_a_program_that_says_much_before_it_reads_anything_is_not_kept_waiting(self):
        much = b'a' * 10 * PIPE
        for stream, expected in ((1, (much + b'524289', b'', 3)), (2, (b'524289', much, 3))):
            self.assertEqual(expected, self.exchanged(
                LARGE, 'say({}, b"a" * {})'.format(stream, len(much)), 'say(1, b"%d" % len(line()))', 'sys.exit(3)'))

    def test_a_question_larger_than_a_pipe_is_answered_and_a_verdict_follows(self):
        streams = self.started('first = line()', 'say(1, b\'{"verdict": "ask", "about": "%s"}\\n\' % (b"x" * 300000))',
                               'second = line()', 'say(1, b"%d %d\\n" % (len(first), len(second)))', ENDS, 'sys.exit(7)')
        question = b'{"verdict": "ask", "about": "' + b'x' * 300000 + b'"}\n'
        self.assertEqual((question, b'', None), self.exchange(streams, LARGE))
        self.assertEqual((b'524289 524291\n', b'', 7), self.exchange(streams, b'yy' + LARGE))

    def test_the_input_ends_with_the_first_line_that_is_no_question(self):
        for first in (VERDICT, b'\n', b'warning\n', b'[]\n'):
            self.assertEqual((first + b'more', b'', 7), self.exchanged(
                b'{}\n', 'line()', 'say(1, {!r})'.format(first), ENDS, 'say(1, b"more")', 'sys.exit(7)'))

    def test_a_question_after_that_is_none_to_answer(self):
        self.assertEqual((b'\n' + QUESTION, b'', 6), self.exchanged(
            b'{}\n', 'line()', 'say(1, b"\\n")', ENDS, 'say(1, {!r})'.format(QUESTION), 'sys.exit(6)'))

    def test_a_program_that_reads_no_more_cannot_ask(self):
        # It waits until the plugin has noticed.
        self.assertEqual((QUESTION, b'', 6), self.exchanged(
            LARGE, 'pipe, others = "pipe:[%d]" % os.fstat(0).st_ino, "/proc/%d/fd/" % os.getppid()', 'os.close(0)',
            'def is_open():', '  for each in os.listdir(others):', '    try:', '      if os.readlink(others + each) == pipe:',
            '        return True', '    except OSError:', '      pass', 'while is_open():', '  time.sleep(0.01)',
            'say(1, {!r})'.format(QUESTION), 'sys.exit(6)'))

    def test_a_program_that_ends_without_an_answer_has_said_nothing(self):
        self.assertEqual((b'', b'', 0), self.exchanged(LARGE, 'sys.exit(0)'))
        self.assertEqual((b'', b'why\n', 70), self.exchanged(LARGE, 'line()', 'print("why", file=sys.stderr)', 'sys.exit(70)'))
        self.assertEqual((b'', b'', -9), self.exchanged(LARGE, 'line()', 'os.kill(os.getpid(), 9)'))

    def test_a_program_that_says_all_it_has_to_say_and_reads_on_hears_that_nothing_more_comes(self):
        self.assertEqual((b'no line', b'', 3), self.exchanged(
            b'{}\n', 'line()', 'say(1, b"no line")', 'os.close(1)', 'os.close(2)', ENDS, 'os._exit(3)'))

    def test_no_more_than_so_much_is_taken_for_an_answer(self):
        self.assertEqual(32 << 20, program.OUT_MAX)
        say = 'say(1, b"a" * {})'
        self.assertEqual((b'a' * (32 << 20), b'', 0), self.exchanged(b'{}\n', say.format(32 << 20)))
        self.assertRaises(OverflowError, self.exchanged, b'{}\n', say.format((32 << 20) + 1))

    def test_of_what_it_says_about_a_failure_the_beginning_is_kept(self):
        for number, kept in ((0, 0), ((1 << 20) - 1, (1 << 20) - 1), (1 << 20, 1 << 20), ((1 << 20) + 1, 1 << 20),
                             (3 << 20, 1 << 20)):
            self.assertEqual((b'', b'a' * kept, 70), self.exchanged(b'{}\n', 'say(2, b"a" * {})'.format(number), 'sys.exit(70)'))

    def test_what_a_pipe_holds_is_read_at_once(self):
        streams, read, sizes = self.started('say(1, b"a" * 300000)'), os.read, set()
        with mock.patch.object(os, 'read', side_effect=lambda descriptor, size: sizes.add(size) or read(descriptor, size)):
            self.assertEqual((b'a' * 300000, b'', 0), self.exchange(streams, b'{}\n'))
        self.assertEqual({PIPE}, sizes)


class TimeoutTest(StreamsCase):
    """Programs that do not end in time, and what they may be doing then."""

    def test_a_program_that_does_not_read(self):
        self.assert_times_out(HANGS)

    def test_a_program_that_reads_a_part(self):
        self.assert_times_out('os.read(0, 1000)', HANGS)

    def test_a_program_that_reads_all_and_says_nothing(self):
        self.assert_times_out('line()', HANGS)

    def test_a_program_that_says_a_part(self):
        self.assert_times_out('say(1, b\'{"verdict": \')', HANGS, document=b'{}\n')

    def test_a_program_that_says_a_verdict_and_goes_on(self):
        self.assert_times_out('line()', 'say(1, {!r})'.format(VERDICT), ENDS, HANGS, document=b'{}\n')

    def test_a_program_that_never_stops_complaining(self):
        self.assert_times_out('while True: say(2, b"a" * 100)')

    def test_a_child_of_an_ended_program_that_could_still_say_something(self):
        self.assert_times_out('say(1, {!r})'.format(VERDICT), HAS_CHILD, 'os._exit(0)', document=b'{}\n')

    def test_a_program_that_gets_no_answer_to_its_question(self):
        streams = self.started('line()', 'say(1, {!r})'.format(QUESTION), HANGS)
        self.assertEqual((QUESTION, b'', None), self.exchange(streams, b'{}\n'))
        self.assertRaises(TimeoutError, streams.exchange, LARGE, time.monotonic() + SHORT)

    def test_a_program_that_closes_its_streams_and_goes_on_gets_no_longer(self):
        for now, left in ((3, 7), (9.5, 0.5), (10, 0), (15, 0)):
            streams = self.started('line()', 'os.close(1)', 'os.close(2)', HANGS)
            late = subprocess.TimeoutExpired('it', left)
            with self.at(lambda: 0 if streams.reading else now), \
                    mock.patch.object(streams.process, 'wait', side_effect=late) as wait:
                self.assertRaises(TimeoutError, streams.exchange, b'{}\n', 10)
            wait.assert_called_once_with(left)

    def test_it_waits_as_long_as_there_is_time_left(self):
        streams = self.started(HANGS)
        streams.poll = mock.Mock()
        streams.poll.poll.return_value = []
        with self.at(7.5):
            self.assertRaises(TimeoutError, streams.ready, 10)
        streams.poll.poll.assert_called_once_with(2500)

    def test_what_comes_when_no_time_is_left_comes_too_late(self):
        streams = self.started('say(1, {!r})'.format(VERDICT))
        self.assertEqual(0, streams.process.wait(SECONDS))
        for deadline in (10, 9):
            with self.at(10):
                self.assertRaises(TimeoutError, streams.exchange, b'{}\n', deadline)
            streams.poll.unregister(streams.input)
        self.assertEqual((VERDICT, b'', 0), self.exchange(streams, b'{}\n'))


class PartsTest(StreamsCase):
    """What is done with one of the streams."""

    def test_what_a_program_says_comes_first_as_its_input_may_be_closed_for_that(self):
        streams = self.started(HANGS)
        streams.poll = mock.Mock()
        for descriptors in itertools.permutations((streams.input, streams.output, streams.error)):
            streams.poll.poll.return_value = [(descriptor, select.POLLIN) for descriptor in descriptors]
            ready = streams.ready(time.monotonic() + SECONDS)
            self.assertEqual((set(descriptors), streams.input), (set(ready), ready[-1]))

    def test_a_pipe_takes_what_it_holds_and_then_nothing(self):
        streams = self.started(HANGS)
        streams.poll.register(streams.input, select.POLLOUT)
        first = streams.send(memoryview(LARGE))
        self.assertTrue(0 < len(first) < len(LARGE))
        self.assertEqual(LARGE[-len(first):], bytes(first))
        self.assertEqual(bytes(first), bytes(streams.send(first)))
        self.assertFalse(streams.process.stdin.closed)
        self.assertEqual([], self.polled(streams))

    def test_nobody_asks_any_more_whether_a_program_could_read_when_it_has_got_all(self):
        streams = self.started(HANGS)
        streams.poll.register(streams.input, select.POLLOUT)
        self.assertEqual([streams.input], self.polled(streams))
        self.assertEqual(b'', bytes(streams.send(memoryview(b'{}\n'))))
        self.assertEqual([], self.polled(streams))
        self.assertFalse(streams.process.stdin.closed)

    def test_a_program_that_reads_no_more_is_sent_no_more(self):
        streams = self.started('os.close(0)', 'say(1, b"closed")', HANGS)
        self.assertEqual(b'closed', os.read(streams.output, PIPE))
        streams.poll.register(streams.input, select.POLLOUT)
        self.assertEqual(b'', bytes(streams.send(memoryview(LARGE))))
        self.assertTrue(streams.process.stdin.closed)
        self.assertEqual([], self.polled(streams))

    def test_nothing_is_written_to_an_input_that_is_closed_as_its_number_may_be_anothers(self):
        streams = self.started(HANGS)
        streams.end_input()
        with mock.patch.object(os, 'write') as wrote:
            self.assertEqual(b'', bytes(streams.send(memoryview(LARGE))))
        wrote.assert_not_called()

    def test_an_input_that_ends_before_all_is_sent_is_forgotten(self):
        streams = self.started(HANGS)
        streams.poll.register(streams.input, select.POLLOUT)
        streams.end_input()
        self.assertTrue(streams.process.stdin.closed)
        self.assertEqual([], self.polled(streams))
        streams.end_input()

    def test_a_stream_that_has_ended_is_forgotten(self):
        streams = self.started('say(2, b"why")', 'os.close(2)', HANGS)
        for said, reading in ((b'why', {streams.output, streams.error}), (b'', {streams.output})):
            self.assertEqual([streams.error], streams.ready(time.monotonic() + SECONDS))
            self.assertEqual(said, streams.receive(streams.error))
            self.assertEqual(reading, streams.reading)
        self.assertEqual([], self.polled(streams))

    def test_only_a_question_asks(self):
        for line, expected in ((b'{"verdict": "ask"}\n', True), (b'{"verdict": "allow"}\n', False), (b'{}', False),
                               (b'[]', False), (b'{"verdict"', False), (b'', False), (b'null', False),
                               ('{"verdict": "ask", "message": "\u00e4"}'.encode('utf-8'), False),
                               ('{"verdict": "ask"}'.encode('utf-16'), False), (b'{"verdict": "ask", "\xff": 1}', False)):
            self.assertIs(expected, program.asks(bytearray(line)), line)


class LeaveTest(StreamsCase):
    """Nothing is left of a program, whatever it does about that."""

    def test_a_program_that_ignores_signals_and_its_child_are_killed_and_waited_for(self):
        for ends, status in ((HANGS, -signal.SIGKILL), ('os._exit(3)', 3)):
            process = self.started(HAS_CHILD, 'os.close(2)', ends).process
            child = int(os.read(process.stderr.fileno(), PIPE))
            if status == 3:
                self.assertIsNotNone(os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT))
            program.leave(process)
            self.assertEqual(status, process.returncode)
            self.assertTrue(is_gone(child))
            self.assertEqual([True] * 3, [stream.closed for stream in (process.stdin, process.stdout, process.stderr)])

    def test_a_program_that_is_gone_already_is_left_as_well(self):
        process = self.started('sys.exit(3)').process
        process.wait(SECONDS)
        program.leave(process)
        self.assertEqual(3, process.returncode)
        self.assertEqual([True] * 3, [stream.closed for stream in (process.stdin, process.stdout, process.stderr)])

    def test_one_that_a_file_system_holds_up_is_waited_for_no_longer_than_two_seconds(self):
        process = self.started(HANGS).process
        with mock.patch.object(process, 'wait', side_effect=subprocess.TimeoutExpired('it', 2)) as wait:
            program.leave(process)
        wait.assert_called_once_with(2)

    def test_a_stream_that_cannot_be_closed_keeps_nothing_from_being_left(self):
        process, failing = self.started(HANGS).process, mock.Mock()
        failing.close.side_effect = OSError
        with mock.patch.object(process, 'stdin', failing), mock.patch.object(process, 'stdout', failing), \
                mock.patch.object(process, 'stderr', failing):
            program.leave(process)
        self.assertEqual(3, failing.close.call_count)
        self.assertEqual(-signal.SIGKILL, process.returncode)

    def test_one_that_is_gone_already_cannot_be_tied_to_dnf_and_need_not_be(self):
        process = self.started('sys.exit(3)').process
        process.wait(SECONDS)
        with program.lifeline() as tie:
            program.kill_with_dnf(tie, process)


class RunningTest(StreamsCase):
    """The program as dnf has it run: a script, to which a request is sent."""

    def setUp(self):
        super().setUp()
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.program = os.path.join(directory.name, 'kernelpin')
        self.processes, self.ties, popen, lifeline = [], [], subprocess.Popen, program.lifeline

        def started(*args, **kwargs):
            self.processes.append(popen(*args, **kwargs))
            self.addCleanup(end, self.processes[-1])
            return self.processes[-1]

        @contextlib.contextmanager
        def tied():
            with lifeline() as tie:
                self.ties.append(os.fstat(tie).st_ino)
                yield tie

        for patch in (mock.patch.object(subprocess, 'Popen', started), mock.patch.object(program, 'lifeline', tied)):
            patch.start()
            self.addCleanup(patch.stop)

    @contextlib.contextmanager
    def running(self, *script, **chosen):
        """A conversation with a script, nothing of which is left then."""
        with open(self.program, 'w', encoding='ascii') as file:
            file.write('\n'.join(('#!/bin/sh',) + script))
        os.chmod(self.program, 0o755)
        with program.running(dict(options.DEFAULTS, executable=self.program, timeout=str(SECONDS), **chosen), '/nowhere') as talk:
            yield talk
        self.assertIsNotNone(self.processes[-1].returncode)

    def says(self, verdict, request=REQUEST, **changes):
        """The command of the script that says a verdict on a request."""
        answer = dict({'schema': 2, 'request': request['id'], 'verdict': verdict, 'message': 'why'}, **changes)
        return "cat <<'END'\n{}\nEND".format(json.dumps(answer))

    def test_each_verdict_has_its_status(self):
        request = dict(REQUEST, rest={'problem': '', 'round': 1, 'left_out': []})
        for verdict, expected in (('allow', 0), ('refuse', 3), ('hold', 7)):
            for status in (0, 3, 7):
                with self.running('read -r line', self.says(verdict), 'exit {}'.format(status)) as talk:
                    if status == expected:
                        self.assertEqual({'schema': 2, 'request': REQUEST['id'], 'verdict': verdict, 'message': 'why'},
                                         talk.evaluate(request))
                    else:
                        with self.assertRaisesRegex(kernelpin.Failure, 'gave no valid verdict: it answers something else'):
                            talk.evaluate(request)

    def test_of_a_later_request_it_gets_who_asks_and_what_is_new(self):
        first = dict(REQUEST, schema=2, padding='x' * 200000)
        second = dict(first, module_files=['y' * 200000])
        with self.running('read -r line', self.says('ask', module_files=['z' * 200000]), 'read -r line', 'echo "$line" >$0.in',
                          self.says('refuse'), 'exit 3') as talk:
            self.assertEqual(['z' * 200000], talk.evaluate(first)['module_files'])
            self.assertEqual('refuse', talk.evaluate(second)['verdict'])
        with open(self.program + '.in', encoding='ascii') as file:
            self.assertEqual({'schema': 2, 'id': REQUEST['id'], 'module_files': ['y' * 200000]}, json.load(file))

    def test_it_may_ask_about_files_after_what_was_left_out(self):
        request = dict(REQUEST, rest={'problem': '', 'round': 5, 'left_out': ['x']})
        with self.running('read -r line', self.says('ask', module_files=['a']), 'read -r line') as talk:
            self.assertEqual(['a'], talk.evaluate(request)['module_files'])

    def test_it_holds_the_line_that_tells_of_the_end_of_dnf(self):
        # Whether the kernel still has somebody to tell does not depend on what it closes first.
        with self.running('stat -L -c %i /proc/$$/fd/* >&2', 'exit 70') as talk, \
                self.assertRaisesRegex(kernelpin.Failure, r'\n  {}(\n|\Z)'.format(self.ties[0])):
            talk.evaluate(REQUEST)

    def test_it_runs_on_the_java_that_is_to_be_taken(self):
        with mock.patch.object(program, 'java_home', lambda option: option + '/home'), \
                self.running('echo "$JAVA_HOME" >&2', 'exit 70', java='/jdk') as talk, \
                self.assertRaisesRegex(kernelpin.Failure, r'ended with status 70\n  /jdk/home\Z'):
            talk.evaluate(REQUEST)

    def test_how_it_ends_is_known_where_whoever_started_dnf_had_it_forget_its_children(self):
        # That is inherited: daemons do so that never wait for what they start.
        before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        self.addCleanup(signal.signal, signal.SIGCHLD, before)
        for verdict, status in (('refuse', 3), ('allow', 0)):
            with self.running('read -r line', self.says(verdict), 'exit {}'.format(status)) as talk:
                self.assertEqual((verdict, status), (talk.evaluate(REQUEST)['verdict'], talk.streams.status))
            self.assertEqual(signal.SIG_IGN, signal.getsignal(signal.SIGCHLD))
        with self.running('read -r line', self.says('allow'), 'exit 70') as talk, \
                self.assertRaisesRegex(kernelpin.Failure, r'kernelpin ended with status 70\Z'):
            talk.evaluate(REQUEST)

    def test_a_thread_that_cannot_change_that_can_ask_all_the_same(self):
        before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        self.addCleanup(signal.signal, signal.SIGCHLD, before)
        verdicts = []

        def ask():
            with self.running('read -r line', self.says('allow')) as talk:
                verdict = talk.evaluate(REQUEST)['verdict']
            verdicts.append(verdict)

        thread = threading.Thread(target=ask)
        thread.start()
        thread.join(SECONDS)
        self.assertEqual((['allow'], signal.SIG_IGN), (verdicts, signal.getsignal(signal.SIGCHLD)))

    def test_it_leaves_alone_who_waits_for_children_otherwise(self):
        def noted(*_):
            ended.append(True)

        ended, before = [], signal.signal(signal.SIGCHLD, noted)
        self.addCleanup(signal.signal, signal.SIGCHLD, before)
        with self.running('read -r line', self.says('allow')) as talk:
            self.assertEqual('allow', talk.evaluate(REQUEST)['verdict'])
            self.assertEqual(noted, signal.getsignal(signal.SIGCHLD))
        self.assertEqual(([True], noted), (ended, signal.getsignal(signal.SIGCHLD)))

    def test_nothing_is_left_of_a_program_that_is_asked_nothing(self):
        with self.running("trap '' TERM", 'sleep 60'):
            pass
        self.assertEqual(-signal.SIGKILL, self.processes[-1].returncode)


if __name__ == '__main__':
    unittest.main()
