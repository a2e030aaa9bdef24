# SPDX-License-Identifier: Apache-2.0
"""Gives kernelpin the largest, deepest and most intricate requests there may be, each in a process of its own.

    hostile_requests.py LAUNCHER DIRECTORY

Pins are written to the directory. Prints a line for each request: its name, the exit status, the seconds of CPU time
that it took, the MiB of memory that it had at most, the bytes of its answer, and what it said on standard error.
"""
import itertools
import json
import os
import subprocess
import sys
import threading

SECONDS_MAX = 60
MIB = 1 << 20
PINS = '''
[[pin]]
id = "plant"
kernel = "rhel:8.4"
[[pin.module]]
name = "drbd"
package = "kmod-drbd"
[[pin.module]]
name = "npreal2"
'''
# Java's hash codes of these are all the same.
COLLIDING = [''.join(parts) for parts in itertools.product(['Aa', 'BB'], repeat=15)]


def package(name, version, release, repo='r', provides=(), requires=()):
    return {'name': name, 'epoch': 0, 'version': version, 'release': release, 'arch': 'x86_64', 'repo': repo,
            'provides': list(provides), 'requires': list(requires)}


def kernel(release, repo='r', provides=()):
    uname = 'kernel-uname-r = 4.18.0-{}.x86_64'.format(release)
    return package('kernel-core', '4.18.0', release, repo, [uname] + list(provides))


def kmod(release, provides=(), requires=()):
    return package('kmod-drbd', '9.1.2', release, '', provides, requires)


def item(what, action='install', replaces=()):
    return {'action': action, 'package': what, 'replaces': list(replaces)}


def command(arguments, specs=()):
    return {'arguments': arguments, 'verb': 'upgrade', 'name': 'upgrade', 'specs': list(specs)}


def symbols(names):
    return ['kernel({}) = 0x{:x}'.format(name, number) for number, name in enumerate(names)]


# What an ordinary request has.
NEW, OLD, OTHER = kernel('348.el8'), kernel('305.el8', ''), package('other', '1', '1')
BOTH = [item(NEW), item(OTHER)]
NEEDED = 'kernel-core-4.18.0-348.el8.x86_64'


def texts():
    """Requests that are hardly any."""
    start = b'{"schema":2,"id":"x","pins":"/p",'
    yield 'nothing but brackets', b'[' * (32 * MIB)
    yield 'nothing but braces', b'{"x":' * (6 * MIB)
    yield 'ten million arrays', start + b'"x":[' + b'[],' * (10 * MIB)
    yield 'five million texts', start + b'"allow":[' + b','.join(b'"%x"' % (n % 4096) for n in range(5 * MIB)) + b']}'
    yield 'a million names', start + b','.join(b'"%x":0' % n for n in range(1400000)) + b'}'
    yield 'names that collide', start + b','.join(b'"%s":0' % name.encode() for name in COLLIDING) + b'}'
    yield 'blanks without end', start + b' ' * (33 * MIB)
    yield 'a word without end', start + b'"root":"' + b'x' * (31 * MIB)
    yield 'a number without end', start + b'"x":' + b'9' * (31 * MIB)


