# SPDX-License-Identifier: Apache-2.0
"""dnf plugin: has kernelpin judge every transaction that touches kernels or modules.

It collects, runs and raises; the program it runs decides. dnf stops only for dnf.exceptions.Error
and swallows every other exception, so whatever fails in here ends as such an error.
"""
import binascii
import json
import logging
import os
import re
import signal
import subprocess
import sys

import dnf
import dnf.exceptions
import dnf.transaction
import hawkey

logger = logging.getLogger('dnf.plugin')

SCHEMA = 1
VERDICTS = {0: 'allow', 3: 'deny'}  # by exit status
ACTIONS = {getattr(dnf.transaction, 'PKG_' + name): word for name, word in (
    ('INSTALL', 'install'), ('OBSOLETE', 'install'), ('UPGRADE', 'upgrade'), ('REINSTALL', 'reinstall'),
    ('DOWNGRADE', 'downgrade'), ('REMOVE', 'remove'), ('OBSOLETED', 'obsoleted'), ('UPGRADED', 'upgraded'),
    ('DOWNGRADED', 'downgraded'))}
INCOMING = ('install', 'upgrade', 'reinstall', 'downgrade')
SYMBOLS = ('kernel(', 'ksym(')
PROVIDED = SYMBOLS + ('kernel-uname-r', 'installonlypkg(kernel')
# These share a kernel's version and are no part of what boots.
INERT = ('kernel-headers', 'kernel-tools', 'kernel-doc', 'kernel-abi-', 'kernel-cross-', 'kernel-rpm-', 'kernel-srpm-')
DEFAULTS = {'executable': '/usr/bin/kernelpin', 'pins': '/etc/kernelpin/pins.d', 'timeout': '30',
            'on_failure': 'block', 'allow': ''}
VALID = {'executable': '/.*', 'timeout': '[1-9][0-9]{0,3}', 'on_failure': 'block|warn'}


class Failure(Exception):
    """kernelpin could not judge the transaction; the text says why."""


class KernelPin(dnf.Plugin):
    """The hooks that dnf calls."""

    name = 'kernelpin'

    def __init__(self, base, cli):
        super(KernelPin, self).__init__(base, cli)
        self.judged = self.conf = None

    def resolved(self):
        """Judges the transaction that dnf has just solved."""
        self.judged, touched = None, None
        try:
            self.conf = configuration(self)
            pins = os.path.join(self.base.conf.installroot, self.conf['pins'].lstrip('/'))
            items = changes(self.base)
            words = pin_words(pins) if items else None
            touched = [pkg for _, pkg in items if concerns(pkg, words)] if words is not None else []
            if touched:
                verdict = evaluate(self.conf, Request(self, pins, words, items).build())
                if verdict['verdict'] == 'deny':
                    raise dnf.exceptions.Error(verdict['message'])
                if verdict['message']:
                    logger.warning('%s', verdict['message'])
            self.judged = fingerprint(items)
        except dnf.exceptions.Error:
            raise
        except Exception as failure:  # pylint: disable=broad-except
            self.fail(failure, touched)

    def pre_transaction(self):
        """Judges once more if another plugin has changed the transaction since."""
        if self.judged is None or self.judged != fingerprint(changes(self.base)):
            self.resolved()

    def fail(self, failure, touched):
        """Refuses what touches kernels or modules, as far as that can still be told."""
        if touched is None:
            touched = [pkg for _, pkg in changes(self.base) if pkg.name.startswith(('kernel', 'kmod'))]
        names = sorted({pkg.name for pkg in touched})
        why = str(failure) if isinstance(failure, Failure) else repr(failure)
        if not names:
            logger.warning('kernelpin: does not work: %s', why)
            return
        text = 'kernelpin: cannot judge this transaction, which touches {}{}: {}'.format(
            ', '.join(names[:4]), ' and {} more'.format(len(names) - 4) if len(names) > 4 else '', why)
        if self.conf and self.conf['on_failure'] == 'warn':
            logger.warning('%s\n  It goes ahead, because on_failure is warn.', text)
            return
        raise dnf.exceptions.Error(text + '\n  Nothing was changed. Repair this first; transactions without '
                                   'kernels and modules go through.')


