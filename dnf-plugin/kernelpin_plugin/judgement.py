# SPDX-License-Identifier: Apache-2.0
"""Decides whether a transaction is worth asking about, and asks."""
import collections

from .failure import Failure
from .memory import remember
from .program import running
from .record import keep_without_pins
from .relevance import concerns
from .request import Request
from .trial import Rest, solved_without

# Why the changes are refused, or None; what is said of those that go ahead, and which of them do, or None for all.
Judgement = collections.namedtuple('Judgement', 'refusal message rest')
FINE = Judgement(None, '', None)


def judge(plugin, changes, options, pins, can_hold, goal=None):
    """Returns the Judgement on the changes, of which a goal has the solution; raises Failure if they cannot be judged."""
    problem = options.problem or pins.problem
    if problem is None and not pins.texts:
        keep_without_pins(options.values['record'], pins.directory)
        return FINE
    if not any(concerns(pkg, pins.named, action) for action, pkg in changes):
        return FINE
    if problem is not None:
        raise Failure(problem)
    with conversation(plugin, options.values) as program:
        return ask(program, Request(plugin, changes, options.values, pins, can_hold, goal))


def conversation(plugin, chosen):
    """Returns the context of a Conversation with the program, which may have been started already."""
    started = None if plugin.early is None else plugin.early.taken(chosen)
    return running(chosen, plugin.base.conf.installroot) if started is None else started


def ask(program, request):
    """Returns the Judgement on a request.

    kernelpin may ask for the symbols that some files of modules need, and for what dnf would do without some packages.
    """
    document, files, rest = request.build(), None, None
    verdict = program.evaluate(document)
    if 'module_files' in verdict:
        files = verdict['module_files']
        document = request.build(files)
        verdict = program.evaluate(document)
    while 'leave_out' in verdict:
        document, rest = with_rest(request, files, document, verdict['leave_out'])
        verdict = program.evaluate(document)
    if verdict['verdict'] == 'ask':
        raise Failure('{} asks once too often'.format(program.name))
    remember(request.base, request.cli, verdict)
    if verdict['verdict'] == 'refuse':
        return Judgement(verdict['message'], '', None)
    return Judgement(None, verdict['message'], rest if verdict['verdict'] == 'hold' else None)


def with_rest(request, files, document, patterns):
    """Returns the request with what dnf would do without some packages, or with the reason why it cannot be tried."""
    asked = (1 + document['rest']['round'] if document['rest'] else 1, patterns)
    try:
        with solved_without(request.base, request.allow_erasing, patterns, request.incoming) as rest:
            return request.build(files, rest, asked), rest
    except Exception as error:  # pylint: disable=broad-except
        # It is refused in any case, and why it is refused counts more.
        rest = Rest('it cannot be tried: {}: {}'.format(type(error).__name__, error), True, [], [], {}, None)
        return request.build(files, rest, asked), rest
