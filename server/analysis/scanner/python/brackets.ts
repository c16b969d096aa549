import { spells } from '../characters.ts';
import { length, unitAt } from '../memory.ts';
import { lineFeedFrom } from '../searches.ts';
import { behindBlanks } from './gaps.ts';
import { isNameUnit } from './nameCharacters.ts';
import { startsStatement } from './statementStart.ts';
import { stringEnd } from './strings.ts';

// Reads what brackets hold, item by item, as far as it is written; a line that begins a statement ends what is half-typed.

enum Outcome {
  GoesOn = 0,
  EndsItem = 1,
  EndsBrackets = 2,
}

/** Offsets of the present item's first character, -1 for none, and behind its last. */
export let itemStart: i32 = -1;
export let itemEnd: i32 = -1;
let offset: i32 = 0;
let depth: i32 = 0;
/** Lambdas whose parameters are being read: the commas between those are their own. */
let lambdas: i32 = 0;
let hasString: bool = false;
let ended: bool = false;

/** Begins with the parenthesis behind a definition's name and type parameters; false where there is none. */
export function openParenthesis(nameEnd: i32): bool {
  let start = behindBlanks(nameEnd);
  if (unitAt(start) === 91) {
    open(start);
    while (nextItem()) {}
    start = behindBlanks(offset);
  }
  open(start);
  return unitAt(start) === 40;
}

function open(start: i32): void {
  offset = start;
  depth = 0;
  lambdas = 0;
  hasString = false;
  ended = false;
}

/** Goes to the next item between commas that is not blank; false where there are no more. */
export function nextItem(): bool {
  itemStart = -1;
  while (!ended) {
    itemEnd = offset;
    const outcome = offset < length ? read(unitAt(offset)) : Outcome.EndsBrackets;
    if (outcome === Outcome.GoesOn) continue;
    ended = outcome === Outcome.EndsBrackets;
    if (ended) offset = itemEnd + 1;
    if (itemStart >= 0) return true;
  }
  return false;
}

/** Offset behind brackets that close and hold no string, so that nothing else has to be known of them; -1 otherwise. */
export function plainEnd(): i32 {
  return depth === 0 && !hasString ? offset : -1;
}

function read(c: i32): Outcome {
  switch (c) {
    case 9:
    case 12:
    case 13:
    case 32:
    case 92:
      offset++;
      return Outcome.GoesOn;
    case 10:
      offset++;
      return startsStatement(behindBlanks(offset)) ? Outcome.EndsBrackets : Outcome.GoesOn;
    case 34:
    case 39:
      beginItem();
      hasString = true;
      offset = stringEnd(offset, -1);
      return Outcome.GoesOn;
    case 35:
      offset = lineFeedFrom(offset);
      return Outcome.GoesOn;
    default:
      return readPunctuation(c);
  }
}

function readPunctuation(c: i32): Outcome {
  switch (c) {
    case 40:
    case 91:
    case 123:
      if (depth > 0) beginItem();
      depth++;
      break;
    case 41:
    case 93:
    case 125:
      if (--depth === 0) return Outcome.EndsBrackets;
      break;
    case 44:
      offset++;
      return depth === 1 && lambdas === 0 ? Outcome.EndsItem : Outcome.GoesOn;
    case 58:
      if (depth === 1 && lambdas > 0) lambdas--;
      break;
    default:
      beginItem();
      if (c === 108 && depth === 1 && isLambda(offset)) lambdas++;
  }
  offset++;
  return Outcome.GoesOn;
}

function beginItem(): void {
  if (itemStart < 0) itemStart = offset;
}

function isLambda(start: i32): bool {
  return spells(start, 'lambda') && !isNameUnit(unitAt(start + 6)) && !isNameUnit(unitAt(start - 1));
}