def configuration(plugin):
    """The options of [main]; raises Failure for a value that makes no sense."""
    conf, parser = dict(DEFAULTS), plugin.read_config(plugin.base.conf)
    for option in conf:
        if parser.has_section('main') and parser.has_option('main', option):
            conf[option] = parser.get('main', option) or conf[option]
        if not re.match('(?:{})$'.format(VALID.get(option, '.*')), conf[option]):
            raise Failure('kernelpin.conf: {} = {}: expected {}'.format(option, conf[option], VALID[option]))
    return conf


def pin_words(directory):
    """Every word in the pin files that could name a package; None where there is no pin file."""
    words = None
    for name in os.listdir(directory) if os.path.lexists(directory) else ():
        if name.endswith('.toml') and not name.startswith('.'):
            with open(os.path.join(directory, name), encoding='utf-8', errors='replace') as pins:
                words = (words or set()).union(re.findall(r'[A-Za-z0-9+_.-]+', pins.read()))
    return words


def changes(base):
    """The (action, package) pairs of the transaction that add or take packages."""
    return [(ACTIONS[item.action], item.pkg) for item in base.transaction or () if item.action in ACTIONS]


def fingerprint(items):
    """What was judged, to tell whether it is still the same."""
    return sorted((action, str(pkg)) for action, pkg in items)


def concerns(pkg, words):
    """Tells whether a package is a kernel, a module, or named in a pin file."""
    if pkg.name in words or pkg.name == 'kernel' or pkg.name.startswith('kmod-'):
        return True
    if pkg.name.startswith('kernel-') and not pkg.name.startswith(INERT):
        return True
    return (any(text.startswith(PROVIDED) or text.split(' ')[0] in words for text in map(str, pkg.provides))
            or any(text.startswith(SYMBOLS) for text in map(str, pkg.requires)))


