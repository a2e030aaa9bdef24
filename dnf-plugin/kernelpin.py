# SPDX-License-Identifier: Apache-2.0
"""dnf plugin: has kernelpin judge every transaction that touches kernels or modules.

These are the hooks that dnf calls; the parts that do the work are in kernelpin_plugin. dnf stops only for
dnf.exceptions.Error and swallows every other exception, so whatever fails here ends as such an error, even
if the parts are missing or damaged.
"""
import contextlib
import logging
import re

import dnf
import libdnf.conf

# dnf loads every *.py beside this file as a plugin, but no directory. A directory called kernelpin would
# hide this file: Python prefers a package to a module of the same name.
try:
    from .kernelpin_plugin.early import Early
    from .kernelpin_plugin.failure import Failure
    from .kernelpin_plugin.guards import Unguarded, changes_besides
    from .kernelpin_plugin.hold import do_without, forget, is_as_tried
    from .kernelpin_plugin.judgement import judge
    from .kernelpin_plugin.loud import say
    from .kernelpin_plugin.named import Named
    from .kernelpin_plugin.options import read_options
    from .kernelpin_plugin.pins import read_pins
    from .kernelpin_plugin.record import keep_asked
    from .kernelpin_plugin.relevance import names_that_matter
    from .kernelpin_plugin.transaction import changes_of, fingerprint
    DAMAGE = None
except Exception as problem:  # pylint: disable=broad-except
    Failure = ImportError
    DAMAGE = 'the plugin is damaged, reinstall it: {}: {}'.format(type(problem).__name__, problem)

logger = logging.getLogger('dnf.plugin')


