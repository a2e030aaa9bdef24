# SPDX-License-Identifier: Apache-2.0
"""dnf plugin: has kernelpin judge every transaction that touches kernels or modules.

It collects, runs and raises; the program it runs decides. dnf stops only for dnf.exceptions.Error
and swallows every other exception, so whatever fails in here ends as such an error.
"""
import contextlib
import json
import logging
import os
import re
import signal
import subprocess
import sys

import dnf
import hawkey
import libdnf.conf

logger = logging.getLogger('dnf.plugin')

SCHEMA = 2
VERDICTS = {0: 'allow', 3: 'refuse', 6: 'ask'}  # by exit status
BAD_PINS = 5
INCOMING = ('install', 'upgrade', 'obsolete', 'reinstall', 'downgrade')
OUTGOING = ('remove', 'obsoleted', 'upgraded', 'downgraded')
SYMBOLS = ('kernel(', 'ksym(')
PROVIDED = SYMBOLS + ('installonlypkg(kernel',)
BOOTS = ['kernel-uname-r', 'kernel-uek-uname-r']
FILE_BYTES_MAX = 1 << 20
KERNELS_COMPARED = 5  # Of how many that could be suggested the symbols are read: that takes time.
# These share a kernel's version and are no part of what boots.
INERT = ('kernel-headers', 'kernel-tools', 'kernel-doc', 'kernel-abi-', 'kernel-cross-', 'kernel-rpm-', 'kernel-srpm-')
DEFAULTS = {'executable': '/usr/bin/kernelpin', 'pins': '/etc/kernelpin/pins.d', 'timeout': '30',
            'on_failure': 'refuse', 'allow': ''}
VALID = {'executable': ('/', 'an absolute path'), 'timeout': ('[1-9][0-9]{0,3}$', 'seconds from 1 to 9999'),
         'on_failure': ('(refuse|warn)$', 'refuse or warn')}


class Failure(Exception):
    """kernelpin could not judge the transaction; the text says why."""


class KernelPin(dnf.Plugin):
    """The hooks that dnf calls."""

    name = 'kernelpin'
    broken = judged = None

    @classmethod
    def read_config(cls, conf):
        """The options; or none if dnf cannot read them, because dnf would not even start."""
        try:
            cls.broken, parser = None, super().read_config(conf)
            if written(conf.pluginconfpath) and not parser.has_section('main'):
                raise Failure('it has no section [main]')
            if parser.has_option('main', 'enabled'):
                parser.getboolean('main', 'enabled')
            return parser
        except Exception as error:  # pylint: disable=broad-except
            cls.broken = 'kernelpin.conf: {}'.format(error)
            return libdnf.conf.ConfigParser()

    def resolved(self):
        """Judges the transaction that dnf has just solved."""
        self.judged = None
        self.pre_transaction()

    def pre_transaction(self):
        """Judges what has not been judged: another plugin may have changed the transaction since."""
        refusal, current, touched, named, conf = None, None, None, None, DEFAULTS
        try:
            items = changes(self.base)
            current = sorted((action, str(pkg), pkg.reponame) for action, pkg in items)
            if items and self.judged != current:
                conf = configuration(self)
                pins = os.path.join(self.base.conf.installroot, conf['pins'].lstrip('/'))
                named, problem = pinned_packages(pins, may_be_absent(self.base.conf, conf['pins']))
                problem = self.broken or nonsense(conf) or problem
                if problem and named is None:
                    named = set()  # Who knows where the pins are.
                touched = [pkg for _, pkg in items if concerns(pkg, named)] if named is not None else []
                if touched and problem:
                    raise Failure(problem)
                if touched:
                    refusal = judge(conf, Request(self, items, named), pins)
        except Exception as failure:  # pylint: disable=broad-except
            try:
                refusal = failed(self.base, conf, failure, touched, named)
            except Exception:  # pylint: disable=broad-except
                refusal = 'kernelpin: cannot judge this transaction, nor say why'
        self.judged = current if refusal is None else None
        if refusal is not None:
            # Ansible's module, up to 2.14 at least, takes these words in an error for success.
            raise dnf.exceptions.Error(refusal.replace('already installed', 'already  installed'))


