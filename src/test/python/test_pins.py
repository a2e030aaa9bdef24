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
            self.assertEqual(pins.Pins(os.path.join(self.root, 'Xsrv'), True, {'a'}, None), pins.read_pins(self.conf, option))

    def test_an_empty_directory_has_no_pins(self):
        self.write('pins/README')
        self.assertEqual(pins.Pins(os.path.join(self.root, 'pins'), False, set(), None), pins.read_pins(self.conf, '/pins'))

    def test_the_first_file_that_cannot_be_read_is_the_problem_and_the_others_count(self):
        self.write('pins/a.toml', 'package = "a"')
        for name in ('c', 'b'):
            os.mkdir(os.path.join(self.root, 'pins', name + '.toml'))
        self.write('pins/d.toml', 'package = "d"')
        directory = os.path.join(self.root, 'pins')
        self.assertEqual(pins.Pins(directory, True, {'a', 'd'}, directory + '/b.toml: Is a directory'),
                         pins.read_pins(self.conf, '/pins'))

    def test_a_directory_that_only_the_hosts_configuration_names_may_be_absent(self):
        absent = pins.Pins(os.path.join(self.root, 'srv'), False, set(), None)
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
        self.assertEqual(('', self.root + '/none: No such file or directory'), text.content(os.path.join(self.root, 'none')))

    def test_a_pipe_has_no_text(self):
        path = os.path.join(self.root, 'pipe')
        os.mkfifo(path)
        self.assertEqual(('', None), text.content(path))


if __name__ == '__main__':
    unittest.main()
