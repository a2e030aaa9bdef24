# SPDX-License-Identifier: Apache-2.0
"""Kernels are held back and dnf does the rest: with the real dnf, and a program that always says so."""
import contextlib
import json
import tempfile
import types
import unittest
from unittest import mock

import dnf.comps
import dnf.exceptions
import dnf.goal
import dnf.transaction
import hawkey
import libdnf.transaction

from plugin_parts import REQUEST, Item, Package, hold, judgement, kernelpin, pins, program, transaction, trial
from real_dnf import Dnf

KERNEL_348 = ['kernel*-4.18.0-348', 'kernel*-4.18.0-999']
PINS = pins.Pins('/pins', {'a.toml': ''}, {'drbd-modules', 'kmod-drbd'}, None)
HELD = 'kernelpin: held back: kernel-core\n  and why'
STATUS = {verdict: status for status, verdict in program.VERDICTS.items()}


def told(changes):
    """Changes that can be compared."""
    return sorted((action, str(pkg)) for action, pkg in changes)


def recorded(base):
    """What dnf's history would record."""
    return sorted((item.getActionName(), item.getCompsGroupItem().getGroupId() if item.getCompsGroupItem() else
                   item.getCompsEnvironmentItem().getEnvironmentId() if item.getCompsEnvironmentItem() else
                   item.getRPMItem().getNEVRA()) for item in base.history.swdb.getItems())


def commit(base):
    """Has dnf's history record the transaction, as if rpm had run it."""
    base.history.beg('1', [], [], 'a test')
    for item in base.transaction or ():
        item.state = libdnf.transaction.TransactionItemState_DONE
    base.history.end('2')
    done = sorted(str(item) for item in base.history.last().packages())
    base.reset(goal=True)
    return done


class HostCase(unittest.TestCase):
    """The host with a history of its own."""

    ROOT = 'root'

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.host = Dnf(['kernel-tools*', 'kernel-core-4.18.0-999', 'kernel-debug*'], state=directory.name, root=self.ROOT)
        self.addCleanup(self.host.base.close)
        self.base = self.host.base
        self.base.conf.best = True

    def changes(self):
        return told(transaction.changes_of(self.base))

    def incoming(self):
        return sorted(str(pkg).rpartition('.')[0] for action, pkg in transaction.changes_of(self.base)
                      if action in transaction.INCOMING)

    def visible(self):
        return sorted(map(str, self.base.sack.query()))

    def tried(self, patterns=tuple(KERNEL_348)):
        """What the trial found."""
        with trial.solved_without(self.base, True, patterns, [pkg for _, pkg in trial.incoming_of(self.base._goal)]) as rest:
            return rest