def failed(base, conf, failure, touched, named):
    """The refusal of what touches kernels or modules, or None, as far as that can still be told."""
    names = ['packages that dnf does not name']
    with contextlib.suppress(Exception):
        # Names alone, which dnf has told in every release.
        names = [item.name for item in base.transaction or ()
                 if (item.name + '-').startswith(('kernel-', 'kmod-')) or item.name in (named or ())]
    with contextlib.suppress(Exception):
        names = sorted({pkg.name for pkg in touched or [pkg for _, pkg in changes(base) if concerns(pkg, named or ())]})
    why = ('{1}' if isinstance(failure, Failure) else '{0.__name__}: {1}').format(type(failure), failure)
    if not names:
        return logger.warning('kernelpin: does not work: %s', why)
    # It goes to a terminal.
    text = re.sub(r'[^\n -~]', '?', 'kernelpin: cannot judge this transaction\n  it touches {}{}\n  {}'.format(
        ', '.join(name[:60] for name in names[:2]), ' and {} more'.format(len(names) - 2) if names[2:] else '', why))
    if conf['on_failure'] != 'warn':
        return text + '\n  Nothing was changed. Repair this; other transactions go through.'
    return logger.warning('%s\n  It goes ahead, because on_failure is warn.', text)


def configuration(plugin):
    """The options of [main] as they are written."""
    parser = plugin.read_config(plugin.base.conf)
    options = parser.options('main') if parser.has_section('main') else ()
    written = {option: parser.get('main', option) for option in options if not option.startswith('#')}
    return {option: written.get(option) or DEFAULTS.get(option, '') for option in list(DEFAULTS) + list(written)}


def nonsense(conf):
    """What is wrong with an option, or None."""
    unknown = sorted(set(conf).difference(DEFAULTS, ['enabled']))
    if unknown:
        return 'kernelpin.conf: unknown option {}: expected {}'.format(unknown[0], ', '.join(sorted(DEFAULTS)))
    for option, (pattern, expected) in sorted(VALID.items()):
        if not re.match(pattern, conf[option]):
            return 'kernelpin.conf: {} = {}: expected {}'.format(option, conf[option], expected)
    return None


def written(directories):
    """Where the configuration is, of the directories that may have it."""
    return [path for path in directories if os.path.lexists(os.path.join(path, 'kernelpin.conf'))]


def may_be_absent(conf, pins):
    """Tells whether such a directory is no mistake: the usual one, or one that only the host knows, not a new root."""
    own = [path for path in written(conf.pluginconfpath) if path.startswith(conf.installroot)]
    return pins.rstrip('/') == DEFAULTS['pins'] or not own


def pinned_packages(directory, may_lack):
    """What pin files name as packages, or None if there is none, and what is wrong with those files, or None."""
    try:
        names, named, problem = sorted(os.listdir(directory)), None, None
    except OSError as error:
        there = directory
        while not os.path.lexists(there):
            there = os.path.dirname(there)
        absent = isinstance(error, FileNotFoundError) and may_lack and os.path.exists(there)  # no link to nowhere
        return (None, None) if absent else (set(), '{}: {}'.format(directory, error.strerror))
    for name in names:
        if name.endswith('.toml') and not name.startswith('.'):
            text, why = content(os.path.join(directory, name))
            named = (named or set()).union(re.findall(r'package["\']?\s*=\s*["\']+\s*([^"\'\s]+)', text))
            problem = problem or why
    return named, problem


