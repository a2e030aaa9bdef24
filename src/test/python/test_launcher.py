# SPDX-License-Identifier: Apache-2.0
"""The launcher: which Java it takes, what it hands on, and what it says if there is none."""
import os
import shutil
import subprocess
import tempfile
import unittest

from plugin_parts import LAUNCHER

JAVA = """#!/bin/sh
echo "java $0"
for word; do echo "word $word"; done
env | sed 's/^/env /'
"""
ELSEWHERE = {'/usr/lib/jvm': 'jvm', '/usr/bin/java': 'alternatives/java', '/var/cache/kernelpin': 'cache'}


class LauncherTest(unittest.TestCase):
    """A copy of the launcher, whose paths are those of a directory, with programs that say how they were called."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix='kernelpin-launcher-')
        self.addCleanup(directory.cleanup)
        self.top = os.path.realpath(directory.name)
        with open(LAUNCHER, encoding='ascii') as file:
            text = file.read()
        for path, name in ELSEWHERE.items():
            text = text.replace(path, os.path.join(self.top, name))
        self.launcher = self.write('usr/bin/kernelpin', text, 0o755)
        self.lib = os.path.join(self.top, 'usr/share/java/kernelpin')
        self.jar = self.write('usr/share/java/kernelpin/kernelpin.jar', '')
        os.mkdir(os.path.join(self.top, 'cache'))
        os.mkdir(os.path.join(self.top, 'jvm'))
        os.mkdir(os.path.join(self.top, 'alternatives'))
        # No Java of this machine is to be found.
        os.mkdir(os.path.join(self.top, 'tools'))
        for tool in ('readlink', 'env', 'sed'):
            os.symlink(shutil.which(tool), os.path.join(self.top, 'tools', tool))
        self.environment = {'PATH': os.path.join(self.top, 'tools')}

    def write(self, path, content, mode=0o644):
        path = os.path.join(self.top, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='ascii') as file:
            file.write(content)
        os.chmod(path, mode)
        return path

    def java(self, home, version='17.0.15', build='17.0.15+6', release=None):
        """Makes a Java; its path."""
        if release is None:
            release = 'IMPLEMENTOR="x\\\nJAVA_VERSION="{}"\nJAVA_RUNTIME_VERSION="{}"\nMODULES="a b"\n'.format(version, build)
        self.write(home + '/release', release)
        return self.write(home + '/bin/java', JAVA, 0o755)

    def run_it(self, *words, launcher=None, **environment):
        """Runs the launcher; its status and what it wrote to both."""
        variables = dict(self.environment, **environment)
        process = subprocess.run([launcher or self.launcher, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 env=variables, cwd=self.top, encoding='ascii')
        return process.returncode, process.stdout, process.stderr

    def started(self, *words, **options):
        """The Java that was started, its words, and its environment."""
        status, out, err = self.run_it(*words, **options)
        self.assertEqual(('', 0), (err, status))
        lines = [line.split(' ', 1) for line in out.split('\n')[:-1]]
        variables = dict(text.split('=', 1) for kind, text in lines if kind == 'env')
        (java,) = [text for kind, text in lines if kind == 'java']
        found = [text for kind, text in lines if kind == 'word']
        self.assertEqual(['-cp', 'io.github.kernelpin.cli.Main'] + list(words), [found[-len(words) - 3], *found[-len(words) - 1:]])
        return java, found, variables

    def failure(self, *words, **options):
        status, out, err = self.run_it(*words, **options)
        self.assertEqual((70, ''), (status, out))
        return err.replace(self.top, 'TOP')

    def test_what_java_is_started_with(self):
        java = self.java('jvm/java-17')
        archive = os.path.join(self.top, 'cache/kernelpin-17.0.15+6.jsa')
        jars = ['kernelpin', 'jackson-core', 'jackson-databind', 'jackson-annotations', 'jackson-dataformat-toml', 'picocli',
                'commons-exec', 'xz', 'aircompressor']
        expected = [
            '-XX:+IgnoreUnrecognizedVMOptions', '-XX:+UnlockDiagnosticVMOptions', '-XX:ArchiveRelocationMode=0',
            '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData', '-Xmx192m', '-XX:MaxDirectMemorySize=384m',
            '-Xshare:auto',
            '-XX:+DisplayVMOutputToStderr', '-XX:+ErrorFileToStderr', '-XX:-CreateCoredumpOnCrash',
            '-Xlog:disable', '-Xlog:all=error:stderr',
            '-Dkernelpin.archive=' + archive, '-Dkernelpin.launcher=' + self.launcher,
            '-Xbootclasspath/a:' + ':'.join('{}/../share/java/kernelpin/{}.jar'.format(
                os.path.dirname(self.launcher), jar) for jar in jars),
            '-cp', os.path.dirname(self.launcher) + '/../share/java/kernelpin/kernelpin.jar',
            'io.github.kernelpin.cli.Main']
        found, words, _ = self.started('hook', 'a b', '*', '')
        self.assertEqual(java, found)
        self.assertEqual(expected + ['hook', 'a b', '*', ''], words)
        self.assertEqual(expected, self.started()[1])

    def test_the_environment_is_clean(self):
        self.java('jvm/java-17')
        dirty = dict.fromkeys(('CLASSPATH', 'JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS'), '-x')
        variables = self.started('hook', LC_ALL='C', KEPT='yes', **dirty)[2]
        self.assertEqual('C.UTF-8', variables['LC_ALL'])
        self.assertEqual('yes', variables['KEPT'])
        self.assertEqual(set(), set(dirty).intersection(variables))

    def test_the_locale_is_handed_on_even_if_there_was_none(self):
        self.java('jvm/java-17')
        self.assertEqual('C.UTF-8', self.started('hook')[2]['LC_ALL'])

    def test_an_archive_of_this_very_build_is_used_if_it_is_there(self):
        self.java('jvm/java-17')
        archive = os.path.join(self.top, 'cache/kernelpin-17.0.15+6.jsa')
        option = '-XX:SharedArchiveFile=' + archive
        self.write('cache/kernelpin-17.0.14+1.jsa', '')
        self.assertNotIn(option, self.started('hook')[1])
        self.write('cache/kernelpin-17.0.15+6.jsa', '')
        self.assertEqual(option, self.started('hook')[1][0])
        self.assertEqual(option, self.started('status')[1][0])
        # It is made anew, whatever there is.
        words = self.started('warmup')[1]
        self.assertNotIn(option, words)
        self.assertIn('-Dkernelpin.archive=' + archive, words)
        os.remove(archive)
        os.mkdir(archive)
        self.assertNotIn(option, self.started('hook')[1])

    def test_a_build_whose_name_is_no_name_for_a_file_has_no_archive(self):
        for build in ('../../x', '17 0', '17;x'):
            self.java('jvm/java-17', build=build)
            self.assertIn('-Dkernelpin.archive=', self.started('hook')[1])
        for build in ('17.0.15+6-LTS', 'a_B-Z.9'):
            self.java('jvm/java-17', build=build)
            self.assertIn('-Dkernelpin.archive={}/cache/kernelpin-{}.jsa'.format(self.top, build), self.started('hook')[1])

    def test_a_java_that_does_not_name_its_build_goes_by_its_version(self):
        self.java('jvm/java-17', release='JAVA_VERSION="17.0.1"\n')
        self.assertIn('-Dkernelpin.archive={}/cache/kernelpin-17.0.1.jsa'.format(self.top), self.started('hook')[1])

    def test_the_build_may_come_before_the_version(self):
        self.java('jvm/java-17', release='JAVA_RUNTIME_VERSION="17.0.1+2"\nJAVA_VERSION="17.0.1"\n')
        self.assertIn('-Dkernelpin.archive={}/cache/kernelpin-17.0.1+2.jsa'.format(self.top), self.started('hook')[1])

    def test_what_a_file_of_a_release_says_later_does_not_count(self):
        self.java('jvm/java-17', release='JAVA_VERSION="17.0.1"\nJAVA_RUNTIME_VERSION="17.0.1+2"\nJAVA_VERSION="11"\n')
        self.started('hook')

    def test_versions(self):
        for version in ('17', '17-ea', '17.0.15', '21.0.1', '100'):
            self.java('jvm/java', version=version)
            self.started('hook')
        for version in ('1.8.0_400', '11.0.20', '16', '', 'x17', '9'):
            self.java('jvm/java', version=version)
            self.assertEqual('kernelpin: no Java 17 or newer in JAVA_HOME, PATH or TOP/jvm: install '
                             'java-17-openjdk-headless or newer\n', self.failure('hook'))

    def test_a_java_that_is_half_there_is_none(self):
        java = self.java('jvm/java-17')
        os.chmod(java, 0o644)
        self.failure('hook')
        os.chmod(java, 0o755)
        os.remove(os.path.join(self.top, 'jvm/java-17/release'))
        self.assertTrue(self.failure('hook').startswith('kernelpin: no Java 17'))

    def test_an_old_java_leaves_nothing_of_itself_behind(self):
        self.java('jvm/a-11', '11', '11+1')
        self.java('jvm/b-17', release='JAVA_VERSION="17"\n')
        self.java('jvm/c-21', '21', '21+1')
        java, words, _ = self.started('hook')
        self.assertEqual(os.path.join(self.top, 'jvm/b-17/bin/java'), java)
        self.assertIn('-Dkernelpin.archive={}/cache/kernelpin-17.jsa'.format(self.top), words)

    def test_java_home_comes_first(self):
        mine = self.java('mine', '21', '21+1')
        system = self.java('jvm/java-17')
        os.symlink(system, os.path.join(self.top, 'alternatives/java'))
        self.assertEqual(mine, self.started('hook', JAVA_HOME=os.path.join(self.top, 'mine'))[0])
        for useless in ('', os.path.join(self.top, 'nowhere')):
            self.assertEqual(system, self.started('hook', JAVA_HOME=useless)[0])
        self.java('mine', '11')
        self.assertEqual(system, self.started('hook', JAVA_HOME=os.path.join(self.top, 'mine'))[0])

    def test_then_comes_the_java_of_the_system_whatever_is_in_the_path(self):
        self.java('jvm/a-21', '21')
        system = self.java('jvm/b-17')
        self.java('jvm/c-21', '21')
        os.symlink(system, os.path.join(self.top, 'alternatives/java'))
        other = self.java('other', '21')
        self.assertEqual(system, self.started('hook', PATH=os.path.dirname(other) + ':' + self.environment['PATH'])[0])

    def test_then_comes_the_java_in_the_path(self):
        self.java('jvm/a-21', '21')
        other = self.java('other', '21')
        os.mkdir(os.path.join(self.top, 'links'))
        os.symlink(other, os.path.join(self.top, 'links/link'))
        os.symlink('link', os.path.join(self.top, 'links/java'))
        self.assertEqual(other, self.started('hook', PATH=os.path.join(self.top, 'links') + ':' + self.environment['PATH'])[0])

    def test_the_last_resort_is_any_java_that_will_do(self):
        self.java('jvm/a-11', '11')
        self.assertIn('no Java 17', self.failure('hook'))
        new = self.java('jvm/b-17')
        self.assertEqual(new, self.started('hook')[0])

    def test_newer_javas_are_told_about_memory(self):
        option = '--sun-misc-unsafe-memory-access=allow'
        for version in ('23', '24.0.1', '25'):
            self.java('jvm/java', version=version)
            self.assertEqual(option, self.started('hook')[1][0])
        for version in ('17', '21', '22'):
            self.java('jvm/java', version=version)
            self.assertNotIn(option, self.started('hook')[1])

    def test_temporary_files_go_where_the_user_says_and_the_hook_needs_none(self):
        self.java('jvm/java')
        option = '-Djava.io.tmpdir=/srv/tmp'
        self.assertEqual(option, self.started('record', TMPDIR='/srv/tmp')[1][0])
        self.assertNotIn(option, self.started('hook', TMPDIR='/srv/tmp')[1])
        self.assertFalse([word for word in self.started('record', TMPDIR='')[1] if 'tmpdir' in word])

    def test_in_a_source_tree_it_runs_what_maven_built(self):
        self.java('jvm/java')
        self.write('usr/target/lib/kernelpin.jar', '')
        _, words, _ = self.started('status')
        bin_directory = os.path.dirname(self.launcher)
        self.assertIn(bin_directory + '/../target/lib/kernelpin.jar', words)
        self.assertIn('-Dkernelpin.archive={}/../target/cds/kernelpin-17.0.15+6.jsa'.format(bin_directory), words)

    def test_it_may_be_called_by_a_link_and_by_its_name_alone(self):
        self.java('jvm/java')
        link = os.path.join(self.top, 'link')
        os.symlink('usr/bin/kernelpin', link)
        self.assertIn('-Dkernelpin.launcher=' + self.launcher, self.started('status', launcher=link)[1])
        with open(self.launcher, encoding='ascii') as file:
            text = file.read()
        self.write('share/java/kernelpin/kernelpin.jar', '')
        self.write('bin/kernelpin', text, 0o755)
        process = subprocess.run(['/bin/sh', 'kernelpin', 'status'], cwd=os.path.join(self.top, 'bin'), env=self.environment,
                                 stdout=subprocess.PIPE, encoding='ascii')
        self.assertIn('word -cp\nword ./../share/java/kernelpin/kernelpin.jar\n', process.stdout)

    def test_without_its_jar_it_says_what_to_do(self):
        self.java('jvm/java')
        os.remove(self.jar)
        self.assertEqual('kernelpin: kernelpin.jar is neither in TOP/usr/bin/../target/lib nor in '
                         'TOP/usr/bin/../share/java/kernelpin: reinstall kernelpin, or run mvn package in a source tree\n',
                         self.failure('hook'))

    def test_java_cannot_run_from_a_path_with_a_colon(self):
        self.java('jvm/java')
        shutil.copytree(os.path.join(self.top, 'usr'), os.path.join(self.top, 'a:b'))
        self.assertEqual('kernelpin: Java cannot run from a directory with a colon in its name: '
                         'TOP/a:b/bin/../share/java/kernelpin\n',
                         self.failure('hook', launcher=os.path.join(self.top, 'a:b/bin/kernelpin')))

    def test_a_link_that_cannot_be_resolved_is_said(self):
        self.java('jvm/java')
        link = os.path.join(self.top, 'link')
        os.symlink('usr/bin/kernelpin', link)
        os.remove(os.path.join(self.top, 'tools/readlink'))
        self.assertTrue(self.failure('hook', launcher=link).endswith('kernelpin: cannot resolve the link TOP/link\n'))


if __name__ == '__main__':
    unittest.main()
