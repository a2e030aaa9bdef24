# SPDX-License-Identifier: Apache-2.0
"""The plugin's conversation with the program that judges."""
import gc
import json
import os
import resource
import signal
import stat
import subprocess
import tempfile
import time
import unittest
import warnings
from unittest import mock

import hanging_file_system
from plugin_parts import REQUEST, kernelpin, options, program


class EvaluateTest(unittest.TestCase):
    """The conversation with the program, which may do anything."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.program = os.path.join(directory.name, 'kernelpin')

    def evaluate(self, script, timeout='10', mode=0o755, request=REQUEST):
        with open(self.program, 'w', encoding='utf-8') as file:
            file.write(script)
        os.chmod(self.program, mode)
        return self.asked(request, timeout=timeout)

    def asked(self, *requests, **chosen):
        """What the program says to the last of some requests."""
        chosen = dict(options.DEFAULTS, **dict({'executable': self.program, 'timeout': '10'}, **chosen))
        with program.running(chosen, requests[0]['root']) as conversation:
            for request in requests:
                answer = conversation.evaluate(request)
        return answer

    def failure(self, script, **kwargs):
        with self.assertRaises(kernelpin.Failure) as raised:
            self.evaluate(script, **kwargs)
        return str(raised.exception).replace(self.program, 'PROGRAM')

    def answer(self, status, **changes):
        """A program that reads a line, answers and ends with a status."""
        verdict = {'schema': 2, 'request': REQUEST['id'], 'verdict': 'allow', 'message': ''}
        verdict.update(changes)
        return "#!/bin/sh\nread -r line\ncat <<'END'\n{}\nEND\nexit {}\n".format(json.dumps(verdict), status)

    def test_an_allowance(self):
        self.assertEqual('allow', self.evaluate(self.answer(0))['verdict'])

    def test_a_refusal(self):
        self.assertEqual('no', self.evaluate(self.answer(3, verdict='refuse', message='no'))['message'])

    def test_a_question(self):
        self.assertEqual([], self.evaluate(self.answer(6, verdict='ask', module_files=[]))['module_files'])

    def talk(self, *answers):
        """A program that reads a line for each answer, and says who it is; an answer is a status and a verdict's fields."""
        script = '#!/bin/sh\n'
        for status, request, changes in answers:
            verdict = dict({'schema': 2, 'request': request['id'], 'verdict': 'ask', 'message': str(len(script))}, **changes)
            script += "read -r line\necho \"$line\" >>$0.in\ncat <<'END'\n{}\nEND\n".format(json.dumps(verdict))
            script += '' if status is None else 'exit {}\n'.format(status)
        return script

    ANSWERED = dict(REQUEST, schema=2, id='second', module_files=[])

    def written(self, script):
        with open(self.program, 'w', encoding='utf-8') as file:
            file.write(script)
        os.chmod(self.program, 0o755)

    def test_one_program_gets_the_answer_to_its_question(self):
        self.written(self.talk((None, REQUEST, {'module_files': []}), (3, self.ANSWERED, {'verdict': 'refuse'})))
        self.assertEqual('refuse', self.asked(REQUEST, self.ANSWERED)['verdict'])
        with open(self.program + '.in', encoding='ascii') as file:
            self.assertEqual([REQUEST, {'schema': 2, 'id': 'second', 'module_files': []}], [json.loads(line) for line in file])

    def test_the_whole_of_a_request_is_recorded_however_little_of_it_is_new(self):
        self.written(self.talk((None, REQUEST, {'module_files': []}), (3, self.ANSWERED, {'verdict': 'refuse'})))
        directory = os.path.dirname(self.program)
        self.asked(REQUEST, self.ANSWERED, record=directory)
        with open(os.path.join(directory, 'request.json'), encoding='ascii') as kept:
            self.assertEqual(self.ANSWERED, json.load(kept))

    def test_a_program_that_does_not_wait_for_the_answer_to_its_question(self):
        question = self.talk((6, REQUEST, {'module_files': []}))
        self.written(question)
        self.assertEqual('ask', self.asked(REQUEST)['verdict'])
        self.assertIn('kernelpin ended with status 6', self.broken(REQUEST, self.ANSWERED))
        self.written(question.replace('exit 6', 'echo why >&2; exit 70'))
        self.assertIn('kernelpin ended with status 70\n  why', self.broken(REQUEST, self.ANSWERED))
        self.written(question.replace('exit 6', 'exec sleep 60'))
        self.assertIn('kernelpin did not answer within 1 seconds', self.broken(REQUEST, self.ANSWERED, timeout='1'))

    def test_a_program_that_answers_before_it_can_know(self):
        early = self.talk((None, REQUEST, {'module_files': []}), (0, REQUEST, {'verdict': 'allow'}))
        for script in (early, early.replace('END\nread -r line', 'END\n#')):
            self.written(script)
            # The second answer may be read together with the first.
            self.assertRegex(self.broken(REQUEST, self.ANSWERED),
                             'gave no valid verdict: (it answers something else|Extra data)')

    def test_a_verdict_with_a_question_behind_it(self):
        both = self.talk((None, REQUEST, {'verdict': 'allow'}), (0, REQUEST, {'module_files': []}))
        self.written(both)
        self.assertIn('gave no valid verdict: Extra data', self.broken(REQUEST))

    def broken(self, *requests, **chosen):
        """Why a program that is there cannot be trusted."""
        with self.assertRaises(kernelpin.Failure) as raised:
            self.asked(*requests, **chosen)
        return str(raised.exception)

    def test_nobody_waits_for_a_program_that_is_asked_nothing(self):
        start = time.monotonic()
        with self.assertRaises(ZeroDivisionError):
            self.written('#!/bin/sh\necho $$ >$0.pid\nexec sleep 60\n')
            with program.running(dict(options.DEFAULTS, executable=self.program), '/nowhere'):
                self.assertTrue(eventually(lambda: os.path.exists(self.program + '.pid')))
                raise ZeroDivisionError
        self.assertLess(time.monotonic() - start, 20)
        with open(self.program + '.pid', encoding='ascii') as file:
            self.assertTrue(gone(int(file.read())))

    def test_the_same_question_again(self):
        for question, answered in (('module_files', dict(REQUEST, module_files=[])),
                                   ('leave_out', dict(REQUEST, rest={'problem': '', 'round': 1, 'left_out': []}))):
            self.evaluate(self.answer(6, verdict='ask', **{question: []}))
            self.assertEqual('PROGRAM gave no valid verdict: it answers something else',
                             self.failure(self.answer(6, verdict='ask', **{question: []}), request=answered))

    def test_no_question_or_two_or_one_with_a_verdict(self):
        for status, answer in ((6, {'verdict': 'ask'}), (6, {'verdict': 'ask', 'leave_out': [], 'module_files': []}),
                               (0, {'leave_out': []}), (3, {'verdict': 'refuse', 'message': 'no', 'module_files': []})):
            self.assertEqual('PROGRAM gave no valid verdict: it answers something else',
                             self.failure(self.answer(status, **answer)))

    def test_a_status_that_contradicts_the_verdict(self):
        self.assertEqual('PROGRAM gave no valid verdict: it answers something else',
                         self.failure(self.answer(0, verdict='refuse', message='no')))
        self.assertEqual('PROGRAM gave no valid verdict: it answers something else', self.failure(self.answer(3)))

    def test_an_answer_to_another_request_or_in_another_schema(self):
        for changes in ({'request': 'another'}, {'schema': 1}, {'verdict': 'perhaps'}, {'message': None}):
            self.assertEqual('PROGRAM gave no valid verdict: it answers something else',
                             self.failure(self.answer(0, **changes)))

    def test_no_answer_at_all(self):
        self.assertEqual('PROGRAM gave no valid verdict: Expecting value: line 1 column 1 (char 0)',
                         self.failure('#!/bin/sh\nexit 0\n'))

    def test_a_refusal_without_a_reason(self):
        self.assertEqual('PROGRAM gave no valid verdict: it answers something else',
                         self.failure(self.answer(3, verdict='refuse')))

    def test_half_an_answer_two_answers_and_text_before_one(self):
        whole = json.dumps({'schema': 2, 'request': REQUEST['id'], 'verdict': 'allow', 'message': ''})
        for text in (whole[:20], whole + whole, 'warning\n' + whole, '[]', '"allow"', 'null', '{}'):
            self.assertIn('PROGRAM gave no valid verdict: ',
                          self.failure("#!/bin/sh\nread -r line\ncat <<'END'\n{}\nEND\n".format(text)))

    def test_an_answer_that_is_not_ascii(self):
        self.assertIn('PROGRAM gave no valid verdict: ', self.failure("#!/bin/sh\nprintf '\\377'\n"))

    def test_an_answer_in_any_encoding_but_ascii_is_none(self):
        for text in ('\u00e4', '\U0001f427'):
            answer = self.answer(0, message='CHARACTER').replace('CHARACTER', text)
            self.assertIn("PROGRAM gave no valid verdict: 'ascii' codec can't decode byte", self.failure(answer))
        self.assertEqual('\u00e4', self.evaluate(self.answer(0, message='\u00e4'))['message'])

    def test_a_reason_that_is_not_ascii(self):
        self.assertEqual('PROGRAM ended with status 70\n  f\ufffdr',
                         self.failure("#!/bin/sh\nprintf 'f\\377r' >&2\nexit 70\n"))

    def test_blank_lines_of_a_reason_are_left_out(self):
        self.assertEqual('PROGRAM ended with status 70\n  first\n   second', self.failure(
            "#!/bin/sh\n{ for n in $(seq 30); do echo; done; printf '  first\\n\\n second  \\n\\n'; } >&2\nexit 70\n"))

    def test_a_status_of_its_own_with_its_reason(self):
        self.assertEqual('PROGRAM ended with status 70\n  first\n  second',
                         self.failure("#!/bin/sh\nprintf 'first\\nsecond\\n' >&2\nexit 70\n"))

    def test_broken_pins_with_their_places(self):
        self.assertEqual('the pin files are broken:\n  a.toml:1:2: wrong',
                         self.failure('#!/bin/sh\necho a.toml:1:2: wrong >&2\nexit 5\n'))

    def test_a_jvm_that_cannot_start(self):
        self.assertEqual('PROGRAM ended with status 1', self.failure('#!/bin/sh\nexit 1\n'))

    def test_a_program_that_is_killed(self):
        self.assertEqual('PROGRAM ended with status -9', self.failure('#!/bin/sh\nkill -9 $$\n'))

    def test_a_program_that_is_missing(self):
        with self.assertRaises(kernelpin.Failure) as raised:
            self.asked(REQUEST, executable='/nonexistent')
        self.assertEqual('/nonexistent cannot be started: No such file or directory', str(raised.exception))

    def test_a_program_that_may_not_be_run(self):
        self.assertEqual('PROGRAM cannot be started: Permission denied', self.failure('#!/bin/sh\n', mode=stat.S_IRUSR))

    def test_a_program_that_is_none(self):
        self.assertEqual('PROGRAM cannot be started: Exec format error', self.failure('nonsense'))

    @unittest.skipUnless(os.geteuid() == 0, 'only root can give files away')
    def test_a_program_that_others_can_write_is_not_run_as_root_on_the_host_itself(self):
        self.evaluate(self.answer(0))
        for owner, mode in ((12345, 0o755), (0, 0o775), (0, 0o757)):
            os.chown(self.program, owner, 0)
            os.chmod(self.program, mode)
            for root, expected in (('/', 'PROGRAM: others than root can write to it: expected owner root and mode 0755 or stricter'),
                                   ('/nowhere', None)):
                with mock.patch.dict(REQUEST, {'root': root}):
                    self.assertEqual(expected, self.outcome())
        os.chown(self.program, 0, 0)
        os.chmod(self.program, 0o755)
        with mock.patch.dict(REQUEST, {'root': '/'}):
            self.assertIsNone(self.outcome())

    @unittest.skipUnless(os.geteuid() == 0, 'only root can give files away')
    def test_whose_the_program_is_matters_to_root_only(self):
        self.evaluate(self.answer(0))
        os.chown(self.program, 12345, 0)
        with mock.patch.dict(REQUEST, {'root': '/'}), mock.patch.object(os, 'geteuid', return_value=12345):
            self.assertIsNone(self.outcome())

    def outcome(self):
        """What is wrong with the program as it stands, or None."""
        try:
            self.asked(REQUEST)
        except kernelpin.Failure as failure:
            return str(failure).replace(self.program, 'PROGRAM')
        return None

    def test_a_program_that_hangs_is_killed_with_its_children(self):
        pids = self.program + '.pids'
        start = time.monotonic()
        self.assertEqual('PROGRAM did not answer within 1 seconds', self.failure(
            '#!/bin/sh\nsleep 60 &\necho $! $$ >{}\nwait\n'.format(pids), timeout='1'))
        self.assertLess(time.monotonic() - start, 20)
        with open(pids, encoding='ascii') as file:
            for pid in file.read().split():
                self.assertTrue(gone(int(pid)), pid)

    def test_an_interrupt_while_the_program_is_started_leaves_none_behind(self):
        started = []

        class Interrupted(subprocess.Popen):
            """Is interrupted when there is a process, and nobody knows of it yet."""

            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                started.append(self.pid)
                os.kill(os.getpid(), signal.SIGINT)
                self.args = None  # Where Python would raise KeyboardInterrupt.

        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.addCleanup(signal.signal, signal.SIGINT, before)
        with mock.patch.object(subprocess, 'Popen', Interrupted):
            self.assertRaises(KeyboardInterrupt, self.evaluate, '#!/bin/sh\nexec sleep 60\n')
        self.assertTrue(gone(started[0]))
        self.assertNotIn(signal.SIGINT, signal.pthread_sigmask(signal.SIG_BLOCK, []))

    def test_an_interrupt_while_the_program_runs_ends_it_at_once(self):
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.addCleanup(signal.signal, signal.SIGINT, before)
        start = time.monotonic()
        pid = self.program + '.pid'
        with warnings.catch_warnings():  # Nobody waits for it any more; init will.
            warnings.simplefilter('ignore', ResourceWarning)
            with self.assertRaises(KeyboardInterrupt):
                self.evaluate('#!/bin/sh\necho $$ >{}\nkill -INT $PPID\nexec sleep 60\n'.format(pid), timeout='30')
            gc.collect()
        self.assertLess(time.monotonic() - start, 20)
        with open(pid, encoding='ascii') as file:
            self.assertTrue(gone(int(file.read())))

    def test_a_program_that_hangs_ends_with_dnf_whatever_ends_that(self):
        hangs = "#!/bin/sh\ntrap '' HUP INT QUIT TERM IO\nsleep 60 &\necho $! $$ >{0}.part\nmv {0}.part {0}.pids\nwait\n"
        for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            pids = self.program + '.pids'
            dnf = os.fork()
            if dnf == 0:
                # nohup ignores one, and a shell others of what it runs in the background.
                for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
                    signal.signal(each, signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                try:
                    self.evaluate(hangs.format(self.program), timeout='50')
                finally:
                    os._exit(0)  # This is no test any more.
            self.assertTrue(eventually(lambda pids=pids: os.path.exists(pids)))
            os.kill(dnf, number)
            self.assertEqual(number, os.waitpid(dnf, 0)[1] & 0x7f)
            with open(pids, encoding='ascii') as file:
                for pid in file.read().split():
                    self.assertTrue(gone(int(pid)), number)
            os.remove(pids)

    def test_a_program_that_hangs_ends_with_a_dnf_that_ends_while_it_starts(self):
        popen = subprocess.Popen
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
            dnf = os.fork()
            if dnf == 0:
                # nohup ignores one, and a shell others of what it runs in the background.
                signal.signal(number, signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

                def started(*args, number=number, **kwargs):
                    process = popen(*args, **kwargs)
                    with open(self.program + '.pid', 'w', encoding='ascii') as file:
                        file.write(str(process.pid))
                    os.kill(os.getpid(), number)
                    return process

                with mock.patch.object(subprocess, 'Popen', started):
                    try:
                        self.evaluate('#!/bin/sh\nexec sleep 60\n', timeout='50')
                    finally:
                        os._exit(0)  # This is no test any more.
            self.assertEqual(number, os.waitpid(dnf, 0)[1] & 0x7f)
            with open(self.program + '.pid', encoding='ascii') as file:
                self.assertTrue(gone(int(file.read())), number)

    def test_nothing_of_a_program_stays_open(self):
        before = os.listdir('/proc/self/fd')
        self.evaluate(self.answer(0))
        self.failure('#!/bin/sh\nsleep 60\n', timeout='1')
        self.failure('nonsense')
        self.assertEqual(before, os.listdir('/proc/self/fd'))

    @unittest.skipUnless(os.geteuid() == 0 and os.path.exists('/dev/fuse'), 'it takes root and /dev/fuse')
    def test_a_program_that_cannot_be_killed_is_left_behind(self):
        directory = os.path.join(os.path.dirname(self.program), 'hanging')
        os.mkdir(directory)
        start = time.monotonic()
        with hanging_file_system.mounted(directory, 'read'), warnings.catch_warnings():
            warnings.simplefilter('ignore', ResourceWarning)  # It is left to init.
            self.assertEqual('PROGRAM did not answer within 1 seconds',
                             self.failure('#!/bin/sh\nexec cat {}/a.toml\n'.format(directory), timeout='1'))
            gc.collect()
            self.assertLess(time.monotonic() - start, 30)

    def test_signals_that_were_blocked_stay_blocked(self):
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
        self.addCleanup(signal.pthread_sigmask, signal.SIG_SETMASK, before)
        self.assertEqual('allow', self.evaluate(self.answer(0).replace('read', 'kill -USR1 $PPID\nread'))['verdict'])
        self.assertEqual({signal.SIGUSR1}, signal.sigpending())
        self.assertEqual(before | {signal.SIGUSR1}, signal.pthread_sigmask(signal.SIG_BLOCK, []))
        signal.sigwait([signal.SIGUSR1])

    def test_it_waits_for_no_signal(self):
        with mock.patch.object(signal, 'sigtimedwait') as wait:
            self.evaluate(self.answer(0))
        wait.assert_called_once_with([signal.SIGPIPE], 0)

    def test_the_program_gets_the_request_and_nothing_else(self):
        self.assertEqual('allow', self.evaluate(self.answer(0).replace(
            'read -r line', 'read -r line; echo "$line" >{0}.in\necho "$# $1 $PWD" >{0}.call'.format(self.program)))['verdict'])
        with open(self.program + '.in', encoding='ascii') as file:
            self.assertEqual(REQUEST, json.load(file))
        with open(self.program + '.call', encoding='ascii') as file:
            self.assertEqual('1 hook /\n', file.read())

    def test_children_that_outlive_the_program_are_killed(self):
        self.assertEqual('PROGRAM did not answer within 1 seconds', self.failure(
            '#!/bin/sh\nsleep 60 &\nexit 0\n', timeout='1'))

    def test_megabytes_on_stderr_do_not_block_it(self):
        flood = "head -c 5000000 /dev/zero | tr '\\0' e >&2\n"
        self.assertEqual('allow', self.evaluate(self.answer(0).replace('read -r line\n', flood + 'read -r line\n'))[
            'verdict'])

    def test_a_program_that_never_stops_talking_is_ended(self):
        start = time.monotonic()
        self.assertEqual('PROGRAM did not answer within 1 seconds', self.failure("#!/bin/sh\nexec yes >&2\n", timeout='1'))
        self.assertIn(self.failure("#!/bin/sh\nexec yes\n", timeout='2'),
                      ('PROGRAM did not answer within 2 seconds', 'PROGRAM says more than 32 MiB'))
        with mock.patch.object(program, 'OUT_MAX', 1 << 20):
            self.assertEqual('PROGRAM says more than 1 MiB', self.failure("#!/bin/sh\nexec yes\n", timeout='50'))
        self.assertLess(time.monotonic() - start, 20)

    def test_only_so_many_lines_of_its_reason_are_kept(self):
        self.assertEqual(21, len(self.failure('#!/bin/sh\nseq 1000 >&2\nexit 70\n').split('\n')))

    def test_a_program_that_does_not_read_its_input(self):
        with mock.patch.dict(REQUEST, {'padding': 'x' * 1000000}):
            self.assertEqual('PROGRAM ended with status 4\n  no',
                             self.failure('#!/bin/sh\necho no >&2\nexit 4\n'))

    def test_a_program_that_ends_before_it_has_read_does_not_take_dnf_with_it(self):
        # dnf lets this signal kill it unless it writes to a terminal (dnf.i18n.setup_stdout).
        before = signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        self.addCleanup(signal.signal, signal.SIGPIPE, before)
        with mock.patch.dict(REQUEST, {'padding': 'x' * 1000000}):
            self.assertEqual('PROGRAM ended with status 70\n  no Java',
                             self.failure('#!/bin/sh\nexec <&-\necho no Java >&2\nexit 70\n'))
        self.assertNotIn(signal.SIGPIPE, signal.pthread_sigmask(signal.SIG_BLOCK, []))
        self.assertEqual(set(), signal.sigpending())

    def test_a_request_is_recorded_where_the_configuration_says_and_nowhere_else(self):
        directory = os.path.dirname(self.program)
        self.evaluate(self.answer(0))
        self.assertEqual(['kernelpin'], os.listdir(directory))
        for content in ({'a': 1}, {}):
            with mock.patch.dict(REQUEST, content):
                self.asked(REQUEST, record=directory)
                with open(os.path.join(directory, 'request.json'), encoding='ascii') as kept:
                    self.assertEqual(REQUEST, json.load(kept))
        self.assertEqual(0o600, stat.S_IMODE(os.stat(os.path.join(directory, 'request.json')).st_mode))

    def test_a_link_in_place_of_the_record_is_not_followed(self):
        directory = os.path.dirname(self.program)
        self.evaluate(self.answer(0))
        os.symlink(self.program, os.path.join(directory, 'request.json'))
        with self.assertRaises(OSError):
            self.asked(REQUEST, record=directory)

    def test_the_environment_is_clean(self):
        dirty = {'JAVA_TOOL_OPTIONS': 'x', 'LD_PRELOAD': '', 'CLASSPATH': 'x', 'LANG': 'de_DE', 'JAVA_HOME': '/jdk',
                 'TMPDIR': '/jdk', 'KERNELPIN_RECORD': '/jdk', 'PATH': '/jdk:' + os.environ['PATH']}
        with mock.patch.dict(os.environ, dirty):
            said = self.failure('#!/bin/sh\nenv >&2\nexit 70\n').split('\n  ')[1:]
        names = sorted(line.split('=')[0] for line in said)
        self.assertNotIn('/jdk', ' '.join(said))
        self.assertEqual(['JAVA_HOME', 'LC_ALL', 'PATH', 'PWD'], [name for name in names if name not in ('_', 'SHLVL')])
        self.assertLessEqual({'LC_ALL=C.UTF-8', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin'}, set(said))


def eventually(probe):
    """Tells whether a probe succeeds within ten seconds."""
    for _ in range(100):
        if probe():
            return True
        time.sleep(0.1)
    return False


def gone(pid):
    """Tells whether a process has ended, or waits a moment for init to reap it."""
    for _ in range(50):
        try:
            with open('/proc/{}/stat'.format(pid), encoding='ascii') as status:
                if status.read().rsplit(')', 1)[1].split()[0] == 'Z':
                    return True
        except OSError:
            return True
        time.sleep(0.1)
    return False


if __name__ == '__main__':
    unittest.main()