class DoWithoutTest(HostCase):
    """dnf's transaction, built anew."""

    def test_dnf_does_what_it_has_tried_and_nothing_else(self):
        self.host.solve(everything=True)
        rest, before, first = self.tried(), (self.visible(), self.base.conf.best), self.base.transaction
        self.assertFalse(hold.is_as_tried(self.base, rest))
        hold.do_without(self.base, self.base.resolve, True, rest)
        self.assertTrue(hold.is_as_tried(self.base, rest))
        self.assertIsNot(first, self.base.transaction)
        self.assertEqual(told(rest.changes), self.changes())
        self.assertEqual(['bash-5-2', 'drbd90-9.2-1', 'kernel-core-4.18.0-306', 'kernel-modules-4.18.0-306', 'linux-lts-6.1-3',
                          'linux-odd-6.1-2'], self.incoming())
        self.assertEqual(before, (self.visible(), self.base.conf.best))

    def test_history_knows_nothing_of_what_is_held(self):
        self.host.solve(everything=True)
        before = recorded(self.base)
        self.assertIn(('Install', 'kernel-core-4.18.0-348.noarch'), before)
        hold.do_without(self.base, self.base.resolve, True, self.tried())
        after = recorded(self.base)
        self.assertEqual([], [text for _, text in after if '-348' in text])
        self.assertEqual(len(set(after)), len(after))
        self.assertIn(('Upgraded', 'bash-5-1.noarch'), after)
        self.assertEqual(sorted(text for _, text in after), commit(self.base))

    def test_history_knows_the_groups_still(self):
        self.host.groups(tools=['fresh'], old=['bash'], outdated=['bash', 'fresh'])
        for group in ('old', 'outdated'):
            self.base.group_install(group, ['mandatory'])
            group = self.base.history.group._installed[group]
            for pkg in group.getPackages():
                pkg.setInstalled(True)
        self.base.resolve()
        commit(self.base)
        self.base.group_install('tools', ['mandatory'])
        self.base.group_upgrade('outdated')
        self.base.group_remove('old')
        self.base.history.env.upgrade(self.base.history.env.new('all', 'all', 'all', dnf.comps.MANDATORY))
        self.host.solve(everything=True)
        groups = [each for each in recorded(self.base) if each[1] in ('tools', 'old', 'outdated', 'all')]
        self.assertIn(('Install', 'tools'), groups)
        self.assertIn(('Removed', 'old'), groups)
        self.assertIn(('Upgrade', 'outdated'), groups)
        self.assertIn(('Upgrade', 'all'), groups)
        hold.do_without(self.base, self.base.resolve, True, self.tried())
        self.assertEqual(groups, [each for each in recorded(self.base) if each[1] in ('tools', 'old', 'outdated', 'all')])
        self.assertNotIn('kernel-core-4.18.0-348', self.incoming())
        commit(self.base)
        self.assertIsNotNone(self.base.history.group.get('tools'))
        self.assertIsNone(self.base.history.group.get('old'))

    def test_a_downgrade_of_a_group_is_told_again(self):
        self.host.solve(everything=True)
        group = self.base.history.group.new('tools', 'tools', 'tools', dnf.comps.MANDATORY)
        self.base.history.group.downgrade(group)
        hold.do_without(self.base, self.base.resolve, True, self.tried())
        self.assertEqual([('Downgrade', 'tools')], [each for each in recorded(self.base) if each[1] == 'tools'])

    def test_a_dnf_that_cannot_be_told_of_groups_keeps_its_transaction(self):
        for persistor in ('group', 'env'):
            self.base.reset(goal=True)
            self.host.solve(everything=True)
            before = self.base.transaction, self.changes(), recorded(self.base)
            new = types.SimpleNamespace(_installed={'tools': 'a group'}, _removed={}, _upgraded={})
            setattr(self.base.history, '_' + persistor, new)
            resolve = mock.Mock()
            with self.assertRaisesRegex(kernelpin.Failure, 'this version of dnf cannot hold anything back beside groups'):
                hold.do_without(self.base, resolve, True, self.tried())
            resolve.assert_not_called()
            self.assertEqual(before, (self.base.transaction, self.changes(), recorded(self.base)))

    def test_a_dnf_that_cannot_be_told_of_groups_will_do_without_groups(self):
        self.host.solve(everything=True)
        self.base.history._group = self.base.history._env = types.SimpleNamespace(_installed={}, _removed={}, _upgraded={})
        self.base._goal.group_members = set()
        rest = self.tried()
        hold.do_without(self.base, self.base.resolve, True, rest)
        self.assertTrue(hold.is_as_tried(self.base, rest))

    def test_the_best_is_not_asked_for_where_the_trial_did_without(self):
        # With best on, dnf takes nothing less than the newest of what is named, which needs the kernel.
        self.base.conf.best = False
        self.base.install('needs-drivers', strict=False)
        self.host.solve(everything=True)
        rest = self.tried()._replace(best=False)
        for best, expected in ((True, False), (False, False)):
            seen = []
            self.base.conf.best = best
            hold.do_without(self.base, lambda erasing: seen.append(self.base.conf.best), True, rest)
            self.assertEqual([expected], seen)
            self.assertEqual(best, self.base.conf.best)
            seen = []
            hold.do_without(self.base, lambda erasing: seen.append(self.base.conf.best), True, rest._replace(best=True))
            self.assertEqual([best], seen)

    def test_a_rest_that_needs_less_than_the_best_comes(self):
        self.base.conf.best = False
        self.base.install('needs-drivers', strict=False)
        self.host.solve(upgrade=['bash'])
        self.base.conf.best = True
        rest = self.tried()
        self.assertIsNone(rest.problem)
        hold.do_without(self.base, self.base.resolve, True, rest)
        self.assertEqual(['bash-5-2'], self.incoming())

    def test_dnf_may_erase_as_before(self):
        self.host.solve(everything=True)
        for erasing in (True, False):
            resolve = mock.Mock()
            hold.do_without(self.base, resolve, erasing, self.tried())
            resolve.assert_called_once_with(erasing)

    def test_after_a_failure_everything_is_as_before(self):
        self.host.groups(tools=['fresh'])
        self.base.group_install('tools', ['mandatory'])
        self.host.solve(everything=True)
        before = self.changes(), recorded(self.base), self.visible(), self.base.conf.best

        def fail_before(_):
            raise error

        def fail_afterwards(erasing):
            self.base.resolve(erasing)
            raise error

        for error in (dnf.exceptions.Error('a'), RuntimeError('b'), kernelpin.Failure('c')):
            for resolve in (fail_before, fail_afterwards):
                with self.assertRaises(type(error)) as raised:
                    hold.do_without(self.base, resolve, True, self.tried()._replace(best=False))
                self.assertEqual(str(error), str(raised.exception))
                self.assertEqual(before, (self.changes(), recorded(self.base), self.visible(), self.base.conf.best))

    def test_what_fails_in_going_back_does_not_hide_what_failed(self):
        self.host.solve(everything=True)
        with mock.patch.object(self.base, '_goal2transaction', side_effect=RuntimeError('another')):
            with self.assertRaisesRegex(RuntimeError, r'\Athe first\Z'):
                hold.do_without(self.base, mock.Mock(side_effect=RuntimeError('the first')), True, self.tried())
        self.assertIsNone(self.base.transaction)

    def test_going_back_erases_only_if_dnf_may(self):
        self.host.solve(everything=True)
        for erasing in (True, False):
            with mock.patch.object(self.base, '_run_hawkey_goal') as run, self.assertRaises(RuntimeError):
                hold.do_without(self.base, mock.Mock(side_effect=RuntimeError), erasing, self.tried())
            run.assert_called_once_with(self.base._goal, erasing)


