import { unitAt } from '../memory.ts';
import { Frame, Role } from './frame.ts';
import { top } from './frameStack.ts';
import { typescript } from './language.ts';
import { endsWithLine, previous, token } from './token.ts';
import { TokenKind } from './tokenKind.ts';
import { Word } from './word.ts';

/** Whether the expression that is an arrow function's body is over before the present token. */
export function endsArrowExpression(): bool {
  switch (token.kind) {
    case TokenKind.Comma:
    case TokenKind.Semicolon:
    case TokenKind.CloseParenthesis:
    case TokenKind.CloseBracket:
    case TokenKind.CloseBrace:
      return true;
    case TokenKind.Colon:
      return top.questions === 0;
    case TokenKind.Greater:
      // The end of type arguments: `Map<string, () => void>(`.
      return typescript && token.start === previous.end && mayFollowType(unitAt(token.end));
    case TokenKind.Operator:
      return token.newline && unitAt(token.start) === 64;
    default:
      return endsWithLine();
  }
}

/** Whether it is one of `(`, `)`, `,`, `;`, `[`, `{` and `>`. */
function mayFollowType(c: i32): bool {
  return c === 40 || c === 41 || c === 44 || c === 59 || c === 91 || c === 123 || c === 62;
}

/** Whether a question mark begins a conditional expression: not an optional parameter or member. */
export function isTernary(frame: Frame): bool {
  const after = unitAt(token.end);
  if (after === 40) return frame.role !== Role.Class;
  return after !== 58 && after !== 41 && after !== 44 && after !== 61 && after !== 59;
}

/** Whether `<` opens type arguments in a parenthesis, where their commas separate no parameters. */
export function opensTypeArguments(frame: Frame): bool {
  const followsName = previous.kind === TokenKind.Name && previous.end === token.start;
  return typescript && frame.role === Role.List && followsName;
}

/** What a brace opens that no head waits for. */
export function braceRole(): Role {
  if (top.role !== Role.Block && top.role !== Role.Class) return Role.Object;
  switch (previous.kind) {
    case TokenKind.Colon:
      return top.role === Role.Class || top.afterQuestion ? Role.Object : Role.Block;
    case TokenKind.Name:
      return holdsOperand(previous.word) ? Role.Object : Role.Block;
    case TokenKind.OpenBrace:
    case TokenKind.CloseBrace:
    case TokenKind.CloseParenthesis:
    case TokenKind.Semicolon:
    case TokenKind.Literal:
    case TokenKind.ConflictMarker:
      return Role.Block;
    default:
      return Role.Object;
  }
}

/** Whether a brace behind a word opens an object or a pattern. */
function holdsOperand(before: Word): bool {
  return before === Word.Prefix || before === Word.Infix || before === Word.Declaration;
}
