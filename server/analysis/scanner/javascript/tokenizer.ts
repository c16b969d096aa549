import { nameEnd, numberEnd, startsName } from '../characters.ts';
import { noteComment } from '../commentList.ts';
import { conflictMarkerEnd } from '../conflictMarker.ts';
import { noteLiteral } from '../literalList.ts';
import { length, unitAt } from '../memory.ts';
import { behindStars, lineEndFrom } from '../searches.ts';
import { behindBlanks } from '../unitSearch.ts';
import { holdsCode, indentOfLine } from './codeInTemplate.ts';
import { quotedEnd, regularExpressionEnd, templatePieceEnd } from './literals.ts';
import { bracketKind, isIncrement, operatorKind, operatorLength, readOperatorAt } from './operators.ts';
import { clearTokens, isDull, previous, rotateTokens, Token, token } from './token.ts';
import { TokenKind } from './tokenKind.ts';
import { expectsExpression, Word, wordAt } from './word.ts';

// Cuts JavaScript and TypeScript into tokens; what an expression may follow, the caller corrects where it knows better.

/** Whether `/` begins a regular expression and `<` an element here. */
let expressionExpected: bool = true;
/** The same, before the present token. */
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

/** Goes to the next token that may change something; true where it passed over others, as most are. */
export function nextOfStructure(): bool {
  next();
  if (!isDull()) return false;
  do next();
  while (isDull());
  return true;
}

export function next(): void {
  const it = rotateTokens();
  // A blank or none, most often: the rest is for comments, line ends and blanks of other kinds.
  let c = unitAt(offset);
  if (c === 32) c = unitAt(++offset);
  if (c <= 32 || c === 47 || c > 127) skipTrivia(it);
  it.start = offset;
  tokenBeginsExpression = expressionExpected;
  if (it.newline && readConflictMarker(it)) return;
  read(it, unitAt(offset));
  it.end = offset;
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

function skipTrivia(it: Token): void {
  let i = offset;
  while (i < length) {
    const c = unitAt(i);
    if (c === 10) {
      it.newline = true;
      i = behindBlanks(i + 1);
    } else if (c <= 32 || c === 0xa0 || c === 0xfeff || c === 0x2028) i++;
    else if (c === 47 && unitAt(i + 1) === 47) i = lineEndFrom(i);
    else if (c === 47 && unitAt(i + 1) === 42) {
      const after = behindStars(i);
      if (!it.newline && lineEndFrom(i) < after) {
        it.newline = true;
        noteComment(i, after);
      }
      i = after;
    } else break;
  }
  offset = i;
}

function readConflictMarker(it: Token): bool {
  const isLineStart = offset === 0 || unitAt(offset - 1) === 10;
  const end = isLineStart ? conflictMarkerEnd(offset) : -1;
  if (end < 0) return false;
  it.kind = TokenKind.ConflictMarker;
  it.end = end;
  // The next token stands on a line of its own.
  offset = unitAt(end - 1) === 10 ? end - 1 : end;
  return true;
}

function read(it: Token, c: i32): void {
  if (startsName(c)) readName(it);
  else if (((c - 48) as u32) < 10) readLiteral(it, numberEnd(offset + 1));
  else if (c === 34 || c === 39) readLiteral(it, quotedEnd(offset));
  else if (c === 96) readTemplate(it);
  else if (c === 47 && expressionExpected) readRegularExpression(it);
  // Line ends have been passed over: this is the one behind the text.
  else if (c === 10) it.kind = TokenKind.End;
  else readOperator(it, c);
}

function readName(it: Token): void {
  const end = nameEnd(offset + 1);
  it.kind = TokenKind.Name;
  const meaning = previous.kind === TokenKind.Dot ? Word.Plain : wordAt(offset, end);
  it.word = meaning;
  offset = end;
  if (meaning === Word.Plain) readMembers(it, end);
  else expressionExpected = expectsExpression(meaning);
}

/** Reads a chain of members as the last of them: nothing about the others matters. */
function readMembers(it: Token, firstEnd: i32): void {
  let end = firstEnd;
  while (unitAt(end) === 46 && startsName(unitAt(end + 1))) {
    it.start = end + 1;
    end = nameEnd(end + 2);
  }
  offset = end;
  expressionExpected = false;
}

function readLiteral(it: Token, end: i32): void {
  it.kind = TokenKind.Literal;
  offset = end;
  expressionExpected = false;
}

function readTemplate(it: Token): void {
  const start = offset;
  if (doubting) templateIndent = indentOfLine(start);
  readLiteral(it, pieceEnd(start + 1));
  noteLiteral(start, offset);
  if (!isTemplateHead(start + 1, offset)) return;
  it.kind = TokenKind.TemplateHead;
  expressionExpected = true;
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

function readRegularExpression(it: Token): void {
  const end = patience > 0 ? regularExpressionEnd(offset) : -1;
  if (end >= 0) {
    readLiteral(it, end);
    return;
  }
  patience -= lineEndFrom(offset) - offset;
  readOperator(it, 47);
}

function readOperator(it: Token, c: i32): void {
  const alone = bracketKind(c);
  if (alone !== TokenKind.End) {
    it.kind = alone;
    offset++;
    expressionExpected = alone !== TokenKind.CloseParenthesis && alone !== TokenKind.CloseBracket;
    return;
  }
  // `x++ / y` and TypeScript's `x! / y`: what ended an expression still does.
  const isPostfix = c === 33 && unitAt(offset + 1) !== 61;
  readOperatorAt(offset);
  it.kind = operatorKind;
  offset += operatorLength;
  if (expressionExpected || !(isIncrement || isPostfix)) expressionExpected = true;
}