class AsTriedTest(unittest.TestCase):
    """Transactions and trials, compared by their packages."""

    def is_as_tried(self, done, planned):
        constants = {name: getattr(dnf.transaction, 'PKG_' + name.upper()) for name in transaction.INCOMING + transaction.OUTGOING}
        items = [Item(constants[action], Package(nevra + '.noarch')) for action, nevra in done]
        rest = trial.Rest(None, True, [], [(action, Package(nevra + '.noarch')) for action, nevra in planned], {}, None)
        return hold.is_as_tried(types.SimpleNamespace(transaction=items), rest)

    def test_the_same_packages_are_the_same(self):
        both = [('upgrade', 'a-2-1'), ('install', 'b-1-1'), ('upgraded', 'a-1-1'), ('remove', 'c-1-1')]
        self.assertTrue(self.is_as_tried(both, both[::-1]))
        self.assertTrue(self.is_as_tried([], []))

    def test_one_more_or_less_is_not_the_same(self):
        both = [('upgrade', 'a-2-1'), ('install', 'b-1-1'), ('upgraded', 'a-1-1'), ('remove', 'c-1-1')]
        for number in range(len(both)):
            less = both[:number] + both[number + 1:]
            self.assertFalse(self.is_as_tried(both, less))
            self.assertFalse(self.is_as_tried(less, both))

    def test_what_goes_is_not_what_comes(self):
        self.assertFalse(self.is_as_tried([('install', 'a-1-1')], [('remove', 'a-1-1')]))

    def test_another_one_is_not_the_same(self):
        for action in ('install', 'remove'):
            self.assertFalse(self.is_as_tried([(action, 'a-1-1')], [(action, 'b-1-1')]))

    def test_it_does_not_matter_what_dnf_calls_it(self):
        self.assertTrue(self.is_as_tried([('obsoleted', 'a-1-1'), ('install', 'b-1-1')],
                                         [('remove', 'a-1-1'), ('upgrade', 'b-1-1')]))
        # A package that is reinstalled comes and goes.
        self.assertTrue(self.is_as_tried([('reinstall', 'a-1-1'), ('obsoleted', 'a-1-1')], [('reinstall', 'a-1-1')]))


