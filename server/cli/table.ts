import { directionShown } from '../protocol/undisguised.ts';

/** A column of a table for people. */
export interface Column<Item> {
  readonly title: string;
  text(item: Item): string;
}

/**
 * Rows under aligned titles.
 * @param none what is said where there are no rows
 */
export function textTable<Item>(
  columns: readonly Column<Item>[],
  rows: readonly Item[],
  none: string,
): string {
  if (rows.length === 0) return `${none}\n`;
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ text }) => plain(text(row)))),
  ];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const aligned = lines.map((line) =>
    line
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${aligned.join('\n')}\n`;
}

/**
 * Names and messages come from the repository and from agents: none of them may move the terminal's cursor, break the
 * line or turn the direction in which what stands beside it is read.
 */
export function plain(text: string): string {
  return directionShown(text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' '));
}

/** The same for text of several lines, whose line feeds stay. */
export function plainLines(text: string): string {
  return text.split('\n').map(plain).join('\n');
}
