import { noteComment } from '../commentList.ts';
import { conflictMarkerEnd } from '../conflictMarker.ts';
import { noteLiteral } from '../literalList.ts';
import { length, unitAt } from '../memory.ts';
import { behindStars, lineEndFrom } from '../searches.ts';
import { behindBlanks } from '../unitSearch.ts';
import { holdsCode, indentOfLine } from './codeInTemplate.ts';
import { quotedEnd, regularExpressionEnd, templatePieceEnd } from './literals.ts';
import { nameEnd } from './names.ts';
import { isPostfix, readOperatorAt } from './operators.ts';
import { clearTokens, isDull, previous, rotateTokens, Token, token } from './token.ts';
import { TokenKind } from './tokenKind.ts';
import { TokenStart, tokenStart } from './tokenStart.ts';
import { expectsExpression, Word, wordAt } from './word.ts';

// Cuts JavaScript and TypeScript into tokens; what an expression may follow, the caller corrects where it knows better.

/** Whether `/` begins a regular expression and `<` an element here. */
let expressionExpected: bool = true;
/** The same, before the operator that was read last. */
export let tokenBeginsExpression: bool = true;
/** Whether a template has no end. */
export let unclosed: bool = false;
export let offset: i32 = 0;
/** Characters that may still be searched in vain for the end of a regular expression. */
let patience: i64 = 0;
/** Whether to doubt templates that hold declarations. */
let doubting: bool = false;
let templateIndent: i32 = 0;

/** Goes to the beginning of the text. */
export function beginTokens(recovering: bool): void {
  clearTokens();
  expressionExpected = true;
  tokenBeginsExpression = true;
  unclosed = false;
  patience = 8 * (length as i64);
  doubting = recovering;
  offset = unitAt(0) === 0xfeff ? 1 : 0;
  if (unitAt(offset) === 35 && unitAt(offset + 1) === 33) offset = lineEndFrom(offset);
}

/** Tells what the caller knows of the place behind the present token. */
export function expectExpression(expected: bool): void {
  expressionExpected = expected;
}

/** Goes on behind what the caller has read itself. */
export function continueAt(place: i32): void {
  offset = place;
}

/**
 * Goes to the next token; in code, to the next that may change something: true where it passed over others, as most are.
 */
export function next(inCode: bool): bool {
  let passed: bool = false;
  let place = offset;
  while (true) {
    const it = rotateTokens();
    place = readToken(it, place);
    it.end = place;
    if (!inCode || !isDull()) break;
    passed = true;
  }
  offset = place;
  return passed;
}

/** Reads the token behind an offset: the offset behind it. All that read a part of one do the same. */
function readToken(it: Token, from: i32): i32 {
  // A blank or none, most often: the rest is for line ends, comments and gaps of other kinds.
  let start = from;
  let c = unitAt(start);
  if (c === 32) c = unitAt(++start);
  let begins = tokenStart(c);
  if (begins === TokenStart.Gap || (begins === TokenStart.Slash && beginsComment(start))) {
    start = behindGap(it, start);
    begins = tokenStart(unitAt(start));
  }
  it.start = start;
  if (begins === TokenStart.Name) return readName(it, start);
  if (begins >= TokenStart.Alone && begins < TokenStart.Digit) return readAlone(it, start, begins as i32);
  return readOther(it, start, begins);
}

function beginsComment(offset: i32): bool {
  const c = unitAt(offset + 1);
  return c === 47 || c === 42;
}

/** Goes on with a template behind the brace that closed its code; the token becomes the template's next piece. */
export function continueTemplate(): void {
  const start = offset;
  offset = pieceEnd(start);
  noteLiteral(start, offset);
  expressionExpected = isTemplateHead(start, offset);
  token.kind = expressionExpected ? TokenKind.TemplateHead : TokenKind.Literal;
  token.end = offset;
}

/** Goes behind blanks, line ends and comments. */
function behindGap(it: Token, from: i32): i32 {
  let i = from;
  while (i < length) {
    const c = unitAt(i);
    if (c === 10) {
      it.newline = true;
      i = behindBlanks(i + 1);
    } else if (tokenStart(c) === TokenStart.Gap) i++;
    else if (c !== 47) break;
    else if (unitAt(i + 1) === 47) i = lineEndFrom(i);
    else if (unitAt(i + 1) === 42) i = behindStarComment(it, i);
    else break;
  }
  return i;
}