class Another(object):
    """Another plugin, which does something once dnf has resolved."""

    def __init__(self, act=lambda: None):
        self.act, self.calls = act, 0

    def resolved(self):
        self.calls += 1
        self.act()


class PluginTest(HostCase):
    """The hooks, with a program that holds kernel 348 back as soon as dnf has tried that."""

    def setUp(self):
        super().setUp()
        self.plugin = kernelpin.KernelPin(self.base, None)
        self.another = Another()
        self.base._plugins.plugins[:] = [self.another, self.plugin]
        self.requests, self.options, self.verdicts, self.leave_out = [], {}, {}, list(KERNEL_348)
        self.said = []
        for patch in (mock.patch.object(kernelpin, 'read_pins', return_value=PINS),
                      mock.patch.object(judgement, 'running', self.running),
                      mock.patch.object(kernelpin, 'say', lambda base, text: self.said.append(text)),
                      mock.patch.object(kernelpin.KernelPin, 'read_config', lambda plugin, conf: self.parser())):
            patch.start()
            self.addCleanup(patch.stop)

    def parser(self):
        """The configuration."""
        parser = mock.Mock()
        parser.has_section.return_value = True
        parser.options.side_effect = lambda section: list(self.options)
        parser.get.side_effect = lambda section, option: self.options[option]
        return parser

    @contextlib.contextmanager
    def running(self, chosen, root):
        """A conversation with no program behind it."""
        streams, request = types.SimpleNamespace(status=None, err=b''), {}

        def exchange(document, deadline):
            request.update(json.loads(document))
            streams.status, answer = self.answer(dict(request))
            return answer

        streams.exchange = exchange
        yield program.Conversation(chosen, streams)

    def answer(self, request):
        """What the program would say, or what the test wants for this number of request, and how it ends."""
        self.requests.append(request)
        verdict = {'schema': 2, 'request': request['id'], 'verdict': 'allow', 'message': ''}
        incoming = [item['package']['name'] for item in request['transaction'] if item['package']['release'] == '348']
        if 'kernel-core' in incoming:
            verdict.update({'verdict': 'refuse', 'message': 'no'})
            if request['can_hold']:
                verdict.update({'verdict': 'ask', 'leave_out': self.leave_out, 'message': ''})
            if request['rest']:
                del verdict['leave_out']
                verdict.update({'verdict': 'hold', 'message': HELD})
        verdict.update(self.verdicts.get(len(self.requests), {}))
        return verdict.pop('status', STATUS.get(verdict['verdict'])), json.dumps(verdict).encode('ascii')

    def refusal(self, call=None):
        """The text of the error, once nothing is held back and the first solution is dnf's transaction again."""
        with self.assertRaises(dnf.exceptions.Error) as raised:
            (call or self.base.resolve)(True)
        self.assertIn('kernel-core-4.18.0-348', self.incoming())
        self.assertIn(('Install', 'kernel-core-4.18.0-348.noarch'), recorded(self.base))
        self.assertEqual([], self.said)
        self.assertFalse(self.plugin.is_holding)
        return str(raised.exception)

    def failing(self, error):
        """Has the second solution fail."""
        return mock.patch.object(kernelpin, 'do_without', side_effect=error)


