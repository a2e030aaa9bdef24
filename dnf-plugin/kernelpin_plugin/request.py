# SPDX-License-Identifier: Apache-2.0
"""Collects what the judgement needs of dnf; src/site/markdown/wire-format.md describes the format."""
import os
import re
import sys

import dnf.subject
import hawkey

from .relevance import BOOTS, IMAGES, INSTALLONLY, SYMBOLS, UNAMES, concerns, images, is_uname, name_of
from .memory import days
from .root import below
from .text import content
from .transaction import INCOMING
from .trial import is_solution, replaced_by
from .withheld import cost

SCHEMA = 2
NEVRA_MAX = 262  # characters: a file's name has 255, and a package's ends with .rpm and has no epoch
COMPARED = 5  # The symbols of this many that could be suggested are read: that takes time.


class Request(object):
    """One transaction, and what is installed and available beside it."""

    def __init__(self, plugin, changes, options, pins, can_hold, goal=None):
        self.base, self.cli, self.changes = plugin.base, plugin.cli, changes
        self.options, self.pins = options, pins
        self.incoming = [pkg for action, pkg in changes if action in INCOMING]
        self.concerned = [pkg for action, pkg in changes
                          if action in INCOMING and concerns(pkg, pins.named, action)]
        # What dnf.conf excludes is installed all the same.
        self.everything = self.base.sack.query(flags=hawkey.IGNORE_EXCLUDES).apply()
        self.installed = self.installed_kernels_and_modules()
        # What could be suggested has to be visible: dnf's excludes and version locks apply.
        self.visible = self.base.sack.query().available()
        self.boots = self.visible.filter(provides=BOOTS).apply()
        # A kernel and the builds that load in it may be worth suggesting.
        self.builds = self.visible.filter(empty=True)
        if pins.named:
            self.builds = self.visible.filter(provides=sorted(pins.named)).apply().filter(latest_per_arch=COMPARED).apply()
        # Of a kernel's many thousand symbols only those matter that some module asks for.
        self.needed = {name for pkg in self.installed + self.concerned + list(self.builds)
                       for name in needs(map(str, pkg.requires))}
        solved = self.base._goal if goal is None else goal
        self.replaced = replaced_by(solved, changes)
        self.places = {self.key(action, pkg, self.replaced): place for place, (action, pkg) in enumerate(changes)}
        self.allow_erasing = plugin.allow_erasing
        self.words = plugin.words
        self.can_hold, self.can_solve_again = can_hold, is_solution(solved, changes)
        self.told, self.packages = None, {}

    def installed_kernels_and_modules(self):
        """Returns the installed packages that rules may look at."""
        installed = self.everything.installed()
        providing = installed.filter(provides__glob=UNAMES)
        if self.pins.named:
            providing = providing.union(installed.filter(provides=sorted(self.pins.named)))
        # Some kernels do not say which they are.
        providing = providing.union(installed.filter(provides__glob=INSTALLONLY + '*'))
        providing = providing.union(installed.filter(file__glob=IMAGES))
        return list(providing.union(installed.filter(name__glob=['kernel', 'kernel[-0-9]*', 'kmod-*'])))

    def available_kernels(self):
        """Returns the visible kernels, their modules, builds of pinned modules, and what is called like incoming packages."""
        modules = self.visible.filter(name__glob='kernel*-modules*')
        names = [pkg.name for pkg in self.concerned]
        return self.boots.union(modules).union(self.visible.filter(name=names)).union(self.builds).apply()

    def build(self, files=None, rest=None, asked=()):
        """Returns the request.

        With files of modules, it has the symbols that they need as well; with a solution that leaves something out,
        that too, with the number of the question and the patterns that it answers.
        """
        for file in files or ():
            self.needed.update(needs(file['requires']))
        solution = rest and self.solution(rest, *asked)
        told = (len(self.needed), len(self.concerned))
        if self.told != told:
            self.told, self.packages = told, self.described_packages()
        root = self.base.conf.installroot
        return dict({
            'schema': SCHEMA, 'module_files': files, 'id': os.urandom(8).hex(), 'pins': self.pins.directory,
            'root': root, 'command': self.command(), 'action': self.options['action'],
            'allow': re.findall(r'[^\s,]+', self.options['allow']),
            'grubenv': content(below(root, '/boot/grub2/grubenv'))[0],
            'sysconfig_kernel': content(below(root, '/etc/sysconfig/kernel'))[0],
            'running_kernel': running_kernel(root), 'kept_out_since': days(root, self.incoming),
            'can_solve_again': self.can_solve_again, 'can_hold': self.can_hold, 'rest': solution,
            'dependencies': self.dependencies(),
            'installonly_limit': max(int(self.base.conf.installonly_limit), 0)}, **self.packages)

    def described_packages(self):
        """Returns the packages of the request, with the symbols that are needed by now."""
        kernels = self.available_kernels()
        newest = kernels.filter(latest_per_arch=COMPARED).union(self.builds)
        return {
            'transaction': [self.item(action, pkg, self.replaced.get(str(pkg), ())) for action, pkg in self.changes],
            'installed': [self.package(pkg, True) for pkg in self.installed],
            # What comes in has been described.
            'available': [self.package(pkg, pkg in newest and pkg not in self.concerned) for pkg in kernels]}

    def solution(self, rest, number, patterns):
        """Returns what dnf would do, of which it has the solution right now."""
        if any(len(str(pkg)) > NEVRA_MAX for _, pkg in rest.changes):
            # The program takes a request with such a name for nonsense.
            rest = rest._replace(problem='dnf would take a package that is called as none can be', changes=[])
        for action, pkg in rest.changes:
            if action in INCOMING and pkg not in self.concerned and concerns(pkg, self.pins.named, action):
                self.concerned.append(pkg)
                self.needed.update(needs(map(str, pkg.requires)))
        after = [pkg for action, pkg in rest.changes if action in INCOMING]
        if rest.problem:
            # Which words make it impossible.
            after = [pkg for pkg in self.incoming if rest.hidden is None or pkg not in rest.hidden]
        return {'round': number, 'left_out': patterns, 'problem': rest.problem or '', 'best': rest.best,
                'besides': rest.besides, 'unmet': self.words.unmet(self.incoming, after),
                'withheld': cost(self.base.sack, self.incoming, after), **self.compared(rest)}

    def compared(self, rest):
        """Returns the items of a solution: the places of those that stay in the transaction, and the others."""
        same, other = [], []
        for action, pkg in rest.changes:
            place = self.places.get(self.key(action, pkg, rest.replaced))
            if place is None:
                other.append(self.item(action, pkg, rest.replaced.get(str(pkg), ())))
            else:
                same.append(place)
        return {'same': sorted(same), 'transaction': other}

    @staticmethod
    def key(action, pkg, replaced):
        """Returns what makes two changes the same."""
        return action, str(pkg), tuple(map(str, replaced.get(str(pkg), ())))

    def command(self):
        """Returns the command line; the program alone under Ansible, dnf-automatic and other users of the API."""
        if getattr(self.cli, 'command', None) is None:
            return {'front_end': front_end()}
        arguments = sys.argv[1:]
        options, rest = self.cli.optparser.parse_known_args(arguments)
        specs = [word for word in rest if word and not word.startswith('-')]
        return {'front_end': 'dnf', 'arguments': arguments, 'verb': options.command or '', 'name': self.cli.command.aliases[0],
                'specs': [{'text': spec, 'incoming': self.meant(spec)} for spec in specs]}

    def meant(self, spec):
        """Returns the incoming packages that an argument stands for."""
        query = dnf.subject.Subject(spec).get_best_query(self.base.sack)
        return sorted(map(str, query.filter(pkg=self.incoming)))

    def item(self, action, pkg, replaced):
        """Returns a change, with the packages that an incoming one replaces."""
        change = {'action': action, 'package': self.package(pkg, pkg in self.concerned)}
        if replaced:
            change['replaces'] = list(map(str, replaced))
        return change

    def package(self, pkg, whole):
        """Returns a package, but for what is empty; the whole of it with the capabilities that rules may look at."""
        described = {'name': pkg.name, 'version': pkg.version, 'release': pkg.release, 'arch': pkg.arch}
        if pkg.epoch:
            described['epoch'] = pkg.epoch
        if not pkg.installed:
            described['repo'] = pkg.reponame
        provides, requires = [], []
        if whole:
            provides = [text for text in map(str, pkg.provides) if self.may_matter(text)]
            requires = [text for text in map(str, pkg.requires) if text.startswith(SYMBOLS + ('kernel',))]
        elif pkg in self.boots:
            provides = BOOTS[:1]
        described.update({field: texts for field, texts in (('provides', provides), ('requires', requires)) if texts})
        if whole and not any(is_uname(name_of(text)) for text in provides) and images(pkg):
            described['files'] = images(pkg)
        return described

    def may_matter(self, provided):
        """Tells whether a provided capability is no file, and no symbol that nobody needs."""
        return name_of(provided) in self.needed or not provided.startswith(SYMBOLS + ('/',))

    def dependencies(self):
        """Returns which incoming packages need a concerned one, and what else would do."""
        concerned = {str(pkg) for pkg in self.concerned}
        if not concerned:
            return []
        leaving = self.everything.filter(pkg=[pkg for action, pkg in self.changes if action not in INCOMING])
        incoming = self.everything.filter(pkg=self.incoming)
        after = self.everything.installed().difference(leaving).union(incoming).apply()
        needs = set()
        for pkg in incoming.filter(requires=self.concerned):
            for requirement in pkg.requires:
                providers = tuple(sorted(map(str, after.filter(provides=requirement))))
                if str(pkg) not in providers and concerned.intersection(providers):
                    needs.add((str(pkg), providers))
        return [{'package': pkg, 'any_of': providers} for pkg, providers in sorted(needs)]


def needs(requires):
    """Returns the symbols among requirements; what a module has to provide, the kernel's own may provide instead."""
    names = {name_of(text) for text in requires if text.startswith(SYMBOLS)}
    return names.union(name.replace('ksym(', 'kernel(', 1) for name in names if name.startswith('ksym('))


def front_end():
    """Returns the program that uses dnf's API."""
    for module, name in (('dnf.automatic.main', 'dnf-automatic'), ('ansible.module_utils.basic', 'ansible')):
        if module in sys.modules:
            return name
    return 'program'


def running_kernel(root):
    """Returns what the host itself runs; nothing of it runs in another root."""
    if root == '/':
        return os.uname()[2]
    return ''