class Request(object):
    """Collects what the judgement needs; src/site/markdown/wire-format.md describes the format."""

    def __init__(self, plugin, pins, words, items):
        self.base, self.cli, self.conf, self.pins, self.items = plugin.base, plugin.cli, plugin.conf, pins, items
        self.query = self.base.sack.query(flags=hawkey.IGNORE_EXCLUDES).apply()
        self.incoming = [pkg for action, pkg in items if action in INCOMING]
        self.concerned = [pkg for pkg in self.incoming if concerns(pkg, words)]
        installed = self.query.installed()
        self.installed = list(installed.filter(provides=['kernel-uname-r'] + sorted(words)).union(
            installed.filter(name__glob=['kernel', 'kernel-*', 'kmod-*'])))
        # Of a kernel's many thousand symbols only those matter that some module asks for.
        self.needed = {text.split(' ')[0] for pkg in self.installed + self.concerned
                       for text in map(str, pkg.requires) if text.startswith(SYMBOLS)}

    def build(self):
        """The request as a dictionary."""
        root = self.base.conf.installroot
        return {
            'schema': SCHEMA, 'id': binascii.hexlify(os.urandom(8)).decode('ascii'),
            'root': root, 'pins': self.pins, 'command': self.command(),
            'running_kernel': os.uname()[2] if root == '/' else '', 'grubenv': grub_environment(root),
            'installonly_limit': max(int(self.base.conf.installonly_limit), 0),
            'allow': re.findall(r'[^\s,]+', self.conf['allow']),
            'transaction': [self.change(action, pkg) for action, pkg in self.items],
            'installed': [self.package(pkg, True) for pkg in self.installed],
            'available': [self.package(pkg, False) for pkg in self.available()],
            'dependencies': self.dependencies()}

    def command(self):
        """The command line, taken apart by dnf's own parser; empty under Ansible and other users of the API."""
        if self.cli is None:
            return {}
        options, rest = self.cli.optparser.parse_known_args(sys.argv[1:])
        return {'arguments': sys.argv[1:], 'verb': options.command or '', 'name': self.cli.command.aliases[0],
                'specs': [word for word in rest if not word.startswith('-')]}

    def change(self, action, pkg):
        """One item of the transaction."""
        replaced = self.base._goal.obsoleted_by_package(pkg) if action in INCOMING else ()  # pylint: disable=W0212
        return {'action': action, 'package': self.package(pkg, pkg in self.concerned),
                'replaces': [str(old) for old in replaced]}

    def package(self, pkg, whole):
        """A package; the whole of it with the dependencies that rules may look at."""
        found = {'name': pkg.name, 'epoch': pkg.epoch, 'version': pkg.version, 'release': pkg.release,
                 'arch': pkg.arch, 'repo': '' if pkg.installed else pkg.reponame}
        provides, symbols = list(map(str, pkg.provides)), SYMBOLS if whole else ()
        found['provides'] = [text for text in provides if text.startswith('kernel-uname-r ') or whole and text[0] != '/'
                             and (not text.startswith(SYMBOLS) or text.split(' ')[0] in self.needed)]
        found['requires'] = [text for text in map(str, pkg.requires) if text.startswith(symbols)]
        return found

    def available(self):
        """The kernels that dnf would install, its excludes and version locks considered."""
        query = self.base.sack.query().available()
        names = {pkg.name for pkg in self.concerned if pkg.name.startswith('kernel')}
        return query.filter(provides='kernel-uname-r').union(query.filter(name=sorted(names)))

    def dependencies(self):
        """Which incoming packages need a concerned one, and what else would do."""
        leaving = [pkg for action, pkg in self.items if action not in INCOMING]
        after = self.query.filter(pkg=self.incoming).union(
            self.query.installed().difference(self.query.filter(pkg=leaving))).apply()
        needs, concerned = set(), {str(pkg) for pkg in self.concerned}
        for pkg in self.query.filter(pkg=self.incoming).filter(requires=self.concerned):
            for requirement in pkg.requires:
                providers = tuple(sorted(map(str, after.filter(provides=requirement))))
                if str(pkg) not in providers and concerned.intersection(providers):
                    needs.add((str(pkg), providers))
        return [{'package': pkg, 'any_of': list(providers)} for pkg, providers in sorted(needs)]


def grub_environment(root):
    """GRUB's environment block, which names the kernel that boots next; empty where there is none."""
    try:
        with open(os.path.join(root, 'boot/grub2/grubenv'), encoding='ascii', errors='replace') as grubenv:
            return grubenv.read(4096)
    except OSError:
        return ''


def evaluate(conf, request):
    """Runs kernelpin and returns its verdict; raises Failure if there is none that can be trusted."""
    keep = {name: os.environ[name] for name in ('JAVA_HOME',) if name in os.environ}
    try:
        process = subprocess.Popen(
            [conf['executable'], 'hook'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd='/',
            env=dict(keep, PATH='/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL='C.UTF-8'), start_new_session=True)
    except OSError as error:
        raise Failure('{} cannot be started: {}'.format(conf['executable'], error.strerror))
    try:
        out, err = process.communicate(json.dumps(request).encode('ascii'), int(conf['timeout']))
    except subprocess.TimeoutExpired:
        raise Failure('{} did not answer within {} seconds'.format(conf['executable'], conf['timeout']))
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except OSError:
            pass  # The whole group is gone already.
        process.wait()
    lines = re.sub(r'[^\n -~]', '?', err.decode('ascii', 'replace')).strip().split('\n')
    said = ''.join('\n  ' + line for line in lines[:20] if line)
    if process.returncode not in VERDICTS:
        raise Failure('{} ended with status {}{}'.format(conf['executable'], process.returncode, said))
    try:
        verdict = json.loads(out.decode('ascii'))
        expected = (SCHEMA, request['id'], VERDICTS[process.returncode], True)
        if (verdict['schema'], verdict['request'], verdict['verdict'], isinstance(verdict['message'], str)) != expected:
            raise ValueError('it answers something else')
    except (ValueError, KeyError, TypeError) as error:
        raise Failure('{} gave no valid verdict: {}{}'.format(conf['executable'], error, said))
    return verdict