def requests():
    """What differs from an ordinary request."""
    yield 'long texts', {'allow': ['x' * 65000] * 490}
    yield 'many allowances', {'allow': ['4.18.0-{}.el8@2026-12-31'.format(n) for n in range(300000)]}
    yield 'many changes', {'transaction': [item(NEW)] + [item(package('p%d' % n, '1', '1')) for n in range(50000)]}
    kernels = [item(kernel('348.{}.el8'.format(n))) for n in range(1000)]
    visible = [kernel('348.{}.el8'.format(n)) for n in range(20000)]
    yield 'many kernels', {'transaction': kernels + [item(OTHER)], 'available': visible}
    yield 'too many kernels', {'transaction': kernels + [item(NEW)]}
    yield 'many kernels that fit', {'available': [kernel('305.{}.el8'.format(n)) for n in range(20000)]}
    yield 'many kernels and modules', {
        'transaction': [item(kernel('348.{}.el8'.format(n), provides=['kernel(s) = 0x2'])) for n in range(100)],
        'installed': [kmod(str(n), requires=['kernel(s) = 0x1']) for n in range(100)]}
    yield 'too many pairs', {
        'transaction': [item(kernel('348.{}.el8'.format(n), provides=['kernel(s) = 0x2'])) for n in range(300)],
        'installed': [kmod(str(n), requires=['kernel(s) = 0x1']) for n in range(300)]}
    yield 'too many pairs that do not differ', {
        'transaction': [item(kernel('305.{}.el8'.format(n), provides=['kernel(s) = 0x1'])) for n in range(300)],
        'installed': [kmod(str(n), requires=['kernel(s) = 0x1']) for n in range(300)]}
    yield 'many modules', {
        'transaction': [item(kernel('348.el8', provides=['kernel(s0) = 0x1']))],
        'installed': [kmod(str(n), requires=symbols('s%d' % s for s in range(200))) for n in range(4999)]}
    yield 'modules that come in for many kernels', {
        'transaction': [item(kmod(str(n), requires=['kernel(s) = 0x1'])) for n in range(999)],
        'installed': [kernel('305.{}.el8'.format(n), '', ['kernel(s) = 0x2']) for n in range(4999)] + [kmod('x')]}
    yield 'modules that need each other', {
        'transaction': [item(kernel('348.{}.el8'.format(n), provides=['kernel(s) = 0x2'])) for n in range(10)],
        'installed': [kmod(str(n), ['ksym(k%d) = 0x%x' % (s, n) for s in range(100)],
                           ['ksym(k%d) = 0x%x' % (s, n + 1) for s in range(100)]) for n in range(999)]}
    fitting = [kernel('305.{}.el8'.format(n), provides=['kernel(s) = 0x2']) for n in range(20000)]
    yield 'many kernels that nearly fit', {
        'transaction': [item(kernel('348.el8', provides=['kernel(s) = 0x2']))], 'available': fitting,
        'installed': [kmod(str(n), requires=['kernel(s) = 0x1']) for n in range(4999)]}
    named = [package('kernel-v%d' % n, '4.18.0', '348.el8', 'r', ['kernel-uname-r = 4.18.0-%d' % n]) for n in range(1000)]
    yield 'many kinds of kernels', {
        'transaction': [item(each) for each in named],
        'installed': [package(each['name'], '4.18.0', '305.%d.el8' % n, '', each['provides'])
                      for n in range(5) for each in named],
        'available': [package(each['name'], '4.18.0', '305.%d.el8' % n, 'r', each['provides'])
                      for n in range(20) for each in named]}
    kinds = [kernel('305.{}.el8'.format(n), '') for n in range(4000)]
    yield 'kernels that all leave', {
        'installed': kinds, 'transaction': [item(each, 'remove') for each in kinds[:1000]]}
    yield 'many symbols', {
        'transaction': [item(kernel('348.el8', provides=symbols(range(300000))))],
        'installed': [OLD, kmod('1', requires=symbols(range(300000, 0, -1)))]}
    yield 'symbols that collide', {
        'transaction': [item(kernel('348.el8', provides=symbols(COLLIDING)))],
        'installed': [OLD, kmod('1', requires=symbols(reversed(COLLIDING)))]}
    yield 'many provides', {'transaction': [item(kernel('348.el8', provides=['p%d = 1' % n for n in range(700000)]))]}
    chain = [{'package': 'a%05d-1-1.x86_64' % (n + 1), 'any_of': ['a%05d-1-1.x86_64' % n if n else NEEDED]}
             for n in reversed(range(30000))]
    yield 'dependencies in a chain', {'dependencies': chain, 'transaction': BOTH}
    yield 'many arguments', {'command': command(['-x'] * 1000000), 'transaction': BOTH}
    yield 'many specs', {'transaction': BOTH, 'command': command(
        ['s%d' % n for n in range(50000)], [{'text': 's%d' % n, 'incoming': [NEEDED]} for n in range(50000)])}
    yield 'much that is replaced', {'transaction': [item(NEW, 'install', ['a%d-1-1.x86_64' % n for n in range(300000)])]}
    gone = kmod('1')
    yield 'a module that all replace', {'installed': [OLD, gone], 'transaction': [item(gone, 'obsoleted')] + [
        item(package('p%d' % n, '1', '1'), 'obsolete', ['kmod-drbd-9.1.2-1.x86_64']) for n in range(50000)]}
    builds = [kmod(str(n)) for n in range(999)]
    yield 'modules that all replace', {
        'installed': [OLD] + builds, 'transaction': [item(each, 'obsoleted') for each in builds] + [
            item(package('p%d' % n, '1', '1'), 'obsolete', ['kmod-drbd-9.1.2-%d.x86_64' % (n % 999)])
            for n in range(50000)]}
    path = '/lib/modules/4.18.0-{}.el8.x86_64/extra/npreal2.ko'
    yield 'many module files', {'module_files': [
        {'name': 'npreal2', 'path': path.format(n), 'version': '1', 'vermagic': '4.18.0', 'requires': ['kernel(a) = 0x1']}
        for n in range(100000)]}
    yield 'a long version', {'transaction': [item(package('kernel-core', '1.' * 30000 + '1', '1~^' * 20000))]}


