import type { ConflictHunks } from '../../protocol/conflicts.ts';

export type ConflictHunk = ConflictHunks['files'][number]['hunks'][number];

/**
 * The lines of each side that conflict, read from a merged file.
 * @param text with markers of git's `merge` style
 * @param markerSize number of characters of a marker
 */
export function conflictRanges(text: string, markerSize: number): ConflictHunk[] {
  const opening = `${'<'.repeat(markerSize)} `;
  const middle = '='.repeat(markerSize);
  const closing = `${'>'.repeat(markerSize)} `;
  const hunks: ConflictHunk[] = [];
  /** Next line of each side. */
  const next = { a: 1, b: 1 };
  let start = { ...next };
  let side: 'both' | 'a' | 'b' = 'both';
  for (const line of text.split('\n')) {
    if (side === 'both' && line.startsWith(opening)) {
      start = { ...next };
      side = 'a';
    } else if (side === 'a' && line.replace(/\r$/, '') === middle) side = 'b';
    else if (side === 'b' && line.startsWith(closing)) {
      hunks.push({ a: range(start.a, next.a), b: range(start.b, next.b) });
      side = 'both';
    } else {
      if (side !== 'b') next.a += 1;
      if (side !== 'a') next.b += 1;
    }
  }
  return hunks;
}

function range(start: number, end: number) {
  return { start, count: end - start };
}