def content(path):
    """The text of a file, and why it cannot be read, or None."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), encoding='utf-8', errors='replace') as file:
            return file.read(FILE_BYTES_MAX), None
    except OSError as error:
        return '', '{}: {}'.format(path, error.strerror)


def changes(base):
    """The (action, package) pairs of the transaction that add or take packages."""
    actions = {getattr(dnf.transaction, 'PKG_' + name.upper()): name for name in INCOMING + OUTGOING}
    return [(actions[item.action], item.pkg) for item in base.transaction or () if item.action in actions]


def is_named_so(name, named):
    """Tells whether a package is called like a kernel or a module, or as a pin says."""
    return name in named or (name + '-').startswith(('kernel-', 'kmod-')) and not name.startswith(INERT)


def concerns(pkg, named):
    """Tells whether a package is a kernel, a module, or provides what a pin names."""
    return (is_named_so(pkg.name, named)
            or any(text.startswith(PROVIDED) or text.split(' ')[0] in named or text.split(' ')[0] in BOOTS
                   for text in map(str, pkg.provides))
            or any(text.startswith(SYMBOLS) for text in map(str, pkg.requires)))


class Request(object):
    """Collects what the judgement needs; src/site/markdown/wire-format.md describes the format."""

    def __init__(self, plugin, items, named):
        self.base, self.cli, self.items = plugin.base, plugin.cli, items
        self.query = self.base.sack.query(flags=hawkey.IGNORE_EXCLUDES).apply()
        self.incoming = [pkg for action, pkg in items if action in INCOMING]
        self.concerned = [pkg for pkg in self.incoming if concerns(pkg, named)]
        here = self.query.installed()
        self.installed = list(here.filter(provides=BOOTS + sorted(named)).union(
            here.filter(name__glob=['kernel', 'kernel-*', 'kmod-*'])))
        # Of a kernel's many thousand symbols only those matter that some module asks for.
        self.needed = {text.split(' ')[0] for pkg in self.installed + self.concerned
                       for text in map(str, pkg.requires) if text.startswith(SYMBOLS)}

    def build(self, pins, allow, files=None):
        """The request as a dictionary; with files of modules, it has the symbols that they need as well."""
        self.needed.update(text.split(' ')[0] for file in files or () for text in file['requires'])
        root = self.base.conf.installroot
        visible = self.base.sack.query().available()  # with dnf's excludes and version locks
        self.boots = visible.filter(provides=BOOTS).apply()
        kernels = self.boots.union(visible.filter(name__glob='kernel*-modules*')).union(
            visible.filter(name=[pkg.name for pkg in self.concerned if pkg.name.startswith('kernel')])).apply()
        newest = kernels.filter(latest_per_arch=KERNELS_COMPARED)
        command = {}  # as under Ansible, dnf-automatic and other users of the API
        if getattr(self.cli, 'command', None) is not None:
            options, rest = self.cli.optparser.parse_known_args(sys.argv[1:])
            command = {'arguments': sys.argv[1:], 'verb': options.command or '', 'name': self.cli.command.aliases[0],
                       'specs': [{'text': word, 'incoming': self.meant(word)} for word in rest if word[:1] not in '-']}
        return {
            'schema': SCHEMA, 'module_files': files, 'id': os.urandom(8).hex(), 'pins': pins,
            'root': root, 'command': command, 'allow': re.findall(r'[^\s,]+', allow),
            'grubenv': content(os.path.join(root, 'boot/grub2/grubenv'))[0],
            'running_kernel': os.uname()[2] if root == '/' else '',
            'transaction': [{
                'action': action, 'package': self.package(pkg, pkg in self.concerned),
                'replaces': list(map(str, self.base._goal.obsoleted_by_package(pkg) if action in INCOMING else ()))}
                            for action, pkg in self.items],
            'installed': [self.package(pkg, True) for pkg in self.installed],
            # What comes in has been described.
            'available': [self.package(pkg, pkg in newest and pkg not in self.concerned) for pkg in kernels],
            'dependencies': self.dependencies(), 'installonly_limit': max(int(self.base.conf.installonly_limit), 0)}

    def meant(self, spec):
        """The incoming packages that an argument stands for."""
        query = dnf.subject.Subject(spec).get_best_query(self.base.sack)
        return sorted(map(str, query.filter(pkg=self.incoming)))

    def package(self, pkg, whole):
        """A package; the whole of it with the dependencies that rules may look at."""
        provides = BOOTS[:1] if not whole and pkg in self.boots else [
            text for text in map(str, pkg.provides if whole else ())
            if text.split(' ')[0] in self.needed or not text.startswith(SYMBOLS + ('/',))]
        requires = [text for text in map(str, pkg.requires if whole else ()) if text.startswith(SYMBOLS + ('kernel-',))]
        return {'name': pkg.name, 'epoch': pkg.epoch, 'version': pkg.version, 'release': pkg.release, 'arch': pkg.arch,
                'repo': '' if pkg.installed else pkg.reponame, 'provides': provides, 'requires': requires}

    def dependencies(self):
        """Which incoming packages need a concerned one, and what else would do."""
        leaving = self.query.filter(pkg=[pkg for action, pkg in self.items if action not in INCOMING])
        incoming = self.query.filter(pkg=self.incoming)
        after = self.query.installed().difference(leaving).union(incoming).apply()
        concerned = set(map(str, self.concerned))
        needs = {(str(pkg), tuple(sorted(map(str, after.filter(provides=requirement)))))
                 for pkg in (incoming.filter(requires=self.concerned) if concerned else ())
                 for requirement in pkg.requires}
        return [{'package': pkg, 'any_of': list(providers)} for pkg, providers in sorted(needs)
                if pkg not in providers and concerned.intersection(providers)]


def judge(conf, request, pins):
    """The refusal, or None; kernelpin may ask for the symbols of kernels that some files of modules need."""
    verdict = evaluate(conf, request.build(pins, conf['allow']))
    if verdict['verdict'] == 'ask':
        verdict = evaluate(conf, request.build(pins, conf['allow'], verdict['module_files']), 'ask')
    if verdict['verdict'] == 'refuse':
        return verdict['message']
    return logger.warning('%s', verdict['message']) if verdict['message'] else None


def evaluate(conf, request, unwanted=None):
    """Runs kernelpin and returns its verdict; raises Failure if there is none that can be trusted."""
    program, environment = conf['executable'], {'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', 'LC_ALL': 'C.UTF-8'}
    environment.update((name, os.environ.get(name, '')) for name in ('JAVA_HOME', 'KERNELPIN_RECORD'))
    # An interrupt while Popen starts the program would leave it behind. And dnf leaves SIGPIPE at its default:
    # a program that ends early would take dnf with it, without a word.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGPIPE])
    try:
        about = os.stat(program)
        if request['root'] == '/' and os.geteuid() == 0 and (about.st_uid != 0 or about.st_mode & 0o022):
            raise Failure(program + ': others than root can write to it: expected owner root and mode 0755 or stricter')
        with subprocess.Popen([program, 'hook'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd='/',
                              stderr=subprocess.PIPE, env=environment, start_new_session=True) as process:
            try:
                signal.pthread_sigmask(signal.SIG_SETMASK, mask | {signal.SIGPIPE})
                out, err = process.communicate(json.dumps(request).encode('ascii'), int(conf['timeout']))
            finally:
                with contextlib.suppress(OSError):  # The whole group may be gone already.
                    os.killpg(process.pid, signal.SIGKILL)
    except OSError as error:
        raise Failure('{} cannot be started: {}'.format(program, error.strerror))
    except subprocess.TimeoutExpired:
        raise Failure('{} did not answer within {} seconds'.format(program, conf['timeout']))
    finally:
        signal.sigtimedwait([signal.SIGPIPE], 0)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    said = ''.join('\n  ' + line for line in err.decode('ascii', 'replace').strip().split('\n')[:20] if line)
    if process.returncode not in VERDICTS:
        raise Failure('the pin files are broken:' + said if process.returncode == BAD_PINS else
                      '{} ended with status {}{}'.format(program, process.returncode, said))
    try:
        verdict = json.loads(out.decode('ascii'))
        answer = (verdict['schema'], verdict['request'], verdict['verdict'], type(verdict['message']))
        if (answer != (SCHEMA, request['id'], VERDICTS[process.returncode], str) or answer[2] == unwanted
                or answer[2] == 'refuse' and not verdict['message']):
            raise ValueError('it answers something else')
    except (ValueError, KeyError, TypeError) as error:
        raise Failure('{} gave no valid verdict: {}{}'.format(program, error, said))
    return verdict