class HoldingTest(PluginTest):
    """What is held back, and what is left."""

    def test_the_rest_goes_ahead(self):
        self.base.upgrade_all()
        self.assertIs(True, self.base.resolve(allow_erasing=True))
        self.assertNotIn('kernel-core-4.18.0-348', self.incoming())
        self.assertIn('bash-5-2', self.incoming())
        self.assertEqual([HELD], self.said)
        self.assertEqual([None, 1], [request['rest'] and request['rest']['round'] for request in self.requests])

    def test_nothing_is_held_back_if_all_may_come_after_all(self):
        self.verdicts[2] = {'verdict': 'allow', 'message': ''}
        self.base.upgrade_all()
        self.assertIs(True, self.base.resolve(allow_erasing=True))
        self.assertIn('kernel-core-4.18.0-348', self.incoming())
        self.assertEqual(([], 2), (self.said, len(self.requests)))

    def test_it_is_not_judged_again_before_it_runs(self):
        self.base.upgrade_all()
        self.base.resolve(allow_erasing=True)
        self.plugin.pre_transaction()
        self.assertEqual(2, len(self.requests))
        self.assertEqual([HELD], self.said)

    def test_it_tells_whether_anything_is_left_to_do(self):
        self.base.upgrade('kernel')
        self.assertIs(False, self.base.resolve())
        self.assertEqual([], self.incoming())
        self.assertEqual([HELD], self.said)
        self.plugin.pre_transaction()

    def test_without_anything_to_do_it_is_as_dnf_says(self):
        self.assertIs(False, self.base.resolve())
        self.base.upgrade('bash')
        self.assertIs(True, self.base.resolve())
        self.assertEqual([], self.requests)
        self.plugin.resolve = lambda erasing: False
        self.assertIs(False, self.base.resolve())

    def test_words_that_are_not_met_are_told(self):
        self.base.upgrade('kernel-core-4.18.0-348')
        self.base.upgrade('bash')
        self.base.resolve()
        self.assertEqual(['kernel-core-4.18.0-348'], self.requests[1]['rest']['unmet'])

    def test_a_second_command_is_judged_for_itself(self):
        for _ in range(2):
            self.base.reset(goal=True)
            self.base.upgrade('kernel')
            self.assertIs(False, self.base.resolve())
        self.assertEqual([HELD, HELD], self.said)
        self.base.reset(goal=True)
        self.base.upgrade('bash')
        self.assertIs(True, self.base.resolve())
        self.assertEqual(['bash-5-2'], self.incoming())

    def test_what_is_visible_and_best_are_as_before(self):
        before = self.visible()
        self.base.upgrade_all()
        self.base.resolve(allow_erasing=True)
        self.assertEqual((before, True), (self.visible(), self.base.conf.best))

    def test_it_comes_before_other_plugins(self):
        first, second = Another(), Another()
        self.base._plugins.plugins[:] = [first, self.plugin, second]
        self.base.resolve()
        self.assertEqual([self.plugin, first, second], self.base._plugins.plugins)

    def test_other_plugins_find_what_is_left(self):
        found = []
        self.another.act = lambda: found.append(self.incoming())
        self.base.upgrade_all()
        self.base.resolve(allow_erasing=True)
        self.assertEqual([self.incoming()] * 2, found)

    def test_a_dnf_that_hides_its_plugins_will_do(self):
        self.base.upgrade('kernel')
        plugins = self.base._plugins
        self.base._plugins = types.SimpleNamespace(run_resolved=plugins.run_resolved)
        try:
            self.assertIs(False, self.base.resolve())
        finally:
            self.base._plugins = plugins

    def test_it_is_said_but_once_and_not_as_a_warning_as_well(self):
        self.base.upgrade('kernel-core')
        with mock.patch.object(kernelpin.logger, 'warning') as warning:
            self.base.resolve()
        warning.assert_not_called()

    def test_in_a_hook_of_another_plugin_dnf_is_not_asked_again(self):
        # As kpatch-dnf does: it solves once more in its own hook.
        def solve_again():
            if self.another.calls == 1:
                self.base.resolve(True)

        self.another.act = solve_again
        self.base.upgrade_all()
        self.base.resolve(True)
        self.assertEqual(2, len(self.requests))
        self.assertNotIn('kernel-core-4.18.0-348', self.incoming())
        self.assertFalse(self.plugin.is_holding)


