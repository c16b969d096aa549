/** A module of this many short lines. */
export function pythonLines(count: number): string {
  return 'one = 1\n'.repeat(count);
}

/** A function of this many lines, its `def` counted. */
export function pythonFunction(name: string, lines: number): string {
  return `def ${name}():\n${'    one = 1\n'.repeat(lines - 1)}`;
}
