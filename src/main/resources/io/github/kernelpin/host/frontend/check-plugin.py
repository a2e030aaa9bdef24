# SPDX-License-Identifier: Apache-2.0
"""Tells what keeps dnf from loading the plugin, from the text of its files, none of which is run.

Standard input has a line for each file: its name without .py, a blank, and the content in base64. Standard
output has a line for each mistake: the name, a blank, and what is wrong. Python 3.6 and newer run this.
"""
import ast
import base64
import sys

PLUGIN = 'kernelpin'
HOOKS = {'resolved', 'pre_transaction'}


def parsed(name, source):
    """Returns the statements of a file, or none after saying why Python does not compile it."""
    try:
        tree = ast.parse(source)
        compile(tree, name, 'exec', dont_inherit=True)
        return tree
    except SyntaxError as error:
        print(name, 'line {}: {}'.format(error.lineno, error.msg))
    except Exception as error:
        print(name, type(error).__name__)
    return None


def bound(statements):
    """Returns the names that statements give a meaning outside of functions and classes."""
    names = set()
    for statement in statements:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            names.add(statement.name)
            continue
        for node in ast.walk(statement):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names.update(alias.asname or alias.name.split('.')[0] for alias in node.names)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.add(node.id)
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                names.add(node.name)
    return names


def is_plugin(statement):
    """Tells whether it is the class that dnf looks for, with the hooks that dnf calls."""
    if not isinstance(statement, ast.ClassDef):
        return False
    is_dnfs = any(isinstance(base, ast.Attribute) and base.attr == 'Plugin' for base in statement.bases)
    return is_dnfs and HOOKS <= bound(statement.body)


def check_imports(name, tree, files):
    """Says which parts of the plugin a file asks for that are not there, or don't have what it asks for."""
    package = name.rpartition('/')[0]
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or node.level != 1:
            continue
        path = [part for part in [package] + (node.module or '').split('.') if part]
        for alias in node.names:
            if node.module:
                check_import('/'.join(path), alias.name, files)
            else:
                check_import('/'.join(path + [alias.name]), None, files)


def check_import(target, wanted, files):
    """Says whether a part is missing, or what is wanted of it."""
    if target not in files:
        print(target, 'it is not there')
    elif wanted and files[target] is not None and wanted not in bound(files[target].body):
        print(target, 'it has no {}'.format(wanted))


def main():
    """Looks at every file."""
    files = {}
    for line in sys.stdin:
        name, source = line.split(' ')
        files[name] = parsed(name, base64.b64decode(source))
    plugin = files[PLUGIN]
    if plugin is not None and not any(is_plugin(statement) for statement in plugin.body):
        print(PLUGIN, 'it has no plugin in it')
    for name, tree in sorted(files.items()):
        if tree is not None:
            check_imports(name, tree, files)


main()