class AnotherPluginTest(PluginTest):
    """Other plugins, which add to the rest or stop it."""

    def test_what_another_plugin_adds_is_judged(self):
        def add():
            if self.plugin.is_holding and self.another.calls == 1:
                self.base.install('needs-kernel' if kernel else 'fresh')
                self.base.resolve(True)

        self.another.act = add
        kernel = False
        self.base.upgrade_all()
        self.assertIs(True, self.base.resolve(True))
        self.assertIn('fresh-1-1', self.incoming())
        self.assertEqual(3, len(self.requests))
        self.assertEqual((False, None), (self.requests[2]['can_hold'], self.requests[2]['rest']))
        self.assertIn('fresh', [item['package']['name'] for item in self.requests[2]['transaction']])
        self.assertEqual([HELD], self.said)
        self.plugin.pre_transaction()
        self.assertEqual(3, len(self.requests))

    def test_what_another_plugin_adds_may_be_refused(self):
        self.another.act = lambda: self.base.transaction.add_install(
            self.base.sack.query(flags=hawkey.IGNORE_EXCLUDES).filter(name='kernel-core', release='348')[0])
        self.base.upgrade_all()
        self.assertEqual('no', self.refusal())
        self.assertEqual(3, len(self.requests))
        self.assertFalse(self.requests[2]['can_hold'])
        with self.assertRaisesRegex(dnf.exceptions.Error, r'\Ano\Z'):
            self.plugin.pre_transaction()

    def test_the_error_of_another_plugin_is_raised_in_its_words(self):
        error = dnf.exceptions.Error('no transactions today')

        def fail():
            raise error

        self.another.act = fail
        self.base.upgrade_all()
        with self.assertRaises(dnf.exceptions.Error) as raised:
            self.base.resolve(True)
        self.assertEqual('no transactions today', str(raised.exception))
        self.assertIn('kernel-core-4.18.0-348', self.incoming())
        self.assertEqual([], self.said)
        self.another.act = lambda: None
        with self.assertRaisesRegex(dnf.exceptions.Error, r'\Ano\Z'):
            self.plugin.pre_transaction()

    def test_dnfs_own_error_is_raised_in_its_words_whatever_a_failure_does(self):
        self.options['on_failure'] = 'warn'
        self.base.upgrade_all()
        for error in (dnf.exceptions.DepsolveError('no solution'), dnf.exceptions.Error('no transactions today')):
            with self.failing(error), self.assertRaises(dnf.exceptions.Error) as raised:
                self.base.resolve(True)
            self.assertEqual(str(error), str(raised.exception))

    def test_an_earlier_error_of_dnf_is_none_of_the_next_judgement(self):
        self.base.upgrade_all()
        with self.failing(dnf.exceptions.Error('one')), self.assertRaises(dnf.exceptions.Error):
            self.base.resolve(True)
        with mock.patch.object(kernelpin, 'read_pins', side_effect=dnf.exceptions.Error('two')):
            self.assertIn('kernelpin: cannot judge this transaction\n', self.refusal())