class KernelPin(dnf.Plugin):
    """The hooks that dnf calls."""

    name = 'kernelpin'
    broken = judged = words = unguarded = early = resolve = None
    allow_erasing = is_holding = False
    dnfs_error = None  # its own, or that of another plugin, while it does the rest of a transaction

    def __init__(self, base, cli):
        """Hears from now on what dnf is asked for, and whether it may erase what is in the way: its hook tells neither."""
        super().__init__(base, cli)
        if DAMAGE is None and hasattr(base, 'resolve'):
            self.words, self.unguarded, self.early = Named(base), Unguarded(), Early(self)
            self.resolve, base.resolve = base.resolve, self.resolve_and_hold

    def resolve_and_hold(self, allow_erasing=False):
        """Resolves, and tells whether there is anything to do: that may be less than dnf knows of."""
        self.allow_erasing = allow_erasing
        with contextlib.suppress(Exception):
            self.unguarded.keep(self.base)
        with contextlib.suppress(AttributeError):
            # Other plugins add to what they find: they should find what is left.
            self.base._plugins.plugins.sort(key=lambda plugin: plugin is not self)
        try:
            with self.early.watching():
                found = self.resolve(allow_erasing)
        except dnf.exceptions.DepsolveError:
            found = self.does_what_guards_allow()
            if not found:
                raise
        finally:
            with contextlib.suppress(Exception):
                self.unguarded.seal(self.base)
        return bool(found) and len(self.base.transaction or ()) > 0

    def does_what_guards_allow(self):
        """Tells whether what guards keep out is held back, and dnf does the rest; otherwise its error stands."""
        with contextlib.suppress(Exception):
            goal = self.unguarded.solution(self.base, self.allow_erasing)
            if goal is not None:
                options = read_options(self)
                pins = read_pins(self.base.conf, options.values['pins'])
                judgement = judge(self, changes_besides(goal), options, pins, True, goal)
                if judgement.rest is not None:
                    keep_asked(options.values['record'])
                    changes, refusal = self.hold(judgement, options, pins)
                    if refusal is None:
                        self.judged = (fingerprint(changes), options, pins)
                        return True
                    forget(self.base)
        return False

    @classmethod
    def read_config(cls, conf):
        """Returns the options, or none if dnf cannot read them: dnf would not even start."""
        try:
            parser = super().read_config(conf)
            if parser.has_option('main', 'enabled'):
                parser.getboolean('main', 'enabled')
            cls.broken = None
            return parser
        except Exception as error:  # pylint: disable=broad-except
            cls.broken = 'kernelpin.conf: {}'.format(error)
            return libdnf.conf.ConfigParser()

    def resolved(self):
        """Judges the transaction that dnf has just solved."""
        if not self.is_holding:
            self.judged = None
            self.judge(True)

    def pre_transaction(self):
        """Judges the transaction unless it has been: it, the pins or the options may have changed since.

        dnf has told rpm of it by now, and would have it run with the next one of a program that goes on.
        """
        try:
            self.judge(False)
        except dnf.exceptions.Error as refusal:
            try:
                del self.base._ts
            finally:
                raise refusal

    def judge(self, can_hold):
        """Raises dnf's error if the transaction is refused; has dnf do the rest of it if something is held back."""
        current, refusal, on_failure, named, refused = None, None, None, (), ()
        try:
            if DAMAGE is not None:
                raise Failure(DAMAGE)
            options = read_options(self)
            keep_asked(options.values['record'])
            on_failure = options.values['on_failure']
            changes = changes_of(self.base)
            if changes:
                pins = read_pins(self.base.conf, options.values['pins'])
                named = pins.named
                current = (fingerprint(changes), options, pins)
                if self.judged != current:
                    judgement = judge(self, changes, options, pins, can_hold)
                    refusal = judgement.refusal
                    if judgement.rest is not None:
                        # What cannot be held back is refused, whatever else fails.
                        on_failure, refused = None, names_that_matter(changes, named)
                        changes, refusal = self.hold(judgement, options, pins)
                        current = (fingerprint(changes), options, pins)
                    elif judgement.message:
                        logger.warning('%s', judgement.message)
        except Exception as failure:  # pylint: disable=broad-except
            try:
                if failure is self.dnfs_error:
                    refusal = str(failure)
                else:
                    refusal = refusal_after(failure, refused or names_touched(self.base, named), on_failure)
            except Exception:  # pylint: disable=broad-except
                refusal = 'kernelpin: cannot judge this transaction, nor say why'
        if refusal is not None:
            # Ansible's module, up to 2.14 at least, takes these words in an error for success.
            raise dnf.exceptions.Error(refusal.replace('already installed', 'already  installed'))
        self.judged = current

    def hold(self, judgement, options, pins):
        """Has dnf do the rest, and returns its changes, and why they are refused, or None."""
        self.is_holding = True
        try:
            do_without(self.base, self.resolve, self.allow_erasing, judgement.rest)
        except dnf.exceptions.Error as error:
            self.dnfs_error = error
            raise
        finally:
            self.is_holding = False
        changes = changes_of(self.base)
        if not is_as_tried(self.base, judgement.rest):
            if not changes:
                raise Failure('dnf does not do what it has tried')
            # Another plugin has added to it.
            refusal = judge(self, changes, options, pins, False).refusal
            if refusal is not None:
                return changes, refusal
        say(self.base, judgement.message)
        return changes, None


def refusal_after(failure, names, on_failure):
    """Returns the refusal of a transaction that touches kernels or modules, or None for any other."""
    reason = reason_of(failure)
    if not names:
        logger.warning('kernelpin: does not work: %s', reason)
        return None
    touched = ', '.join(name[:60] for name in names[:2])
    if len(names) > 2:
        touched += ' and {} more'.format(len(names) - 2)
    text = 'kernelpin: cannot judge this transaction\n  it touches {}\n  {}'.format(touched, reason)
    text = re.sub(r'[^\n -~]', '?', text)  # It goes to a terminal.
    if on_failure != 'warn':
        return text + '\n  Nothing was changed. Repair this; other transactions go through.'
    logger.warning('%s\n  It goes ahead, because on_failure is warn.', text)
    return None


def reason_of(failure):
    """Returns what an operator has to know of a failure."""
    if isinstance(failure, Failure):
        return str(failure)
    return '{}: {}'.format(type(failure).__name__, failure)


def names_touched(base, named):
    """Returns the names of the kernels and modules in the transaction, as far as they can still be told."""
    names = ['packages that dnf does not name']
    with contextlib.suppress(Exception):
        # Every release of dnf has told the names alone.
        names = sorted({item.name for item in base.transaction or ()
                        if item.name.split('-')[0] in ('kernel', 'kmod') or item.name in named})
    with contextlib.suppress(Exception):
        names = names_that_matter(changes_of(base), named)
    return names
