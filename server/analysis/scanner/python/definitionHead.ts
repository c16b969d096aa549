import { spells } from '../characters.ts';
import { unitAt } from '../memory.ts';
import { behindBlanks, behindGap } from './gaps.ts';
import { beginsName, behindName, goesOnName } from './nameCharacters.ts';

// The head of a definition, as far as its name; valid until the next is read.

export let isClass: bool = false;
export let hasName: bool = false;
/** Offsets of the name, or of the keyword and what stands before it where there is none. */
export let nameStart: i32 = 0;
export let nameEnd: i32 = 0;

/** Reads the head that begins at an offset; false where there is none. */
export function readDefinitionHead(start: i32): bool {
  const keyword = spells(start, 'async') ? behindBlanks(start + 5) : start;
  isClass = spells(keyword, 'class');
  if (!isClass && !spells(keyword, 'def')) return false;
  const keywordEnd = keyword + (isClass ? 5 : 3);
  if (goesOnName(keywordEnd)) return false;
  const behind = behindGap(keywordEnd);
  hasName = beginsName(behind);
  nameStart = hasName ? behind : start;
  nameEnd = hasName ? behindName(behind) : behindSpaceBefore(behind);
  return true;
}

/** Offset behind the last character before another that is no white space. */
function behindSpaceBefore(offset: i32): i32 {
  let i = offset;
  while (unitAt(i - 1) <= 32) i--;
  return i;
}
