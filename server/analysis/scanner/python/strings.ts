import { isWordUnit } from '../characters.ts';
import { length, unitAt } from '../memory.ts';
import { lineFeedFrom } from '../searches.ts';
import { holdsDefinition } from './definitionInString.ts';
import { behindEscaped } from './escapes.ts';
import { formattedEnd, hasFields } from './formattedStrings.ts';

/**
 * Offset behind the string whose opening quote is at an offset. One that is not closed ends where the least is
 * lost: a plain one at its line's end, a triple-quoted one at the end of its first line.
 * @param suspiciousIndent of a definition that makes a string of several lines half-typed if it holds it; -1 for none
 */
export function stringEnd(quoteOffset: i32, suspiciousIndent: i32): i32 {
  if (isTripleQuote(quoteOffset)) return tripleQuotedEnd(quoteOffset, suspiciousIndent);
  const end = hasFields(quoteOffset) ? formattedEnd(quoteOffset) : -1;
  return end < 0 ? plainEnd(quoteOffset) : end;
}

function plainEnd(quoteOffset: i32): i32 {
  const quote = unitAt(quoteOffset);
  let i = quoteOffset + 1;
  while (i < length) {
    const c = unitAt(i);
    if (c === quote) return i + 1;
    if (c === 10) return i;
    i = c === 92 ? behindEscaped(i) : i + 1;
  }
  return length;
}

/** Whether three quotes in a row are at an offset. */
export function isTripleQuote(offset: i32): bool {
  const quote = unitAt(offset);
  return unitAt(offset + 1) === quote && unitAt(offset + 2) === quote;
}

function tripleQuotedEnd(quoteOffset: i32, suspiciousIndent: i32): i32 {
  const at = closingQuotes(quoteOffset);
  if (at < 0 || opensText(quoteOffset, at + 3)) return lineFeedFrom(quoteOffset);
  const isSuspicious = suspiciousIndent >= 0 && holdsDefinition(quoteOffset, at, suspiciousIndent);
  return isSuspicious ? lineFeedFrom(quoteOffset) : at + 3;
}

/** Offset of the three quotes that close the ones at an offset; -1 where there are none. */
function closingQuotes(quoteOffset: i32): i32 {
  const quote = unitAt(quoteOffset);
  for (let i = quoteOffset + 3; i + 2 < length; i++)
    if (unitAt(i) === quote && isTripleQuote(i) && !isEscaped(i)) return i;
  return -1;
}

function isEscaped(at: i32): bool {
  let before = at - 1;
  while (unitAt(before) === 92) before--;
  return ((at - 1 - before) & 1) === 1;
}

/**
 * Whether what looks like the end of a string of several lines opens the next docstring instead: text follows
 * it at once. Then the opening quotes are half-typed, and taking them seriously would turn the file inside out.
 */
function opensText(quoteOffset: i32, end: i32): bool {
  if (!isWordUnit(unitAt(end))) return false;
  let after = end;
  while (isWordUnit(unitAt(after))) after++;
  const next = unitAt(after);
  return next !== 34 && next !== 39 && lineFeedFrom(quoteOffset) < end;
}
