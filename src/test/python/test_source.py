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
        for later in ('(a := 1)', 'def f(a, /): pass', 'match a:\n case 1: pass', 'try: pass\nexcept* E: pass'):
            self.assertRaises(SyntaxError, ast.parse, later, feature_version=(3, 6))

    def test_it_uses_nothing_that_came_after_python_3_6(self):
        self.assertEqual([], came_later(self.source))
        for later in ('run(a, capture_output=True)', 'run(a, text=True)', 'contextlib.nullcontext()', 'a.removeprefix(b)',
                      'logger.info(a, stacklevel=2)', 'os.waitstatus_to_exitcode(a)', "f'{a=}'", 'def f():\n return 1, *a'):
            self.assertEqual(1, len(came_later(later)), later)

    def test_it_is_small(self):
        tree = ast.parse(self.source)
        texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
        prose = {line for text in texts for line in range(text.lineno, text.end_lineno + 1)}
        code = [line for number, line in enumerate(self.source.split('\n'), 1)
                if line.strip() and not line.strip().startswith('#') and number not in prose]
        self.assertLess(len(code), 235)

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


# What came to the modules that the plugin imports, and to text, after Python 3.6.
NAMES = ('nullcontext', 'AsyncExitStack', 'aclosing', 'time_ns', 'removeprefix', 'removesuffix', 'isascii', 'add_note',
         'getLevelNamesMapping', 'getHandlerByName', 'waitstatus_to_exitcode', 'pidfd_open', 'memfd_create', 'posix_spawn',
         'copy_file_range', 'register_at_fork', 'splice', 'preadv', 'pwritev', 'raise_signal', 'strsignal', 'valid_signals',
         'pidfd_send_signal', 'orig_argv', 'stdlib_module_names', 'Pattern', 'Match', 'NOFLAG', 'reconfigure')
KEYWORDS = ('capture_output', 'text', 'process_group', 'user', 'group', 'extra_groups', 'umask', 'pipesize', 'stacklevel',
            'force', 'defaults', 'bytes_per_sep', 'sep')


def came_later(source):
    """What a check of the grammar lets through although Python 3.6 does not have it."""
    tree = ast.parse(source)
    # No check of the grammar knows f'{a=}' from f'{a}' in every Python, so there is to be neither.
    return [ast.dump(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
            or isinstance(node, ast.Attribute) and node.attr in NAMES
            or isinstance(node, ast.keyword) and node.arg in KEYWORDS
            or isinstance(node, (ast.Return, ast.Yield)) and isinstance(node.value, ast.Tuple)
            and any(isinstance(element, ast.Starred) for element in node.value.elts)]


if __name__ == '__main__':
    unittest.main()
