import { spells } from '../characters.ts';
import { unitAt } from '../memory.ts';
import {
  beginClause,
  ClauseWord,
  clausePunctuation,
  clauseWord,
  clauseWordAt,
  isAfterFrom,
  isPunctuation,
  isSilent,
} from './importClause.ts';
import {
  beginReading,
  isQuote,
  lineEnded,
  nextCharacter,
  place,
  quotedEnd,
  quotedStart,
  readHalfQuoted,
  readQuoted,
  readWord,
  skipCharacter,
} from './statementReader.ts';

/** A statement imports no more names; nobody's does. */
const mostWords = 10_000;

/** What reading a part of a statement tells of the module that it loads. */
enum Outcome {
  GoesOn = 0,
  None = 1,
  /** Its name was the last thing read in quotes. */
  Found = 2,
}

/** Whether the parenthesis behind `import` or `require`, which is the next at an offset, holds a module's name. */
export function readCalledSpecifier(offset: i32): bool {
  beginReading(offset);
  if (nextCharacter() !== 40) return false;
  skipCharacter();
  const quote = nextCharacter();
  if (!isQuote(quote) && quote !== 96) return false;
  return readQuoted() && !holdsCode();
}

function holdsCode(): bool {
  for (let i = quotedStart; i + 1 < quotedEnd; i++)
    if (unitAt(i) === 36 && unitAt(i + 1) === 123) return true;
  return false;
}

/**
 * Whether a statement loads a module behind its `import` or `export`: not one that loads only types, or loads it when
 * it is used (`import defer`); half-typed ones are read as far as they make sense.
 */
export function readStatedSpecifier(offset: i32, isImport: bool): bool {
  beginReading(offset);
  if (isQuote(nextCharacter())) return isImport && readQuoted();
  beginClause(isImport);
  for (let count = 0; count < mostWords; count++) {
    const outcome = readPart(nextCharacter(), isImport);
    if (outcome !== Outcome.GoesOn) return outcome === Outcome.Found;
  }
  return false;
}

function readPart(c: i32, isImport: bool): Outcome {
  if (isQuote(c)) return readQuotedPart();
  if (c === 96) {
    skipCharacter();
    return Outcome.GoesOn;
  }
  if (c === 61) return isImport && readRequired() ? Outcome.Found : Outcome.None;
  if (!isPunctuation(c)) return c < 0 ? Outcome.None : readWordPart();
  if (!clausePunctuation(c)) return Outcome.None;
  skipCharacter();
  return Outcome.GoesOn;
}

function readQuotedPart(): Outcome {
  const isNamed = readQuoted();
  if (isAfterFrom()) return isNamed && !isSilent() ? Outcome.Found : Outcome.None;
  return clauseWord(ClauseWord.Other) ? Outcome.GoesOn : Outcome.None;
}

function readWordPart(): Outcome {
  const isHalfQuoted = isAfterFrom() && readHalfQuoted();
  if (isHalfQuoted && !(quotedEnd - quotedStart === 4 && spells(quotedStart, 'from')))
    return isSilent() ? Outcome.None : Outcome.Found;
  const start = readWord();
  if (place === start || (lineEnded && beginsStatement(start))) return Outcome.None;
  return clauseWord(clauseWordAt(start, place)) ? Outcome.GoesOn : Outcome.None;
}

function beginsStatement(start: i32): bool {
  if (isWord(start, 'import') || isWord(start, 'export') || isWord(start, 'declare')) return true;
  if (isWord(start, 'const') || isWord(start, 'let') || isWord(start, 'var')) return true;
  if (isWord(start, 'function') || isWord(start, 'class') || isWord(start, 'interface')) return true;
  if (isWord(start, 'enum') || isWord(start, 'return') || isWord(start, 'if')) return true;
  return isWord(start, 'for') || isWord(start, 'while');
}

/** Whether the word that was read last is this one. */
function isWord(start: i32, word: string): bool {
  return place - start === word.length && spells(start, word);
}

/** `= require('module')` of TypeScript. */
function readRequired(): bool {
  skipCharacter();
  nextCharacter();
  return isWord(readWord(), 'require') && !isSilent() && readCalledSpecifier(place);
}