def documents(pins):
    """Every request by its name, as bytes."""
    for name, text in texts():
        yield name, text
    for name, change in requests():
        request = {'schema': 2, 'id': 'x', 'pins': pins, 'root': pins, 'command': command(['upgrade']), 'module_files': [],
                   'transaction': [item(NEW)], 'installed': [OLD], 'installonly_limit': 3}
        request.update(change)
        yield name, json.dumps(request, separators=(',', ':')).encode('ascii')


def write(directory):
    """Writes one request after the other, each when the one before has been judged."""
    for name, document in documents(os.path.join(directory, 'pins.d')):
        with open(os.path.join(directory, 'request'), 'wb') as request:
            request.write(document)
        print(name, flush=True)
        sys.stdin.readline()


def judge(launcher, directory):
    """The exit status, the resources used, the size of the answer, and what was said besides."""
    paths = [os.path.join(directory, name) for name in ('request', 'out', 'err')]
    with open(paths[0], 'rb') as request, open(paths[1], 'wb') as out, open(paths[2], 'wb') as err:
        process = subprocess.Popen([launcher, 'hook'], stdin=request, stdout=out, stderr=err)
        watchdog = threading.Timer(SECONDS_MAX, process.kill)
        watchdog.start()
        _, status, used = os.wait4(process.pid, 0)
        watchdog.cancel()
        process.returncode = status
    with open(paths[2], 'rb') as err:
        said = err.read(1000).decode('ascii', 'backslashreplace').strip().replace('\n', '; ')
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else -1, used, os.path.getsize(paths[1]), said


def main(launcher, directory):
    """Prints what comes of every request."""
    os.makedirs(os.path.join(directory, 'pins.d'), exist_ok=True)
    with open(os.path.join(directory, 'pins.d', 'plant.toml'), 'w') as file:
        file.write(PINS)
    # They are made by another process: the memory of this one would count as that of its children.
    with subprocess.Popen([sys.executable, __file__, directory], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          universal_newlines=True) as writer:
        for name in writer.stdout:
            status, used, size, said = judge(launcher, directory)
            print('{}\t{}\t{:.2f}\t{}\t{}\t{}'.format(
                name.strip(), status, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, size, said), flush=True)
            writer.stdin.write('\n')
            writer.stdin.flush()


if __name__ == '__main__':
    write(*sys.argv[1:]) if len(sys.argv) == 2 else main(*sys.argv[1:])
