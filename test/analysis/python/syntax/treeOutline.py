"""Prints for each file of a list the nodes that Python's own parser finds, with their places in UTF-16 code units."""
import ast, json, sys, warnings

warnings.simplefilter('ignore')
NESTED_FORMATS = sys.version_info >= (3, 12)


class Places:
    def __init__(self, text):
        self.lines = split_lines(text)
        self.starts, at = [], 0
        for line in self.lines:
            self.starts.append(at)
            at += units(line)

    def offset(self, line, column):
        text = self.lines[line - 1] if line <= len(self.lines) else ''
        if text.isascii():
            return self.starts[line - 1] + column
        return self.starts[line - 1] + units(text.encode()[:column].decode())


def split_lines(text):
    lines, start = [], 0
    while start < len(text):
        end = text.find('\n', start)
        end = len(text) if end == -1 else end + 1
        lines.append(text[start:end])
        start = end
    return lines


def units(text):
    return len(text.encode('utf-16-le')) // 2


def outline(text):
    places, found = Places(text), []

    def visit(node, within_format):
        for child in ast.iter_child_nodes(node):
            is_format = isinstance(child, (ast.JoinedStr, *([ast.TemplateStr] if hasattr(ast, 'TemplateStr') else [])))
            hidden = within_format and isinstance(child, (ast.JoinedStr, ast.Constant)) and parent_is_format(node, child)
            if hasattr(child, 'lineno') and not hidden:
                start = places.offset(child.lineno, child.col_offset)
                end = places.offset(child.end_lineno, child.end_col_offset)
                found.append(f'{type(child).__name__} {start} {end}')
            if is_format and not NESTED_FORMATS:
                continue
            visit(child, within_format or is_format)

    visit(ast.parse(text), False)
    return sorted(found)


def parent_is_format(parent, child):
    return isinstance(parent, ast.JoinedStr) or getattr(parent, 'format_spec', None) is child


for path in json.load(sys.stdin):
    try:
        with open(path, encoding='utf-8', newline='') as file:
            text = file.read()
        nodes = outline(text)
    except (SyntaxError, UnicodeDecodeError, ValueError, RecursionError):
        continue
    print(json.dumps([path, nodes]))
