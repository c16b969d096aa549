import { isDigit } from '../characters.ts';
import { unitAt } from '../memory.ts';
import { TokenKind } from './tokenKind.ts';

const kinds: usize = memory.data(128);
/** Kinds of characters that no longer operator begins with. */
const brackets: usize = memory.data(128);

/** What `readOperatorAt` read. */
export let operatorKind: TokenKind = TokenKind.Operator;
export let operatorLength: i32 = 0;
/** Whether it is `++` or `--`. */
export let isIncrement: bool = false;

function set(character: string, kind: TokenKind): void {
  const c: usize = character.charCodeAt(0);
  store<u8>(kinds + c, kind as u8);
  if (kind !== TokenKind.Less && kind !== TokenKind.Greater) store<u8>(brackets + c, kind as u8);
}

/** Fills the tables of operators. */
export function initialiseOperators(): void {
  memory.fill(kinds, 3, 128);
  set('(', TokenKind.OpenParenthesis);
  set(')', TokenKind.CloseParenthesis);
  set('{', TokenKind.OpenBrace);
  set('}', TokenKind.CloseBrace);
  set('[', TokenKind.OpenBracket);
  set(']', TokenKind.CloseBracket);
  set(',', TokenKind.Comma);
  set(';', TokenKind.Semicolon);
  set(':', TokenKind.Colon);
  set('<', TokenKind.Less);
  set('>', TokenKind.Greater);
}

/** The kind of a character that is a token by itself; 0 for others. */
export function bracketKind(c: i32): TokenKind {
  return c < 128 ? (load<u8>(brackets + c) as TokenKind) : TokenKind.End;
}

/** Reads the operator that begins at an offset. */
export function readOperatorAt(offset: i32): void {
  const c = unitAt(offset);
  const after = unitAt(offset + 1);
  const third = unitAt(offset + 2);
  isIncrement = false;
  if (c === 61) readEquals(after, third);
  else if (c === 46) readDot(after, third);
  else if (c === 63) readQuestion(after, third);
  // `<<` and `<=` begin neither an element nor type arguments.
  else if (c === 60 && (after === 60 || after === 61)) accept(TokenKind.Operator, 2);
  else if (after === c && (c === 38 || c === 124)) readLogical(third);
  else if (after === c && (c === 43 || c === 45)) {
    isIncrement = true;
    accept(TokenKind.Operator, 2);
  } else accept(c < 128 ? (load<u8>(kinds + c) as TokenKind) : TokenKind.Operator, 1);
}

function accept(kind: TokenKind, length: i32): void {
  operatorKind = kind;
  operatorLength = length;
}

function readEquals(after: i32, third: i32): void {
  if (after === 62) accept(TokenKind.Arrow, 2);
  else if (after !== 61) accept(TokenKind.Equals, 1);
  else accept(TokenKind.Operator, third === 61 ? 3 : 2);
}

function readDot(after: i32, third: i32): void {
  if (after === 46 && third === 46) accept(TokenKind.Operator, 3);
  else accept(TokenKind.Dot, 1);
}

function readQuestion(after: i32, third: i32): void {
  if (after === 46 && !isDigit(third)) accept(TokenKind.Dot, 2);
  else if (after === 63) readLogical(third);
  else accept(TokenKind.Question, 1);
}

function readLogical(third: i32): void {
  accept(TokenKind.Logical, third === 61 ? 3 : 2);
}
