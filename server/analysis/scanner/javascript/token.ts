import { TokenKind } from './tokenKind.ts';
import { Word } from './word.ts';

/** A token. The tokenizer uses each object again three tokens later. */
@unmanaged
export class Token {
  kind: TokenKind;
  word: Word;
  start: i32;
  end: i32;
  /** Whether a line ends between the token before and this one. */
  newline: bool;

  clear(): void {
    this.kind = TokenKind.Semicolon;
    this.word = Word.Plain;
    this.start = 0;
    this.end = 0;
    this.newline = true;
  }
}

const first: usize = memory.data(32);
const second: usize = memory.data(32);
const third: usize = memory.data(32);

export let token: Token = changetype<Token>(first);
export let previous: Token = changetype<Token>(second);
export let beforePrevious: Token = changetype<Token>(third);

/** Forgets the tokens of another text. */
export function clearTokens(): void {
  token.clear();
  previous.clear();
  beforePrevious.clear();
}

/** Makes the oldest token the present one. */
export function rotateTokens(): Token {
  const oldest = beforePrevious;
  beforePrevious = previous;
  previous = token;
  token = oldest;
  oldest.newline = false;
  oldest.word = Word.Plain;
  return oldest;
}

/** Whether a name is one that anything could have. */
export function isPlain(meaning: Word): bool {
  return meaning === Word.Plain || meaning === Word.Require;
}

/** Whether a type or an expression may end with a token. */
export function endsOperand(it: Token): bool {
  const meaning = it.word;
  switch (it.kind) {
    case TokenKind.Name:
      return isPlain(meaning) || meaning === Word.Type || meaning === Word.Async || meaning === Word.Void;
    case TokenKind.Literal:
    case TokenKind.CloseParenthesis:
    case TokenKind.CloseBrace:
    case TokenKind.CloseBracket:
    case TokenKind.Greater:
      return true;
    default:
      return false;
  }
}

/** Whether a statement or member ends before the present token because a line does. */
export function endsWithLine(): bool {
  if (!token.newline || !endsOperand(previous)) return false;
  return token.kind === TokenKind.Name
    ? token.word !== Word.Infix && token.word !== Word.TypeOperator
    : token.kind === TokenKind.Literal;
}

/** Whether the present token is one in the midst of code: a name, a literal or an operator. */
export function isDull(): bool {
  const isOperand = ((token.kind - 1) as u32) < 3;
  return isOperand && token.word === Word.Plain && previous.word !== Word.Type;
}
