import type { ConflictHunks } from '../../../protocol/conflicts.ts';

export type ConflictHunk = ConflictHunks['files'][number]['hunks'][number];

/** A merged file taken apart. */
export interface MergedText {
  /** Lines of the file where each conflict is decided for one side. */
  readonly a: readonly string[];
  readonly b: readonly string[];
  /** Lines of each conflict in these two. */
  readonly hunks: readonly ConflictHunk[];
}

/**
 * Takes apart a merged file.
 * @param text with markers of git's `merge` style
 * @param markerSize number of characters of a marker
 */
export function readMergedText(text: string, markerSize: number): MergedText {
  const opening = `${'<'.repeat(markerSize)} `;
  const middle = '='.repeat(markerSize);
  const closing = `${'>'.repeat(markerSize)} `;
  const [a, b, hunks]: [string[], string[], ConflictHunk[]] = [[], [], []];
  let start = { a: 0, b: 0 };
  let side: 'both' | 'a' | 'b' = 'both';
  for (const line of text.split('\n')) {
    if (side === 'both' && line.startsWith(opening)) {
      start = { a: a.length, b: b.length };
      side = 'a';
    } else if (side === 'a' && line.replace(/\r$/, '') === middle) side = 'b';
    else if (side === 'b' && line.startsWith(closing)) {
      hunks.push({ a: range(start.a, a.length), b: range(start.b, b.length) });
      side = 'both';
    } else {
      if (side !== 'b') a.push(line);
      if (side !== 'a') b.push(line);
    }
  }
  return { a, b, hunks };
}

/** @param start index of the first line */
function range(start: number, end: number) {
  return { start: start + 1, count: end - start };
}
