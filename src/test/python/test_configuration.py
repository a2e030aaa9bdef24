# SPDX-License-Identifier: Apache-2.0
"""What the plugin makes of its configuration, which dnf reads before it does anything."""
import os
import tempfile
import unittest
from unittest import mock

import dnf.exceptions

from plugin_parts import Package, REQUEST, install, judgement, kernelpin, options


class ConfigurationTest(unittest.TestCase):
    """The plugin's file, which dnf itself reads before it does anything."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = directory.name
        os.makedirs(os.path.join(self.root, 'etc/kernelpin/pins.d'))
        with open(os.path.join(self.root, 'etc/kernelpin/pins.d/drbd.toml'), 'w', encoding='ascii') as pins:
            pins.write('package = "drbd-modules"\n')
        self.file = os.path.join(self.root, 'kernelpin.conf')
        self.addCleanup(setattr, kernelpin.KernelPin, 'broken', None)
        self.base = mock.Mock(spec=['transaction', 'conf'])
        self.base.conf.installroot, self.base.conf.pluginconfpath = self.root, [self.root]

    def write(self, content):
        with open(self.file, 'wb') as conf:
            conf.write(content)

    def refusal(self):
        plugin = kernelpin.KernelPin(self.base, None)
        self.base.transaction = install(Package('bash-5-1.x86_64'))
        plugin.resolved()
        self.base.transaction = install(Package('drbd-modules-1-1.x86_64'))
        with self.assertRaises(dnf.exceptions.Error) as raised:
            plugin.resolved()
        return str(raised.exception).replace(self.file, 'FILE').split('\n')[2]

    def test_a_file_that_dnf_cannot_read_does_not_keep_it_from_ordinary_transactions(self):
        for content, why in ((b'enabled=1\n', "IniParser: Missing section header at line 1"),
                             (b'\0\xff[main\n', "IniParser: Missing section header at line 1"),
                             (b'[main\n', "IniParser: Missing ']' at line 1"),
                             (b'[main]\nenabled\n', "IniParser: Missing '=' at line 2")):
            self.write(content)
            self.assertFalse(kernelpin.KernelPin.read_config(self.base.conf).has_section('main'))
            self.assertEqual("  kernelpin.conf: Parsing file failed: Parsing file 'FILE' failed: " + why,
                             self.refusal())

    def test_a_file_without_its_section_is_no_configuration(self):
        for content in (b'', b'[Main]\npins=/srv/pins\n', b'# nothing\n'):
            self.write(content)
            self.assertEqual('  kernelpin.conf: it has no section [main]', self.refusal())

    def test_a_link_to_nowhere_is_no_configuration(self):
        os.symlink('nowhere', self.file)
        self.assertEqual('  kernelpin.conf: it has no section [main]', self.refusal())

    def test_what_is_pinned_elsewhere_is_refused_as_well(self):
        os.remove(os.path.join(self.root, 'etc/kernelpin/pins.d/drbd.toml'))
        self.write(b'[main]\npins=/srv/pins\n\0garbage\n')
        self.base.transaction = install(Package('kernel-core-4.18.0-348.el8.x86_64'))
        self.assertRaises(dnf.exceptions.Error, kernelpin.KernelPin(self.base, None).resolved)

    def test_a_comment_is_no_option(self):
        self.write(b'# pins = /srv/pins\n[main]\n#pins=/srv/pins\n# nonsense=x\nexecutable=/nonexistent\n')
        self.assertEqual('  /nonexistent cannot be started: No such file or directory', self.refusal_of_a_request())

    def test_an_option_that_is_empty_or_absent_has_its_default(self):
        self.write(b'[main]\nexecutable=\nallow=4.18.0-348\ntimeout=\nenabled=1\n')
        values = options.read_options(kernelpin.KernelPin(self.base, None)).values
        self.assertEqual(dict(options.DEFAULTS, allow='4.18.0-348', enabled='1'), values)

    def test_without_a_file_every_option_has_its_default(self):
        self.assertEqual((options.DEFAULTS, None), options.read_options(kernelpin.KernelPin(self.base, None)))

    def test_whether_it_is_enabled_may_be_nonsense(self):
        for value in ('maybe', ''):
            self.write('[main]\nenabled={}\n'.format(value).encode('ascii'))
            self.assertEqual('  kernelpin.conf: Not a boolean: ' + value, self.refusal())

    def test_a_file_that_has_been_repaired_counts_at_once(self):
        self.write(b'nonsense')
        self.assertIn('Missing section header', self.refusal())
        self.write(b'[main]\nexecutable=/nonexistent\n')
        self.assertEqual('  /nonexistent cannot be started: No such file or directory',
                         self.refusal_of_a_request())

    def refusal_of_a_request(self):
        with mock.patch.object(judgement, 'Request') as request:
            request.return_value.build.return_value = REQUEST
            return self.refusal()


if __name__ == '__main__':
    unittest.main()