function behindStarComment(it: Token, start: i32): i32 {
  const end = behindStars(start);
  if (!it.newline && lineEndFrom(start) < end) {
    it.newline = true;
    noteComment(start, end);
  }
  return end;
}

function readOther(it: Token, start: i32, begins: TokenStart): i32 {
  switch (begins) {
    case TokenStart.Gap:
      // All others have been passed over: this is the one behind the text.
      it.kind = TokenKind.End;
      return start;
    case TokenStart.Digit:
      return readLiteral(it, numberEnd(start + 1));
    case TokenStart.Quote:
      return readLiteral(it, quotedEnd(start));
    case TokenStart.Backquote:
      return readTemplate(it, start);
    case TokenStart.Slash:
      return expressionExpected ? readRegularExpression(it, start) : readOperator(start, begins);
    default:
      return it.newline ? readAtLineStart(it, start, begins) : readOperator(start, begins);
  }
}

/** Reads a character that is a token by itself. */
function readAlone(it: Token, start: i32, kind: TokenKind): i32 {
  it.kind = kind;
  expressionExpected = kind !== TokenKind.CloseParenthesis && kind !== TokenKind.CloseBracket;
  return start + 1;
}

function readOperator(start: i32, begins: TokenStart): i32 {
  tokenBeginsExpression = expressionExpected;
  const end = readOperatorAt(start, begins);
  if (!isPostfix) expressionExpected = true;
  return end;
}

/** Reads an operator, or what looks like one: the marker of a merge conflict. */
function readAtLineStart(it: Token, start: i32, begins: TokenStart): i32 {
  const end = unitAt(start - 1) === 10 ? conflictMarkerEnd(start) : -1;
  if (end < 0) return readOperator(start, begins);
  it.kind = TokenKind.ConflictMarker;
  // The next token stands on a line of its own.
  return unitAt(end - 1) === 10 ? end - 1 : end;
}

function readName(it: Token, start: i32): i32 {
  const end = nameEnd(start);
  it.kind = TokenKind.Name;
  const meaning = previous.kind === TokenKind.Dot ? Word.Plain : wordAt(start, end);
  if (meaning === Word.Plain) return membersEnd(it, end);
  it.word = meaning;
  expressionExpected = expectsExpression(meaning);
  return end;
}

/** Reads a chain of members as the last of them: nothing about the others matters. */
function membersEnd(it: Token, firstEnd: i32): i32 {
  let end = firstEnd;
  while (unitAt(end) === 46 && tokenStart(unitAt(end + 1)) === TokenStart.Name) {
    it.start = end + 1;
    end = nameEnd(end + 2);
  }
  expressionExpected = false;
  return end;
}

/** Offset behind the number whose characters go on at an offset. */
function numberEnd(from: i32): i32 {
  let i = from;
  for (let c = unitAt(i); c < 128 && isNumberPart(tokenStart(c)); c = unitAt(i)) i++;
  return i;
}

function isNumberPart(begins: TokenStart): bool {
  return begins === TokenStart.Digit || begins === TokenStart.Name || begins === TokenStart.Dot;
}

function readLiteral(it: Token, end: i32): i32 {
  it.kind = TokenKind.Literal;
  expressionExpected = false;
  return end;
}

function readTemplate(it: Token, start: i32): i32 {
  if (doubting) templateIndent = indentOfLine(start);
  const end = readLiteral(it, pieceEnd(start + 1));
  noteLiteral(start, end);
  if (isTemplateHead(start + 1, end)) {
    it.kind = TokenKind.TemplateHead;
    expressionExpected = true;
  }
  return end;
}

function pieceEnd(from: i32): i32 {
  const end = templatePieceEnd(from);
  if (end === length && unitAt(end - 1) !== 96) unclosed = true;
  if (!doubting || lineEndFrom(from) >= end) return end;
  return holdsCode(from, end, templateIndent) ? lineEndFrom(from) : end;
}

/** Whether the piece of a template between two offsets ends with `${`. */
function isTemplateHead(from: i32, end: i32): bool {
  return end - 2 >= from && unitAt(end - 2) === 36 && unitAt(end - 1) === 123;
}

function readRegularExpression(it: Token, start: i32): i32 {
  const end = patience > 0 ? regularExpressionEnd(start) : -1;
  if (end >= 0) return readLiteral(it, end);
  patience -= lineEndFrom(start) - start;
  return readOperator(start, TokenStart.Slash);
}
