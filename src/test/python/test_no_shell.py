# SPDX-License-Identifier: Apache-2.0
"""Names of packages, paths and options come from others: none of them may get into a shell."""
import ast
import glob
import os
import re
import unittest

SOURCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..')
RUNS = re.compile('os[.](system|popen|exec|spawn|posix_spawn|startfile)|subprocess[.]|pty[.]|commands[.]'
                  '|(builtins[.])?(eval|exec|compile|__import__)$')


def nodes():
    """Whatever the sources of the plugin consist of."""
    for path in glob.glob(os.path.join(SOURCES, 'dnf-plugin', '**', '*.py'), recursive=True):
        with open(path) as file:
            yield from ast.walk(ast.parse(file.read()))


def calls():
    """The calls of the plugin that run something, each with the text of what is called."""
    return [(text, node) for node in nodes() if isinstance(node, ast.Call)
            for text in ['.'.join(parts(node.func))] if RUNS.match(text)]


def parts(node):
    """The words of a dotted name; none of what is no name."""
    if isinstance(node, ast.Attribute):
        return parts(node.value) + [node.attr]
    return [node.id] if isinstance(node, ast.Name) else []


class NoShellTest(unittest.TestCase):
    def test_the_plugin_runs_one_program_by_a_list_of_arguments(self):
        (name, call), = calls()
        self.assertEqual('subprocess.Popen', name)
        self.assertIsInstance(call.args[0], ast.List)
        self.assertEqual(['program', 'hook'], [
            getattr(word, 'id', None) or ast.literal_eval(word) for word in call.args[0].elts])
        self.assertEqual(['bufsize', 'cwd', 'env', 'pass_fds', 'start_new_session', 'stderr', 'stdin', 'stdout'],
                         sorted(keyword.arg for keyword in call.keywords))

    def test_the_plugin_imports_what_runs_programs_under_its_own_name(self):
        for node in nodes():
            if isinstance(node, ast.ImportFrom):
                self.assertNotIn(node.module, ('os', 'subprocess'))
            if isinstance(node, ast.Import):
                self.assertEqual([None] * len(node.names), [name.asname for name in node.names])

    def test_the_launcher_evaluates_nothing(self):
        with open(os.path.join(SOURCES, 'scripts/kernelpin')) as file:
            code = [line.split(' #')[0] for line in file if not line.lstrip().startswith('#')]
        self.assertEqual([], [line for line in code if re.search(r'\b(eval|sh -c|bash|xargs)\b|`', line)])
        self.assertEqual('exec "$java" "$@"', code[-1].strip())


if __name__ == '__main__':
    unittest.main()
