# SPDX-License-Identifier: Apache-2.0
"""Has the program start while dnf still builds a transaction that brings a kernel: both take a while."""
import contextlib

from .options import read_options
from .pins import read_pins
from .program import running
from .relevance import concerns
from .trial import incoming_of


class Early(object):
    """A program that has been started before anybody knows whether it will be asked anything."""

    def __init__(self, plugin):
        self.plugin, self.base = plugin, plugin.base
        self.started = self.chosen = self.build = None

    @contextlib.contextmanager
    def watching(self):
        """Starts it in this context once dnf has found a solution with a kernel, and leaves nothing of it behind."""
        build = getattr(self.base, '_goal2transaction', None)
        if build is None or self.build is not None:  # Another plugin may have dnf resolve in its hook.
            yield
            return
        others = vars(self.base).get('_goal2transaction')  # of another plugin, as this one's
        self.build = build
        self.base._goal2transaction = self.start_and_build
        try:
            yield
        finally:
            self.build = None
            del self.base._goal2transaction
            if others is not None:
                self.base._goal2transaction = others
            self.forget()

    def start_and_build(self, goal):
        """Does what dnf does, beside the start of the program."""
        with contextlib.suppress(Exception):
            kernels = [change for change in incoming_of(goal) if change[1].name.startswith('kernel-')]
            if kernels and not self.plugin.is_holding:
                self.start(kernels)
        return self.build(goal)

    def start(self, changes):
        """Starts it, if there are pins, and it will be asked about some of these changes."""
        self.forget()
        options = read_options(self.plugin)
        pins = read_pins(self.base.conf, options.values['pins'])
        if options.problem is None and pins.texts and any(concerns(pkg, pins.named, action) for action, pkg in changes):
            started = contextlib.ExitStack()
            program = started.enter_context(running(options.values, self.base.conf.installroot))
            self.started, self.chosen = started, (options.values, program)

    def forget(self):
        """Ends it, if it runs."""
        started, self.started = self.started, None
        if started is not None:
            started.close()

    def taken(self, chosen):
        """Returns the context of the Conversation with it, for one transaction; None if it has not been started so."""
        if self.started is None or self.chosen[0] != chosen:
            return None
        return self.conversation()

    @contextlib.contextmanager
    def conversation(self):
        """Yields the Conversation, and ends it."""
        try:
            yield self.chosen[1]
        finally:
            self.forget()
