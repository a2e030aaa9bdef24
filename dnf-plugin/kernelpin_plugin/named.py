# SPDX-License-Identifier: Apache-2.0
"""Remembers what dnf is asked for by name: that comes, or the command fails.

The command line does not tell: dnf's shell, Ansible and other programs name packages as well.
"""
import contextlib
import fnmatch
import weakref

import dnf.subject

# Methods of dnf.Base that take the name of a package, a package, or names of groups, by what they are for.
UPGRADES = ('upgrade', 'package_upgrade', 'distro_sync')
# What is installed is no answer to these; downgrade calls the first.
OTHERS = ('downgrade_to', 'package_downgrade', 'reinstall', 'package_reinstall')
INSTALLS = ('install', 'package_install')
GROUPS = ('group_install', 'environment_install', 'group_upgrade', 'environment_upgrade')  # env_group_* call them.
# These name nothing that has to come; the solver's jobs that are none of all these are somebody's list of packages.
BESIDES = ('upgrade_all', 'remove', 'autoremove', 'package_remove', 'group_remove', 'environment_remove', 'downgrade',
           'resolve')
KEYWORDS = ('pkg_spec', 'pkg', 'grp_id', 'env_id')


class Named(object):
    """What has been named since dnf last began anew."""

    def __init__(self, base):
        """Listens from now on."""
        # dnf closes the files of its sack when nothing has the goal any more, and packages have the sack.
        self.base, self.words = base, weakref.WeakKeyDictionary()
        # How many of a goal's jobs have been told of, and the goals that have had others.
        self.jobs, self.lists, self.is_within = weakref.WeakKeyDictionary(), weakref.WeakSet(), False
        for method in UPGRADES + OTHERS + INSTALLS + GROUPS + BESIDES:
            self.listen(method, getattr(base, method, None))

    def listen(self, method, called):
        """Has a method of dnf's base tell what it is called with."""
        def told(*args, **kwargs):
            for word in args[:1] or [kwargs[key] for key in KEYWORDS if key in kwargs]:
                self.add(method, word)
            with self.counted():
                return called(*args, **kwargs)

        if called is not None:
            setattr(self.base, method, told)

    @contextlib.contextmanager
    def counted(self):
        """Counts the jobs that come in meanwhile as told of; those that came in before were not."""
        goal = getattr(self.base, '_goal', None)
        if goal is None or self.is_within:
            yield
            return
        self.is_within = True
        if jobs_of(goal) > self.jobs.get(goal, 0):
            self.lists.add(goal)
        try:
            yield
        finally:
            self.is_within = False
            self.jobs[goal] = jobs_of(goal)

    def add(self, method, word):
        """Remembers a word as long as the goal that it is for."""
        if method not in BESIDES and self.base._goal is not None:
            self.words.setdefault(self.base._goal, []).append((method, word))

    def unmet(self, before, after):
        """Returns the words for packages that were to come, do not come now, and are not there either."""
        lost = set(before).difference(after)
        there = set(after).union(self.base.sack.query().installed())
        if self.base._goal in self.lists:
            # As of history undo, in dnf's shell: that is done whole, or not at all.
            return sorted(map(str, lost))
        words = self.words.get(self.base._goal, ())
        return sorted({str(word) for method, word in words if self.is_unmet(method, word, lost, there)})

    def is_unmet(self, method, word, lost, there):
        """Tells whether a word stands for something that is lost, and that nothing else makes up for."""
        if method in GROUPS:
            names = {pkg.name for pkg in there}
            return any(pkg.name in self.base._goal.group_members and pkg.name not in names for pkg in lost)
        if not isinstance(word, str):
            return word in lost
        wanted = set(meant(self.base.sack, word))
        # What comes in place of something else, as with a swap in dnf's shell, comes or nothing goes.
        is_in_place = method in INSTALLS and self.base._goal.req_has_erase()
        if method in OTHERS or is_in_place or has_version(self.base.sack, word):
            return not lost.isdisjoint(wanted)
        names = {pkg.name for pkg in there & wanted}
        # An upgrade of * does not ask for what is new.
        return any(pkg.name not in names for pkg in lost & wanted) and not (method in UPGRADES and names)


def jobs_of(goal):
    """Returns how much has been asked of the solver, in units of its own."""
    return getattr(goal, 'req_length', int)()


def meant(sack, word):
    """Returns the packages that a word stands for."""
    return dnf.subject.Subject(word).get_best_query(sack)


def has_version(sack, word):
    """Tells whether a word says which version is meant."""
    nevra = dnf.subject.Subject(word).get_best_solution(sack)['nevra']
    if nevra is not None:
        return nevra.version is not None
    if any(sign in word for sign in '<=>'):
        return True
    # A pattern such as kernel*348* is for whole NEVRAs.
    is_pattern = any(sign in word for sign in '*?[') and not word.startswith('/')
    return is_pattern and not all(fnmatch.fnmatchcase(pkg.name, word) for pkg in meant(sack, word))
