# SPDX-License-Identifier: Apache-2.0
"""The security advisories that do not arrive with what is kept out."""
import hawkey

from .relevance import BOOTS


def cost(sack, before, after):
    """Returns what is withheld; that it is not known is no reason to refuse anything."""
    try:
        return withheld(sack, before, after)
    except Exception:  # pylint: disable=broad-except
        return {'known': False, 'advisories': []}


def withheld(sack, before, after):
    """Describes the security advisories of packages that came before and do not after, the newest first.

    `known` is False where no repository has any security advisory: there may be some that nobody tells of.
    """
    lost, found = [pkg for pkg in before if pkg not in set(after)], {}
    for pkg in spokesmen(sack, lost):
        stays = newest(sack, pkg, after)
        for advisory in stays.get_advisories(hawkey.GT) if stays is not None else ():
            if advisory.type == hawkey.ADVISORY_SECURITY and any(is_between(sack, stays, each, pkg) for each in advisory.packages):
                found[advisory.id] = advisory
    known = bool(found) or bool(sack.query().filterm(advisory_type='security'))
    newest_first = sorted(sorted(found.values(), key=lambda each: each.id), key=lambda each: str(each.updated), reverse=True)
    return {'known': known, 'advisories': [described(advisory) for advisory in newest_first]}


def spokesmen(sack, packages):
    """Returns one package for each kernel, whose advisories name all its parts; and what belongs to none."""
    kernels = set(sack.query(flags=hawkey.IGNORE_EXCLUDES).filterm(pkg=packages, provides=BOOTS))
    builds = {pkg.evr for pkg in kernels}
    return [pkg for pkg in packages if pkg in kernels or pkg.evr not in builds]


def newest(sack, pkg, coming):
    """Returns the newest package of the same name that will be installed, or None."""
    there = list(sack.query(flags=hawkey.IGNORE_EXCLUDES).installed().filterm(name=pkg.name, arch=pkg.arch))
    there += [each for each in coming if (each.name, each.arch) == (pkg.name, pkg.arch)]
    return max(there) if there else None


def is_between(sack, stays, advised, lost):
    """Tells whether an advisory's package is newer than what stays, and not newer than what does not come."""
    return (advised.name, advised.arch) == (lost.name, lost.arch) and \
        sack.evr_cmp(stays.evr, advised.evr) < 0 <= sack.evr_cmp(lost.evr, advised.evr)


def described(advisory):
    """Returns what is told of an advisory."""
    cves = sorted({reference.id for reference in advisory.references if reference.type == hawkey.REFERENCE_CVE})
    return {'id': advisory.id, 'severity': advisory.severity or '', 'updated': str(advisory.updated)[:10], 'cves': cves}
