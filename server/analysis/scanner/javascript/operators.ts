import { isDigit } from '../characters.ts';
import { unitAt } from '../memory.ts';
import { token } from './token.ts';
import { TokenKind } from './tokenKind.ts';
import { TokenStart } from './tokenStart.ts';

/** Whether what ended an expression still does behind it: `x++ / y` and TypeScript's `x! / y`. */
export let isPostfix: bool = false;

/** Reads the operator that begins at an offset as the present token: the offset behind it. */
export function readOperatorAt(offset: i32, start: TokenStart): i32 {
  const after = unitAt(offset + 1);
  isPostfix = false;
  switch (start) {
    case TokenStart.Equals:
      return readEquals(offset, after);
    case TokenStart.Dot:
      return after === 46 && unitAt(offset + 2) === 46
        ? accept(TokenKind.Operator, offset + 3)
        : accept(TokenKind.Dot, offset + 1);
    case TokenStart.Question:
      return readQuestion(offset, after);
    case TokenStart.Less:
      // `<<` and `<=` begin neither an element nor type arguments.
      return after === 60 || after === 61
        ? accept(TokenKind.Operator, offset + 2)
        : accept(TokenKind.Less, offset + 1);
    case TokenStart.Logical:
      return after === unitAt(offset) ? readLogical(offset) : accept(TokenKind.Operator, offset + 1);
    case TokenStart.Sign:
      isPostfix = after === unitAt(offset);
      return accept(TokenKind.Operator, isPostfix ? offset + 2 : offset + 1);
    default:
      isPostfix = start === TokenStart.Exclamation && after !== 61;
      return accept(start === TokenStart.Greater ? TokenKind.Greater : TokenKind.Operator, offset + 1);
  }
}

function accept(kind: TokenKind, end: i32): i32 {
  token.kind = kind;
  return end;
}

function readEquals(offset: i32, after: i32): i32 {
  if (after === 62) return accept(TokenKind.Arrow, offset + 2);
  if (after !== 61) return accept(TokenKind.Equals, offset + 1);
  return accept(TokenKind.Operator, unitAt(offset + 2) === 61 ? offset + 3 : offset + 2);
}

function readQuestion(offset: i32, after: i32): i32 {
  if (after === 46 && !isDigit(unitAt(offset + 2))) return accept(TokenKind.Dot, offset + 2);
  return after === 63 ? readLogical(offset) : accept(TokenKind.Question, offset + 1);
}

function readLogical(offset: i32): i32 {
  return accept(TokenKind.Logical, unitAt(offset + 2) === 61 ? offset + 3 : offset + 2);
}
