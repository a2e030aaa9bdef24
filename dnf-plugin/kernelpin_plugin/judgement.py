# SPDX-License-Identifier: Apache-2.0
"""Decides whether a transaction is worth asking about, and asks."""
import logging

from .failure import Failure
from .program import evaluate
from .record import keep_without_pins
from .relevance import concerns
from .request import Request
from .trial import Rest, solved_without

logger = logging.getLogger('dnf.plugin')


def judge(plugin, changes, options, pins):
    """Returns the refusal of the changes, or None; raises Failure if they cannot be judged."""
    problem = options.problem or pins.problem
    if problem is None and not pins.texts:
        keep_without_pins(options.values['record'], pins.directory)
        return None
    if not any(concerns(pkg, pins.named, action) for action, pkg in changes):
        return None
    if problem is not None:
        raise Failure(problem)
    return ask(options.values, Request(plugin, changes, options.values, pins))


def ask(options, request):
    """Returns the refusal, or None.

    kernelpin may ask for the symbols that some files of modules need, and for what dnf would do without some packages.
    """
    document, files = request.build(), None
    verdict = evaluate(options, document)
    if 'module_files' in verdict:
        files = verdict['module_files']
        document = request.build(files)
        verdict = evaluate(options, document)
    if 'leave_out' in verdict:
        verdict = evaluate(options, with_rest(request, files, verdict['leave_out']))
    if verdict['verdict'] == 'ask':
        raise Failure('{} asks once too often'.format(options['executable']))
    if verdict['verdict'] == 'refuse':
        return verdict['message']
    if verdict['message']:
        logger.warning('%s', verdict['message'])
    return None


def with_rest(request, files, patterns):
    """Returns the request with what dnf would do without some packages, or with the reason why it cannot be tried."""
    try:
        with solved_without(request.base, request.allow_erasing, patterns) as rest:
            return request.build(files, rest)
    except Exception as error:  # pylint: disable=broad-except
        # It is refused in any case, and why it is refused counts more.
        return request.build(files, Rest(
            'it cannot be tried: {}: {}'.format(type(error).__name__, error), True, [], [], {}))
