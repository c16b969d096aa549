import type { LineTable } from '../../../text/lineTable.ts';

/** Whether no line ends between two offsets, save where a backslash joins it to the next. */
export function isSameLine(text: string, from: number, to: number): boolean {
  return !text
    .slice(from, to)
    .replace(/\\\r?\n/g, '')
    .includes('\n');
}

/** The blanks before a statement. */
export function indentOf(lines: LineTable, { start }: { readonly start: number }): string {
  const before = lines.text.slice(lines.start(lines.lineAt(start)), start);
  return /[ \t]*$/.exec(before)?.[0] ?? '';
}
