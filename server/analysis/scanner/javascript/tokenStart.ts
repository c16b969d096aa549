import { TokenKind } from './tokenKind.ts';

/** What a character may begin; those from `Alone` to `Digit` are kinds of tokens: the character is one by itself. */
export enum TokenStart {
  /** A blank, a line's end, a control character; behind the text the line feeds there. */
  Gap = 0,
  Name = 1,
  /** Also of a comment. */
  Slash = 2,
  Operator = 3,
  Alone = 4,
  Digit = 22,
  Quote = 23,
  Backquote = 24,
  Dot = 25,
  Equals = 26,
  Question = 27,
  Less = 28,
  Greater = 29,
  /** `&` and `|`. */
  Logical = 30,
  /** `+` and `-`. */
  Sign = 31,
  Exclamation = 32,
}

/** By code unit. */
const starts: usize = memory.data(1 << 16);

function set(characters: string, start: i32): void {
  for (let i = 0; i < characters.length; i++) store<u8>(starts + characters.charCodeAt(i), start as u8);
}

/** Fills the table. */
export function initialiseTokenStarts(): void {
  memory.fill(starts, TokenStart.Gap as u8, 33);
  memory.fill(starts + 33, TokenStart.Operator as u8, 95);
  memory.fill(starts + 128, TokenStart.Name as u8, (1 << 16) - 128);
  set('\u00a0\ufeff\u2028', TokenStart.Gap);
  // With the backslash of an escape.
  set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ$_#\\', TokenStart.Name);
  set('0123456789', TokenStart.Digit);
  set('(', TokenKind.OpenParenthesis);
  set(')', TokenKind.CloseParenthesis);
  set('{', TokenKind.OpenBrace);
  set('}', TokenKind.CloseBrace);
  set('[', TokenKind.OpenBracket);
  set(']', TokenKind.CloseBracket);
  set(',', TokenKind.Comma);
  set(';', TokenKind.Semicolon);
  set(':', TokenKind.Colon);
  set('>', TokenStart.Greater);
  set('"\'', TokenStart.Quote);
  set('`', TokenStart.Backquote);
  set('/', TokenStart.Slash);
  set('.', TokenStart.Dot);
  set('=', TokenStart.Equals);
  set('?', TokenStart.Question);
  set('<', TokenStart.Less);
  set('&|', TokenStart.Logical);
  set('+-', TokenStart.Sign);
  set('!', TokenStart.Exclamation);
}

/** What a character begins. */
export function tokenStart(c: i32): TokenStart {
  return load<u8>(starts + c) as TokenStart;
}
