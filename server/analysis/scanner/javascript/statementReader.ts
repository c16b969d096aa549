import { isWordUnit } from '../characters.ts';
import { length, unitAt } from '../memory.ts';

/** Comments between the words of a statement are no longer than this; nobody's are. */
const longestComment = 2000;

// Reads one statement of a module, word by word.

export let place: i32 = 0;
/** Whether a line ended before the present place. */
export let lineEnded: bool = false;
/** The last thing in quotes that was read; none where the end is before the start. */
export let quotedStart: i32 = 0;
export let quotedEnd: i32 = -1;

export function beginReading(offset: i32): void {
  place = offset;
}

/** The next character that is neither blank nor in a comment; -1 where the text is over. */
export function nextCharacter(): i32 {
  lineEnded = false;
  while (place < length) {
    const c = unitAt(place);
    if (c === 47) {
      if (!skipComment()) return c;
    } else if (c > 32) return c;
    else {
      if (c === 10) lineEnded = true;
      place++;
    }
  }
  return -1;
}

export function skipCharacter(): void {
  place++;
}

/** Goes behind the word at the present place and gives its start. */
export function readWord(): i32 {
  const start = place;
  for (let c = unitAt(place); isWordUnit(c) || c === 36 || c >= 0x80; c = unitAt(place)) place++;
  return start;
}

/** Reads what the quotes at the present place hold; one that its line does not close ends before what ends the statement. */
export function readQuoted(): bool {
  const quote = unitAt(place);
  quotedStart = place + 1;
  let end = quotedStart;
  for (let c = unitAt(end); c !== quote && !endsSpecifier(c); c = unitAt(end)) end++;
  quotedEnd = end;
  place = end + 1;
  return end > quotedStart;
}

/** Reads what stands here if it has lost the first of its quotes. */
export function readHalfQuoted(): bool {
  let end = place;
  for (let c = unitAt(end); !isQuote(c) && !endsSpecifier(c); c = unitAt(end)) end++;
  quotedStart = place;
  quotedEnd = end;
  return end > place && isQuote(unitAt(end));
}

export function isQuote(c: i32): bool {
  return c === 34 || c === 39;
}

/** Whether a module's name ends before a character: it is no blank, none of `;`, `)`, `,` and no end. */
function endsSpecifier(c: i32): bool {
  return c <= 32 || c === 59 || c === 41 || c === 44;
}

function skipComment(): bool {
  const star = unitAt(place + 1) === 42;
  if (!star && unitAt(place + 1) !== 47) return false;
  const farthest = min(length, place + longestComment);
  for (let i = place + 2; i < farthest; i++) {
    if (!star && unitAt(i) === 10) {
      place = i;
      return true;
    }
    if (star && unitAt(i) === 42 && unitAt(i + 1) === 47) {
      place = i + 2;
      return true;
    }
  }
  return false;
}
