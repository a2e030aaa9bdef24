# SPDX-License-Identifier: Apache-2.0
"""Which security advisories do not arrive, with stand-ins for what libdnf has of updateinfo."""
import types
import unittest

import hawkey

from plugin_parts import withheld
from real_dnf import Dnf


def advisory(name, packages, kind=hawkey.ADVISORY_SECURITY, updated='2021-11-16 00:00:00', severity='Important', cves=()):
    """An advisory about packages, given as (name, EVR)."""
    references = [types.SimpleNamespace(type=hawkey.REFERENCE_CVE, id=each) for each in cves]
    references.append(types.SimpleNamespace(type=hawkey.REFERENCE_BUGZILLA, id='1'))
    return types.SimpleNamespace(id=name, type=kind, updated=updated, severity=severity, references=references,
                                 packages=[types.SimpleNamespace(name=each, evr=evr, arch='noarch') for each, evr in packages])


class Stays(object):
    """A package that stays, with advisories about newer ones."""

    def __init__(self, pkg, advisories):
        self.evr, self.advisories = pkg.evr, advisories

    def get_advisories(self, comparison):
        """Those of newer packages, as libdnf tells them."""
        assert comparison == hawkey.GT
        return self.advisories


class WithheldTest(unittest.TestCase):
    """An upgrade of the host to kernel 348, which does not come."""

    def told(self, advisories):
        """What is told where kernel-core-305 has these."""
        with Dnf() as host:
            sack = host.solve(everything=True).base.sack
            lost = [pkg for pkg in host.base.transaction.install_set if pkg.name.startswith('kernel') and pkg.release == '348']
            self.assertTrue(lost)
            newest = withheld.newest
            withheld.newest = lambda *args: Stays(newest(*args), advisories) if newest(*args) is not None else None
            try:
                return withheld.cost(sack, lost, [])
            finally:
                withheld.newest = newest

    def test_an_advisory_between_what_stays_and_what_does_not_come_is_told_with_its_vulnerabilities(self):
        found = self.told([advisory('A', [('kernel-core', '4.18.0-306')], cves=['CVE-2', 'CVE-1'])])
        self.assertEqual({'known': True, 'advisories': [
            {'id': 'A', 'severity': 'Important', 'updated': '2021-11-16', 'cves': ['CVE-1', 'CVE-2']}]}, found)

    def test_no_other_kind_of_advisory_is_told_nor_one_about_something_else_or_still_newer(self):
        self.assertEqual({'known': False, 'advisories': []}, self.told([
            advisory('A', [('kernel-core', '4.18.0-306')], kind=hawkey.ADVISORY_BUGFIX),
            advisory('B', [('kernel-core', '4.18.0-305')]), advisory('C', [('kernel-core', '4.18.0-349')]),
            advisory('D', [('bash', '4.18.0-306')])]))

    def test_the_newest_is_told_first(self):
        found = self.told([advisory('A', [('kernel-core', '4.18.0-306')], updated='2021-01-01 00:00:00'),
                           advisory('B', [('kernel-core', '4.18.0-348')], updated='2021-12-01 00:00:00', severity=None),
                           advisory('C', [('kernel-core', '4.18.0-348')], updated='2021-12-01 00:00:00')])
        self.assertEqual(['B', 'C', 'A'], [each['id'] for each in found['advisories']])
        self.assertEqual('', found['advisories'][0]['severity'])

    def test_what_fails_is_not_known_and_stops_nothing(self):
        self.assertEqual({'known': False, 'advisories': []}, withheld.cost(None, ['x'], []))

    def test_a_kernel_speaks_for_its_parts(self):
        with Dnf() as host:
            host.solve(everything=True)
            packages = [pkg for pkg in host.base.transaction.install_set if pkg.name in ('kernel-core', 'kernel-modules', 'bash')]
            self.assertEqual(['bash', 'kernel-core'], sorted(pkg.name for pkg in withheld.spokesmen(host.base.sack, packages)))