class FailureTest(PluginTest):
    """Whatever fails in holding lets no kernel in."""

    def test_anything_else_that_fails_is_a_refusal(self):
        self.base.upgrade_all()
        for error, reason in ((RuntimeError('a'), 'RuntimeError: a'), (kernelpin.Failure('b'), 'b'),
                              (AttributeError('c'), 'AttributeError: c')):
            with self.failing(error):
                self.assertEqual(
                    'kernelpin: cannot judge this transaction\n  it touches drbd-modules, kernel and 5 more\n  {}\n'
                    '  Nothing was changed. Repair this; other transactions go through.'.format(reason), self.refusal())

    def test_it_is_a_refusal_even_if_failures_only_warn(self):
        self.options['on_failure'] = 'warn'
        self.base.upgrade_all()
        for error in (RuntimeError('a'), kernelpin.Failure('b')):
            with self.failing(error):
                self.assertIn('\n  Nothing was changed.', self.refusal())

    def test_it_is_a_refusal_even_if_dnf_is_left_without_a_transaction(self):
        self.base.upgrade_all()
        with mock.patch.object(kernelpin, 'is_as_tried', side_effect=lambda *_: self.lose()):
            with self.assertRaisesRegex(dnf.exceptions.Error, '\n  it touches drbd-modules, kernel and 5 more\n'):
                self.base.resolve(True)

    def lose(self):
        self.base._transaction = None
        raise RuntimeError

    def test_a_dnf_that_cannot_be_told_of_groups_refuses(self):
        self.base.upgrade_all()
        self.base.history._group = types.SimpleNamespace(_installed={'tools': 'a group'}, _removed={}, _upgraded={})
        self.assertIn('\n  this version of dnf cannot hold anything back beside groups\n', self.refusal())

    def test_an_empty_transaction_that_was_not_tried_is_a_refusal(self):
        self.base.upgrade_all()

        def nothing(*_):
            self.base._goal = dnf.goal.Goal(self.base.sack)
            hold.forget(self.base)

        with mock.patch.object(kernelpin, 'do_without', nothing):
            with self.assertRaisesRegex(dnf.exceptions.Error, '\n  dnf does not do what it has tried\n'):
                self.base.resolve(True)
        self.assertEqual([], self.said)

    def test_what_failed_is_judged_again_before_it_runs(self):
        self.base.upgrade_all()
        with self.failing(RuntimeError('a')):
            self.refusal()
        self.assertEqual('no', self.refusal(lambda erasing: self.plugin.pre_transaction()))
        self.assertFalse(self.requests[-1]['can_hold'])

    def test_it_is_too_late_to_hold_anything_once_the_transaction_runs(self):
        self.base.upgrade_all()
        with mock.patch.object(kernelpin.KernelPin, 'resolved', lambda plugin: None):
            self.base.resolve(True)
        self.assertEqual('no', self.refusal(lambda erasing: self.plugin.pre_transaction()))
        self.verdicts[2] = {'verdict': 'hold', 'message': HELD}
        self.assertIn(' gave no valid verdict: it answers something else\n',
                      self.refusal(lambda erasing: self.plugin.pre_transaction()))

    def test_a_program_that_holds_but_does_not_say_so_is_a_refusal(self):
        for wrong in ({'message': ''}, {'status': 0}, {'status': 3}, {'leave_out': ['*']}):
            self.requests.clear()
            self.verdicts[2] = wrong
            self.base.reset(goal=True)
            self.base.upgrade_all()
            self.assertIn(' gave no valid verdict: it answers something else\n', self.refusal())

    def test_a_program_that_holds_what_was_not_tried_is_a_refusal(self):
        self.verdicts[1] = {'verdict': 'hold', 'message': HELD}
        self.leave_out = None
        self.base.upgrade_all()
        self.assertIn(' gave no valid verdict: ', self.refusal())

    def test_a_program_that_holds_what_has_no_solution_is_a_refusal(self):
        self.base.install('needs-drivers')
        self.assertIn(' gave no valid verdict: it answers something else\n', self.refusal())
        self.assertIn('dnf finds no solution', self.requests[1]['rest']['problem'])

    def test_a_program_that_holds_what_cannot_be_tried_is_a_refusal(self):
        self.base.upgrade_all()
        with mock.patch.object(judgement, 'solved_without', side_effect=RuntimeError('x')):
            self.assertIn(' gave no valid verdict: it answers something else\n', self.refusal())
        rest = self.requests[1]['rest']
        self.assertEqual(('it cannot be tried: RuntimeError: x', True, 1), (rest['problem'], rest['best'], rest['round']))


