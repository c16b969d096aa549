import { unitAt } from '../memory.ts';
import { Place, placeBehind } from '../place.ts';
import { behindBlanks } from './gaps.ts';

/** The last of the docstrings found so far. */
export let lastDocstring: Place | null = null;

/** Forgets those of another text. */
export function clearDocstrings(): void {
  lastDocstring = null;
}

/** Notes the string that was read last if it is all that a statement holds, or all but a prefix of one letter. */
export function noteDocstring(statementStart: i32, start: i32, end: i32): void {
  if (start < statementStart || start > statementStart + 1) return;
  const next = unitAt(behindBlanks(end));
  if (next === 10 || next === 13 || next === 35)
    lastDocstring = placeBehind(lastDocstring, statementStart, end);
}
