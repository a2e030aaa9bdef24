# SPDX-License-Identifier: Apache-2.0
"""The plugin's source."""
import ast
import glob
import os
import unittest

from plugin_parts import PLUGINS, options

LINES_MAX = 35  # of a function, its text included


def sources():
    """The text of each file of the plugin, by its path."""
    texts = {}
    for path in glob.glob(os.path.join(PLUGINS, '**', '*.py'), recursive=True):
        with open(path, encoding='ascii') as source:
            texts[os.path.relpath(path, PLUGINS)] = source.read()
    return texts


class SourceTest(unittest.TestCase):
    """Each file of the plugin."""

    def setUp(self):
        self.sources = sources()

    def nodes(self, *kinds):
        """The path and each node of these kinds."""
        return [(path, node) for path, source in self.sources.items() for node in ast.walk(ast.parse(source))
                if isinstance(node, kinds)]

    def test_it_is_one_file_that_dnf_loads_and_a_package_beside_it(self):
        self.assertEqual(['kernelpin.py'], [path for path in self.sources if os.sep not in path])
        self.assertEqual({'', 'kernelpin_plugin'}, {os.path.dirname(path) for path in self.sources})
        self.assertIn(os.path.join('kernelpin_plugin', '__init__.py'), self.sources)

    def test_python_3_6_can_read_it(self):
        for path, source in self.sources.items():
            with self.subTest(path):
                ast.parse(source, feature_version=(3, 6))
        for later in ('(a := 1)', 'def f(a, /): pass', 'match a:\n case 1: pass', 'try: pass\nexcept* E: pass'):
            self.assertRaises(SyntaxError, ast.parse, later, feature_version=(3, 6))

    def test_it_uses_nothing_that_came_after_python_3_6(self):
        for path, source in self.sources.items():
            self.assertEqual([], came_later(source), path)
        for later in ('run(a, capture_output=True)', 'run(a, text=True)', 'contextlib.nullcontext()', 'a.removeprefix(b)',
                      'logger.info(a, stacklevel=2)', 'os.waitstatus_to_exitcode(a)', "f'{a=}'", 'def f():\n return 1, *a'):
            self.assertEqual(1, len(came_later(later)), later)

    def test_a_function_fits_on_a_screen(self):
        for path, node in self.nodes(ast.FunctionDef):
            self.assertLessEqual(node.end_lineno - node.lineno, LINES_MAX, '{} in {}'.format(node.name, path))

    def test_it_prints_nothing(self):
        called = [node.func.id for _, node in self.nodes(ast.Call) if isinstance(node.func, ast.Name)]
        self.assertNotIn('print', called)

    def test_its_imports_are_the_standard_library_and_dnf(self):
        imported = {alias.name.split('.')[0] for _, node in self.nodes(ast.Import) for alias in node.names}
        self.assertEqual({'collections', 'contextlib', 'copy', 'dnf', 'fcntl', 'fnmatch', 'hawkey', 'itertools', 'json', 'libdnf', 'logging', 'os',
                          're', 'select', 'signal', 'stat', 'subprocess', 'sys', 'syslog', 'time', 'weakref'}, imported)

    def test_what_it_imports_besides_is_its_own(self):
        for path, node in self.nodes(ast.ImportFrom):
            self.assertEqual(1, node.level, path)
            directory = os.path.join(PLUGINS, os.path.dirname(path))
            module = os.path.join(directory, *(node.module or '').split('.'))
            self.assertTrue(os.path.isdir(module) or os.path.isfile(module + '.py'), path)

    def test_it_imports_nothing_when_it_runs(self):
        # dnf forgets the package of its plugins when it unloads them, and an upgrade replaces the files.
        for path, function in self.nodes(ast.FunctionDef):
            for node in ast.walk(function):
                self.assertNotIsInstance(node, (ast.Import, ast.ImportFrom), path)

    def test_its_configuration_names_every_option_with_its_default(self):
        with open(os.path.join(PLUGINS, 'kernelpin.conf'), encoding='ascii') as conf:
            written = dict(line.strip().replace(' ', '').split('=') for line in conf if '=' in line and line[0] != '#')
        self.assertEqual('1', written.pop('enabled'))
        self.assertEqual(options.DEFAULTS, dict(written, record=''))


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
