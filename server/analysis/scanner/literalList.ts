import { Place, placeBehind } from './place.ts';
import { lineEndFrom } from './searches.ts';

/** The last of the literals that span lines found so far. */
export let lastLiteral: Place | null = null;

/** Forgets those of another text. */
export function clearLiterals(): void {
  lastLiteral = null;
}

/** Remembers a literal if it spans lines. */
export function noteLiteral(start: i32, end: i32): void {
  if (lineEndFrom(start) < end) lastLiteral = placeBehind(lastLiteral, start, end);
}
