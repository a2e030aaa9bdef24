# SPDX-License-Identifier: Apache-2.0
"""What root runs, and who else could change it."""
import os
import tempfile
import unittest
from unittest import mock

from plugin_parts import failure, java, trust

OPEN = ': others than root can write to it: expected owner root and mode '


@unittest.skipUnless(os.geteuid() == 0, 'only root can give files away')
class TrustTest(unittest.TestCase):
    """An installed kernelpin in a directory, with a Java beside it."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.top = os.path.realpath(directory.name)
        os.chmod(self.top, 0o755)
        for name in ('usr/bin/kernelpin', 'jdk/bin/java'):
            os.chmod(self.write(name), 0o755)
        for name in ('usr/share/java/kernelpin/kernelpin.jar', 'usr/share/java/kernelpin/jackson-core.jar', 'cache/a.jsa',
                     'jdk/release', 'jdk/lib/modules', 'jdk/lib/server/libjvm.so', 'etc/jvm.cfg'):
            self.write(name)
        os.symlink('../../etc/jvm.cfg', os.path.join(self.top, 'jdk/lib/jvm.cfg'))
        os.symlink('nowhere', os.path.join(self.top, 'jdk/lib/absent'))
        patch = mock.patch.object(trust, 'CACHE', os.path.join(self.top, 'cache'))
        patch.start()
        self.addCleanup(patch.stop)

    def write(self, name):
        path = os.path.join(self.top, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, 'w', encoding='ascii').close()
        os.chmod(path, 0o644)
        return path

    def problem(self, program='usr/bin/kernelpin', home='jdk'):
        """What is wrong, or None."""
        try:
            trust.require_trusted(os.path.join(self.top, program), home and os.path.join(self.top, home))
        except failure.Failure as wrong:
            return str(wrong).replace(self.top, '')
        return None

    def test_what_root_alone_can_write_is_trusted(self):
        self.assertIsNone(self.problem())
        self.assertIsNone(self.problem(home=''))

    def test_every_file_that_counts_has_to_be_roots(self):
        for name in ('usr/bin/kernelpin', 'usr/share/java/kernelpin/kernelpin.jar', 'usr/share/java/kernelpin/jackson-core.jar',
                     'cache/a.jsa', 'jdk/release', 'jdk/bin/java', 'jdk/lib/modules', 'jdk/lib/server/libjvm.so', 'etc/jvm.cfg'):
            path = os.path.join(self.top, name)
            before = os.stat(path).st_mode & 0o777
            expected = '/{}{}{} or stricter'.format(name, OPEN, '0755' if before & 0o111 else '0644')
            for owner, mode in ((12345, before), (0, before | 0o020), (0, before | 0o002)):
                os.chown(path, owner, 0)
                os.chmod(path, mode)
                self.assertEqual(expected, self.problem())
            os.chown(path, 0, 0)
            os.chmod(path, before)
        self.assertIsNone(self.problem())

    def test_every_directory_on_the_way_has_to_be_roots(self):
        for name in ('', 'usr', 'usr/bin', 'usr/share', 'usr/share/java/kernelpin', 'cache', 'jdk', 'jdk/bin', 'jdk/lib', 'jdk/lib/server',
                     'etc'):
            path = os.path.join(self.top, name)
            for owner, mode in ((12345, 0o755), (0, 0o775), (0, 0o757)):
                os.chown(path, owner, 0)
                os.chmod(path, mode)
                self.assertEqual('/{}{}0755 or stricter'.format(name, OPEN).replace('/:', ':'), self.problem())
            os.chown(path, 0, 0)
            os.chmod(path, 0o755)
        self.assertIsNone(self.problem())

    def test_a_link_has_to_be_roots_and_so_has_what_it_leads_to(self):
        link = os.path.join(self.top, 'kernelpin')
        os.symlink(os.path.join(self.top, 'usr/bin/../bin/kernelpin'), link)
        self.assertIsNone(self.problem('kernelpin'))
        os.chown(link, 12345, 0, follow_symlinks=False)
        self.assertEqual('/kernelpin' + OPEN + '0755 or stricter', self.problem('kernelpin'))
        os.chown(link, 0, 0, follow_symlinks=False)
        os.chown(os.path.join(self.top, 'usr/share/java/kernelpin/kernelpin.jar'), 12345, 0)
        self.assertEqual('/usr/share/java/kernelpin/kernelpin.jar' + OPEN + '0644 or stricter', self.problem('kernelpin'))

    def test_in_a_directory_for_everybody_the_files_of_root_are_safe_and_new_ones_are_not(self):
        os.chmod(self.top, 0o1777)
        self.assertIsNone(self.problem())
        os.chmod(os.path.join(self.top, 'cache'), 0o1777)
        self.assertEqual('/cache' + OPEN + '0755 or stricter', self.problem())

    def test_the_parts_that_count_are_around_the_file_that_java_really_is(self):
        os.makedirs(os.path.join(self.top, 'java/bin'))
        os.symlink('../../jdk/bin/java', os.path.join(self.top, 'java/bin/java'))
        self.write('java/release')
        self.assertIsNone(self.problem(home='java'))
        for name in ('jdk/lib/server/libjvm.so', 'jdk/conf/security/java.security'):
            os.chmod(self.write(name), 0o666)
            self.assertEqual('/' + name + OPEN + '0644 or stricter', self.problem(home='java'))
            os.remove(os.path.join(self.top, name))

    def test_what_is_behind_a_link_to_a_directory_counts(self):
        self.write('etc/java/security/java.security')
        os.symlink('../../etc/java', os.path.join(self.top, 'jdk/lib/config'))
        os.symlink('../config', os.path.join(self.top, 'etc/java/again'))
        self.assertIsNone(self.problem())
        os.chmod(os.path.join(self.top, 'etc/java/security/java.security'), 0o666)
        self.assertEqual('/etc/java/security/java.security' + OPEN + '0644 or stricter', self.problem())

    def test_a_link_to_far_too_many_directories_is_no_part_of_java(self):
        for number in range(trust.DIRECTORIES_MAX):
            os.makedirs(os.path.join(self.top, 'etc/many', str(number)))
        os.symlink('../../etc/many', os.path.join(self.top, 'jdk/lib/many'))
        self.assertEqual('/jdk/lib: more than 1000 directories are in it', self.problem())

    def test_a_directory_for_everybody_counts_where_files_are_looked_for_in_it(self):
        os.chmod(self.top, 0o1777)
        os.symlink(self.top, os.path.join(self.top, 'jdk/lib/everybody'))
        self.assertEqual(OPEN + '0755 or stricter', self.problem())

    def test_in_a_tree_of_sources_the_jars_and_the_archive_count(self):
        self.write('sources/target/lib/kernelpin.jar')
        self.write('sources/target/cds/a.jsa')
        os.chmod(self.write('sources/scripts/kernelpin'), 0o755)
        self.assertIsNone(self.problem('sources/scripts/kernelpin'))
        for name in ('sources/target/lib/kernelpin.jar', 'sources/target/cds/a.jsa'):
            os.chmod(os.path.join(self.top, name), 0o666)
            self.assertEqual('/' + name + OPEN + '0644 or stricter', self.problem('sources/scripts/kernelpin'))
            os.chmod(os.path.join(self.top, name), 0o644)

    def test_links_in_circles_end(self):
        os.symlink('circle', os.path.join(self.top, 'circle'))
        self.assertIsNone(self.problem('circle'))


class JavaTest(unittest.TestCase):
    """Homes of Java in a directory."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.top = os.path.realpath(directory.name)
        os.mkdir(os.path.join(self.top, 'jvm'))
        for name, value in (('SYSTEM', 'java'), ('HOMES', 'jvm')):
            patch = mock.patch.object(java, name, os.path.join(self.top, value))
            patch.start()
            self.addCleanup(patch.stop)

    def java(self, home, version, mode=0o755):
        home = os.path.join(self.top, home)
        os.makedirs(os.path.join(home, 'bin'))
        for name, text in (('release', 'IMPLEMENTOR="x"\nJAVA_VERSION={}\n'.format(version)), ('bin/java', '')):
            with open(os.path.join(home, name), 'w', encoding='ascii') as file:
                file.write(text)
        os.chmod(os.path.join(home, 'bin/java'), mode)
        return home

    def test_the_systems_java_comes_before_others(self):
        self.java('jvm/a', '"21.0.1"')
        system = self.java('jvm/b', '"17"')
        os.symlink(os.path.join(system, 'bin/java'), os.path.join(self.top, 'java'))
        self.assertEqual(system, java.java_home(''))

    def test_a_java_that_is_too_old_or_no_program_is_passed_over(self):
        os.symlink(self.java('jvm/a', '"11.0.22"') + '/bin/java', os.path.join(self.top, 'java'))
        self.java('jvm/b', '"21"', 0o644)
        self.java('jvm/c', 'none')
        self.assertEqual('', java.java_home(''))
        self.assertEqual(self.java('jvm/d', '17'), java.java_home(''))

    def test_the_environment_chooses_none(self):
        mine = self.java('mine', '"21"')
        with mock.patch.dict(os.environ, {'JAVA_HOME': mine, 'PATH': mine + '/bin'}):
            self.assertEqual('', java.java_home(''))

    def test_without_any_java_there_is_none(self):
        os.rmdir(os.path.join(self.top, 'jvm'))
        self.assertEqual('', java.java_home(''))

    def test_the_configuration_chooses_and_nothing_takes_its_place(self):
        self.java('jvm/a', '"21"')
        self.assertEqual(self.java('mine', '"17"'), java.java_home(os.path.join(self.top, 'mine')))
        self.java('old', '"11"')
        for name in ('old', 'absent'):
            with self.assertRaises(failure.Failure) as raised:
                java.java_home(os.path.join(self.top, name))
            self.assertEqual('kernelpin.conf: java = {}/{}: no Java 17 or newer is there'.format(self.top, name),
                             str(raised.exception))


if __name__ == '__main__':
    unittest.main()
