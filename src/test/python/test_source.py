# SPDX-License-Identifier: Apache-2.0
"""The plugin's source."""
import ast
import os
import unittest

from plugin_parts import SOURCES, kernelpin


class SourceTest(unittest.TestCase):
    """The file itself."""

    def setUp(self):
        with open(kernelpin.__file__, encoding='ascii') as source:
            self.source = source.read()

    def test_python_3_6_can_read_it(self):
        ast.parse(self.source, feature_version=(3, 6))

    def test_it_is_small(self):
        tree = ast.parse(self.source)
        texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
        prose = {line for text in texts for line in range(text.lineno, text.end_lineno + 1)}
        code = [line for number, line in enumerate(self.source.split('\n'), 1)
                if line.strip() and not line.strip().startswith('#') and number not in prose]
        self.assertLess(len(code), 215)

    def test_it_prints_nothing(self):
        called = [node.func.id for node in ast.walk(ast.parse(self.source))
                  if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
        self.assertNotIn('print', called)

    def test_its_imports_are_the_standard_library_and_dnf(self):
        imported = sorted(alias.name.split('.')[0] for node in ast.walk(ast.parse(self.source))
                          if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names)
        self.assertEqual(['contextlib', 'dnf', 'hawkey', 'json', 'libdnf', 'logging', 'os', 're', 'signal', 'subprocess',
                          'sys'], imported)

    def test_its_configuration_names_every_option_with_its_default(self):
        with open(os.path.join(SOURCES, 'dnf-plugin', 'kernelpin.conf'), encoding='ascii') as conf:
            options = dict(line.strip().replace(' ', '').split('=') for line in conf if '=' in line and line[0] != '#')
        self.assertEqual('1', options.pop('enabled'))
        self.assertEqual(kernelpin.DEFAULTS, options)


if __name__ == '__main__':
    unittest.main()
