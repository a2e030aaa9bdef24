# SPDX-License-Identifier: Apache-2.0
"""Writes the metadata of a repository whose packages need not exist, as createrepo_c would describe them."""
import hashlib
import os
from xml.sax.saxutils import quoteattr

COMMON = 'http://linux.duke.edu/metadata/common'
RPM = 'http://linux.duke.edu/metadata/rpm'
REPO = 'http://linux.duke.edu/metadata/repo'
FLAGS = {'=': 'EQ', '<': 'LT', '>': 'GT', '<=': 'LE', '>=': 'GE'}


class Described:
    """A package; its capabilities are written as in a spec file, without epochs."""

    def __init__(self, name, version, release, arch='noarch', provides=(), requires=(), obsoletes=(), files=(), conflicts=()):
        self.name, self.version, self.release, self.arch = name, version, release, arch
        self.provides, self.requires, self.obsoletes, self.files = provides, requires, obsoletes, files
        self.conflicts = conflicts


def entries(kind, capabilities):
    """The element for what a package provides, requires, obsoletes or conflicts with."""
    yield '<rpm:{}>'.format(kind)
    for capability in capabilities:
        # A rich dependency has its versions in its name.
        name, _, constraint = (capability, '', '') if capability.startswith('(') else capability.partition(' ')
        if constraint:
            comparison, evr = constraint.split(' ')
            version, _, release = evr.partition('-')
            attributes = ' flags="{}" epoch="0" ver={}'.format(FLAGS[comparison], quoteattr(version))
            if release:
                attributes += ' rel={}'.format(quoteattr(release))
        else:
            attributes = ''
        yield '<rpm:entry name={}{}/>'.format(quoteattr(name), attributes)
    yield '</rpm:{}>'.format(kind)


def primary(packages):
    """The list of the packages; the summary of each is its number."""
    yield '<metadata xmlns="{}" xmlns:rpm="{}" packages="{}">'.format(COMMON, RPM, len(packages))
    for number, package in enumerate(packages):
        yield '<package type="rpm"><name>{}</name><arch>{}</arch>'.format(package.name, package.arch)
        yield '<version epoch="0" ver={} rel={}/>'.format(quoteattr(package.version), quoteattr(package.release))
        yield '<checksum type="sha256" pkgid="YES">{:064x}</checksum><summary>{}</summary>'.format(number, number)
        yield '<location href="{}.rpm"/><format>'.format(number)
        for kind in ('provides', 'requires', 'conflicts', 'obsoletes'):
            yield from entries(kind, getattr(package, kind))
        yield from map('<file>{}</file>'.format, package.files)
        yield '</format></package>'
    yield '</metadata>'


def write_repository(directory, packages):
    """Writes what dnf reads of a repository."""
    os.makedirs(os.path.join(directory, 'repodata'))
    content = ''.join(primary(packages)).encode()
    with open(os.path.join(directory, 'repodata', 'primary.xml'), 'wb') as file:
        file.write(content)
    with open(os.path.join(directory, 'repodata', 'repomd.xml'), 'w') as file:
        file.write(
            '<repomd xmlns="{}"><revision>1</revision><data type="primary"><checksum type="sha256">{}</checksum>'
            '<location href="repodata/primary.xml"/><timestamp>1</timestamp></data></repomd>'.format(
                REPO, hashlib.sha256(content).hexdigest()))
