/** A Python module of about this many lines in the mix of real ones: imports, classes, docstrings, long functions. */
export function pythonModule(lines: number): string {
  const parts = ['"""A module."""\nfrom __future__ import annotations\n\nimport os\nimport torch\n'];
  for (let index = 0, count = 5; count < lines; index++) {
    const part = pythonClass(index);
    parts.push(part);
    count += part.split('\n').length - 1;
  }
  return parts.join('');
}

function pythonClass(index: number): string {
  const methods = Array.from({ length: 5 }, (_, method) => pythonMethod(method, method === 4 ? 40 : 12));
  return `\n\nclass Agent${index}(Base):\n    """Holds the state (of an agent)."""\n\n${methods.join('\n')}`;
}

function pythonMethod(index: number, lines: number): string {
  const body = Array.from(
    { length: lines },
    (_, line) => `        self.values["key ${line}"] = [x * ${line} for x in range(10)]  # a comment\n`,
  );
  return `    def method_${index}(self, name: str = "it's", *rest) -> None:\n        """Does (its) work."""\n${body.join('')}`;
}