class RoundsTest(PluginTest):
    """What is left out may become more, but not without end."""

    def asks(self, *patterns):
        """Has the program ask again and again, and returns the rounds of its questions."""
        for number, each in enumerate(patterns, 1):
            self.verdicts[number] = {'verdict': 'ask', 'leave_out': list(each), 'message': ''}
        self.base.upgrade_all()
        with contextlib.suppress(dnf.exceptions.Error):
            self.base.resolve(True)
        return [(request['rest']['round'], request['rest']['left_out']) if request['rest'] else None for request in self.requests]

    def test_it_is_asked_about_more_and_more(self):
        self.assertEqual([None, (1, KERNEL_348), (2, KERNEL_348 + ['drbd90'])], self.asks(KERNEL_348, KERNEL_348 + ['drbd90']))
        self.assertEqual([HELD], self.said)
        self.assertNotIn('drbd90-9.2-1', self.incoming())
        self.assertNotIn('kernel-core-4.18.0-348', self.incoming())
        self.assertIn('bash-5-2', self.incoming())

    def test_it_ends_after_five_rounds(self):
        more = [KERNEL_348 + ['a'] * number + list('abcdefg'[:number]) for number in range(7)]
        self.assertEqual(1 + trial.ROUNDS_MAX, len(self.asks(*more)))
        self.assertEqual(5, trial.ROUNDS_MAX)
        self.assertIn('kernel-core-4.18.0-348', self.incoming())

    def test_the_fifth_round_may_be_held(self):
        more = [KERNEL_348 + list('abcdefg'[:number]) for number in range(5)]
        self.assertEqual(6, len(self.asks(*more)))
        self.assertEqual([HELD], self.said)

    def test_the_same_patterns_or_others_are_no_more(self):
        for second in (KERNEL_348, KERNEL_348[:1], ['drbd90'], KERNEL_348[:1] + ['drbd90'], KERNEL_348 * 2):
            self.requests.clear()
            self.base.reset(goal=True)
            self.assertEqual(2, len(self.asks(KERNEL_348, second)), second)
            self.assertEqual([], self.said)
            self.assertIn('kernel-core-4.18.0-348', self.incoming())


class CheckTest(unittest.TestCase):
    """Verdicts that hold."""

    def is_valid(self, expected='hold', rest=None, can_hold=True, **changes):
        request = dict(REQUEST, rest=rest, can_hold=can_hold)
        verdict = dict({'schema': 2, 'request': REQUEST['id'], 'verdict': 'hold', 'message': HELD}, **changes)
        try:
            program.check(verdict, request, expected)
        except ValueError:
            return False
        return True

    def test_one_that_holds_what_was_tried_and_says_so_is_valid(self):
        rest = {'problem': '', 'round': 1, 'left_out': KERNEL_348}
        self.assertTrue(self.is_valid(rest=rest))
        self.assertFalse(self.is_valid(rest=None))
        self.assertFalse(self.is_valid(rest=dict(rest, problem='none')))
        self.assertFalse(self.is_valid(rest=rest, can_hold=False))
        self.assertFalse(self.is_valid(rest=rest, message=''))
        self.assertFalse(self.is_valid(rest=rest, message=None))
        self.assertFalse(self.is_valid(rest=rest, leave_out=KERNEL_348 + ['x']))
        for expected in ('allow', 'refuse', 'ask'):
            self.assertFalse(self.is_valid(expected, rest=rest))


if __name__ == '__main__':
    unittest.main()
