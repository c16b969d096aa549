import { spells } from '../characters.ts';

/** What a word of an import or export clause may mean. */
export enum ClauseWord {
  None = 0,
  Other = 1,
  From = 2,
  Type = 3,
  /** Like `type`, words that keep a statement from evaluating a module: Flow's `import typeof`, and `import defer`. */
  Phase = 4,
}

const openBrace = 123;
const closeBrace = 125;
const star = 42;
const comma = 44;

// What stands between `import` or `export` and the module's name, in the order in which it is read.

let isImport: bool = false;
/** The words outside of braces, before any punctuation: how many, and the first three. */
let wordsBefore: i32 = 0;
let first: ClauseWord = ClauseWord.None;
let second: ClauseWord = ClauseWord.None;
let third: ClauseWord = ClauseWord.None;
/** The specifier that is being read: how many words, and whether the first is `type`. */
let wordsOfSpecifier: i32 = 0;
let beginsWithType: bool = false;
let types: i32 = 0;
let values: i32 = 0;
let inBraces: bool = false;
let sawPunctuation: bool = false;
let hasPhase: bool = false;
let last: ClauseWord = ClauseWord.None;

export function beginClause(ofImport: bool): void {
  isImport = ofImport;
  wordsBefore = 0;
  first = ClauseWord.None;
  second = ClauseWord.None;
  third = ClauseWord.None;
  wordsOfSpecifier = 0;
  types = 0;
  values = 0;
  inBraces = false;
  sawPunctuation = false;
  hasPhase = false;
  last = ClauseWord.None;
}

export function isPunctuation(c: i32): bool {
  return c === openBrace || c === closeBrace || c === star || c === comma;
}

/** What the word between two offsets may mean. */
export function clauseWordAt(start: i32, end: i32): ClauseWord {
  if (end - start === 4 && spells(start, 'from')) return ClauseWord.From;
  if (end - start === 4 && spells(start, 'type')) return ClauseWord.Type;
  if (end - start === 5 && spells(start, 'defer')) return ClauseWord.Phase;
  return end - start === 6 && spells(start, 'typeof') ? ClauseWord.Phase : ClauseWord.Other;
}

/** Whether the module's name is what comes next. */
export function isAfterFrom(): bool {
  return last === ClauseWord.From;
}

/** Whether the statement evaluates no module: it imports types alone, or defers. */
export function isSilent(): bool {
  if (hasPhase || (types > 0 && values === 0)) return true;
  if (!isPhase(first) || wordsBefore < 2) return false;
  return second !== ClauseWord.From || third === ClauseWord.From;
}

function isPhase(word: ClauseWord): bool {
  return word === ClauseWord.Type || word === ClauseWord.Phase;
}

/** Reads a word; false where it cannot belong to the statement. */
export function clauseWord(word: ClauseWord): bool {
  last = word;
  if (inBraces) {
    if (wordsOfSpecifier++ === 0) beginsWithType = word === ClauseWord.Type;
    return true;
  }
  if (sawPunctuation) return true;
  wordsBefore++;
  if (wordsBefore === 1) first = word;
  else if (wordsBefore === 2) second = word;
  else if (wordsBefore === 3) third = word;
  return isImport ? wordsBefore <= 3 : wordsBefore === 1 && word === ClauseWord.Type;
}

/** Reads a character between words; false where it cannot belong to the statement. */
export function clausePunctuation(c: i32): bool {
  if (!sawPunctuation && c !== comma) hasPhase = wordsBefore === 1 && isPhase(first);
  sawPunctuation = true;
  last = ClauseWord.None;
  if (c === openBrace) {
    if (inBraces) return false;
    inBraces = true;
  } else if (c === star || (c === comma && !inBraces)) values++;
  else endSpecifier();
  if (c === closeBrace) endBraces();
  return true;
}

/** Where the opening brace is missing, nobody knows what its words meant: the module counts as loaded. */
function endBraces(): void {
  if (!inBraces) {
    wordsBefore = 0;
    first = ClauseWord.None;
    hasPhase = false;
    values++;
  }
  inBraces = false;
}

/** `type A` and `type a as b` are types; `type` and `type as b` are values of that name. */
function endSpecifier(): void {
  if (wordsOfSpecifier === 0) return;
  if (beginsWithType && (wordsOfSpecifier === 2 || wordsOfSpecifier === 4)) types++;
  else values++;
  wordsOfSpecifier = 0;
}
