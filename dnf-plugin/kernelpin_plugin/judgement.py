# SPDX-License-Identifier: Apache-2.0
"""Decides whether a transaction is worth asking about, and asks."""
import logging

from .failure import Failure
from .program import evaluate
from .record import keep_without_pins
from .relevance import concerns
from .request import Request

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
    """Returns the refusal, or None; kernelpin may ask for the symbols that some files of modules need."""
    verdict = evaluate(options, request.build())
    if verdict['verdict'] == 'ask':
        verdict = evaluate(options, request.build(verdict['module_files']), 'ask')
    if verdict['verdict'] == 'refuse':
        return verdict['message']
    if verdict['message']:
        logger.warning('%s', verdict['message'])
    return None
