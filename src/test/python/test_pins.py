# SPDX-License-Identifier: Apache-2.0
"""What the plugin reads of pin files."""
import os
import tempfile
import types
import unittest
from unittest import mock

from plugin_parts import pins, text


class PinsTest(unittest.TestCase):
    """A directory of pin files below an installroot."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root, self.host = os.path.join(directory.name, 'root'), os.path.join(directory.name, 'host')
        os.mkdir(self.root)
        self.conf = types.SimpleNamespace(installroot=self.root, pluginconfpath=[])

    def write(self, path, content=''):
        path = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(content)
        return path

    def test_the_option_is_a_path_below_the_root(self):
        self.write('Xsrv/a.toml', 'package = "a"')
        for option in ('/Xsrv', 'Xsrv', '//Xsrv'):
            self.assertEqual(pins.Pins(os.path.join(self.root, 'Xsrv'), {'a.toml': 'package = "a"'}, {'a'}, None), pins.read_pins(self.conf, option))

    def test_an_empty_directory_has_no_pins(self):
        self.write('pins/README')
        self.assertEqual(pins.Pins(os.path.join(self.root, 'pins'), {}, set(), None), pins.read_pins(self.conf, '/pins'))

    def test_the_first_file_that_cannot_be_read_is_the_problem_and_the_others_count(self):
        self.write('pins/a.toml', 'package = "a"')
        for name in ('c', 'b'):
            os.mkdir(os.path.join(self.root, 'pins', name + '.toml'))
        self.write('pins/d.toml', 'package = "d"')
        directory = os.path.join(self.root, 'pins')
        texts = {'a.toml': 'package = "a"', 'b.toml': '', 'c.toml': '', 'd.toml': 'package = "d"'}
        self.assertEqual(pins.Pins(directory, texts, {'a', 'd'}, directory + '/b.toml: Is a directory'),
                         pins.read_pins(self.conf, '/pins'))

    def test_a_directory_that_only_the_hosts_configuration_names_may_be_absent(self):
        absent = pins.Pins(os.path.join(self.root, 'srv'), {}, set(), None)
        self.assertEqual(absent, pins.read_pins(self.conf, '/srv'))
        self.write('../host/kernelpin.conf')
        self.conf.pluginconfpath = [self.host, os.path.join(self.root, 'conf')]
        self.assertEqual(absent, pins.read_pins(self.conf, '/srv'))
        self.write('conf/kernelpin.conf')
        self.assertEqual(os.path.join(self.root, 'srv') + ': No such file or directory',
                         pins.read_pins(self.conf, '/srv').problem)

    def test_a_text_that_is_too_long_is_cut(self):
        path = self.write('long', 'x' * ((1 << 20) + 5))
        self.assertEqual(('x' * (1 << 20), None), text.content(path))

    def test_a_text_need_not_be_utf_8(self):
        path = os.path.join(self.root, 'bytes')
        with open(path, 'wb') as file:
            file.write(b'package = "s\xe4ge"')
        self.assertEqual(('package = "s\ufffdge"', None), text.content(path))
        self.assertEqual(('\u00e4', None), text.content(self.write('utf-8', '\u00e4')))

    def test_the_locale_does_not_matter(self):
        with mock.patch.object(text, 'open', create=True, wraps=open) as opened:
            text.content(self.write('any'))
        self.assertEqual({'encoding': 'utf-8', 'errors': 'replace'}, opened.call_args[1])

    def test_a_file_that_cannot_be_read_has_no_text(self):
        self.assertEqual(('', 'No such file or directory'), text.content(os.path.join(self.root, 'none')))

    def test_a_pipe_and_a_device_are_not_opened(self):
        path = os.path.join(self.root, 'pipe')
        os.mkfifo(path)
        with mock.patch.object(os, 'open') as opened:
            self.assertEqual([('', 'Not a regular file')] * 2, [text.content(path), text.content('/dev/zero')])
        opened.assert_not_called()

    def test_names_that_are_written_with_escapes_are_understood(self):
        for written in ('package = "kmod-\\u0064rbd"', 'package = "\\U0000006bmod-drbd"', '"pack\\u0061ge" = "kmod-drbd"',
                        'package = """\nkmod-\\\n   drbd"""', 'package = """kmod\\  \r\n\r\n -drbd"""'):
            self.write('pins/a.toml', written)
            self.assertIn('kmod-drbd', pins.read_pins(self.conf, '/pins').named, written)

    def test_an_escape_for_no_character_hides_no_other_name(self):
        self.write('pins/a.toml', 'id = "\\UFFFFFFFF\\ud800"\npackage = "kmod-drbd"')
        self.assertEqual({'kmod-drbd'}, pins.read_pins(self.conf, '/pins').named)

    def test_links_lead_where_they_lead_in_the_root(self):
        self.write('usr/share/pins/a.toml', 'package = "inside"')
        self.write('../usr/share/pins/a.toml', 'package = "outside"')
        os.makedirs(os.path.join(self.root, 'etc'))
        for target in ('/usr/share/pins', '../usr/share/pins', '../../../../usr/share/pins', './../usr//share/pins/'):
            link = os.path.join(self.root, 'etc/pins.d')
            os.symlink(target, link)
            self.assertEqual({'inside'}, pins.read_pins(self.conf, '/etc/pins.d').named, target)
            os.remove(link)

    def test_files_that_are_links_lead_where_they_lead_in_the_root(self):
        self.write('secret', 'package = "inside"')
        self.write('../secret', 'package = "outside"')
        os.makedirs(os.path.join(self.root, 'pins'))
        for number, target in enumerate(('/secret', '../../secret', '../../../../../secret')):
            os.symlink(target, os.path.join(self.root, 'pins', str(number) + '.toml'))
        self.assertEqual(({'inside'}, None), pins.read_pins(self.conf, '/pins')[2:])

    def test_links_in_circles_and_to_nowhere_are_a_problem(self):
        os.makedirs(os.path.join(self.root, 'pins'))
        link = os.path.join(self.root, 'pins/a.toml')
        for target in ('a.toml', '/pins/a.toml', os.path.abspath(__file__)):
            os.symlink(target, link)
            self.assertEqual(link + ': No such file or directory', pins.read_pins(self.conf, '/pins').problem, target)
            os.remove(link)

    def test_a_directory_that_is_a_link_to_nowhere_is_a_problem(self):
        os.makedirs(os.path.join(self.root, 'etc/kernelpin'))
        os.symlink(self.host, os.path.join(self.root, 'etc/kernelpin/pins.d'))
        os.makedirs(self.host)
        self.assertEqual(os.path.join(self.root, 'etc/kernelpin/pins.d') + ': No such file or directory',
                         pins.read_pins(self.conf, '/etc/kernelpin/pins.d').problem)


if __name__ == '__main__':
    unittest.main()
