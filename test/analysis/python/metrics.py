"""Prints what Python's own parser says about the definitions of modules, one JSON object a line and file.

Usage: metrics.py FILE...; without files, the standard library without its tests.
Complexity is Ruff's C901, nesting is Pylint's R1702 with `match` and with what handlers hold.
"""
import ast
import json
import os
import sys
import sysconfig
import warnings

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
LOOPS = (ast.For, ast.AsyncFor, ast.While)
TRIES = (ast.Try, getattr(ast, 'TryStar', ast.Try))
CONTROL = (ast.If, *LOOPS, *TRIES, ast.With, ast.AsyncWith, ast.Match)


def library():
    root = sysconfig.get_paths()['stdlib']
    left_out = ('site-packages', 'dist-packages', 'test', 'tests', 'idlelib')
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in left_out)
        yield from (os.path.join(folder, name) for name in sorted(files) if name.endswith('.py'))


def decorators(node):
    for each in node.decorator_list:
        yield each.attr if isinstance(each, ast.Attribute) else getattr(each, 'id', None)


def irrefutable(pattern):
    if isinstance(pattern, ast.MatchOr):
        return any(map(irrefutable, pattern.patterns))
    return isinstance(pattern, ast.MatchAs) and (pattern.pattern is None or irrefutable(pattern.pattern))


def decisions(node):
    if isinstance(node, (ast.If, *LOOPS)) or isinstance(node, FUNCTIONS):
        return 1
    if isinstance(node, TRIES):
        return len(node.handlers) + bool(node.orelse)
    if isinstance(node, ast.Match):
        last = node.cases[-1]
        return len(node.cases) - (last.guard is None and irrefutable(last.pattern))
    return 0


def statements(node):
    """Statements directly below one: those of handlers and cases too."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.ExceptHandler, ast.match_case)):
            yield from statements(child)
        elif isinstance(child, ast.stmt):
            yield child


def complexity(node):
    return decisions(node) + sum(map(complexity, statements(node)))


def is_elif(parent, child):
    return (
        isinstance(parent, ast.If)
        and parent.orelse == [child]
        and isinstance(child, ast.If)
        and child.col_offset == parent.col_offset
    )


def nesting(node):
    deepest = 0
    for child in statements(node):
        if isinstance(child, FUNCTIONS + (ast.ClassDef,)):
            continue
        below = nesting(child)
        own = isinstance(child, CONTROL) and not is_elif(node, child)
        deepest = max(deepest, below + own)
    return deepest


def parameters(node, method):
    given = node.args
    positional = len(given.posonlyargs) + len(given.args)
    bound = method and positional > 0 and 'staticmethod' not in decorators(node)
    return positional + len(given.kwonlyargs) + bool(given.vararg) + bool(given.kwarg) - bound


def definitions(node, parent='-', method=False):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield f'class {child.name} {child.lineno}-{child.end_lineno} in {parent}'
            yield from definitions(child, child.name, True)
        elif isinstance(child, FUNCTIONS) and 'overload' not in decorators(child):
            yield (
                f'function {child.name} {child.lineno}-{child.end_lineno} in {parent}:'
                f' {parameters(child, method)} parameters, complexity {complexity(child)}, nesting {nesting(child)}'
            )
            yield from definitions(child, child.name)
        elif not isinstance(child, FUNCTIONS):
            yield from definitions(child, parent, method)


def parsed(path):
    with open(path, 'rb') as file:
        return ast.parse(file.read().decode('utf8'))


def main():
    warnings.simplefilter('ignore')
    for path in sys.argv[1:] or library():
        try:
            found = sorted(definitions(parsed(path)))
        except (SyntaxError, ValueError, RecursionError, OSError):
            continue
        print(json.dumps({'file': path, 'definitions': found}))


main()
