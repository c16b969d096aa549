import { allocate } from './memory.ts';
import { lineEndFrom } from './searches.ts';

/** A literal that spans lines. */
@unmanaged
class Literal {
  next: Literal | null;
  start: i32;
  end: i32;
}

/** Those found so far, the last one first. */
export let literals: Literal | null = null;

/** Forgets those of another text. */
export function clearLiterals(): void {
  literals = null;
}

/** Remembers a literal if it spans lines. */
export function noteLiteral(start: i32, end: i32): void {
  if (lineEndFrom(start) >= end) return;
  const literal = changetype<Literal>(allocate(offsetof<Literal>()));
  literal.next = literals;
  literal.start = start;
  literal.end = end;
  literals = literal;
}
