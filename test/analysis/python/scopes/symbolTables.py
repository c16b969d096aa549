"""Prints for each file of a list what Python's own symbol table says of every name in every scope."""
import json, symtable, sys, warnings

warnings.simplefilter('ignore')
KINDS = {'lambda': 'lambda', 'genexpr': 'comprehension', 'listcomp': 'comprehension', 'setcomp': 'comprehension',
         'dictcomp': 'comprehension'}


def outline(table, found):
    kind = str(getattr(table.get_type(), 'value', table.get_type()))
    name = table.get_name().strip('<>')
    kind = KINDS.get(name, kind) if kind == 'function' else kind
    for symbol in table.get_symbols():
        if symbol.get_name().startswith('.') or symbol.get_name() in ('__class__', '__classdict__', '__conditional_annotations__'):
            continue
        where = 'free' if symbol.is_free() else 'local' if symbol.is_local() else 'global'
        if kind == 'module':
            where = 'global'
        bound = symbol.is_assigned() or symbol.is_imported() or symbol.is_parameter()
        if not bound and not symbol.is_referenced():
            continue
        found.append(f'{kind} {table.get_lineno()} {symbol.get_name()} {where} '
                     f'{"read" if symbol.is_referenced() else ""} {"bound" if bound else ""}')
    for child in table.get_children():
        outline(child, found)


for path in json.load(sys.stdin):
    try:
        with open(path, encoding='utf-8', newline='') as file:
            text = file.read()
        found = []
        outline(symtable.symtable(text, path, 'exec'), found)
    except (SyntaxError, UnicodeDecodeError, ValueError, RecursionError):
        continue
    print(json.dumps([path, sorted(set(found))]))
