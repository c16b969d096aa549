import { Frame, Role, TypePart } from './frame.ts';
import { push } from './frameStack.ts';
import { endsWithLine, token } from './token.ts';
import { TokenKind } from './tokenKind.ts';

/** Handles a token inside a type; false where the type is over before it. */
export function typeToken(frame: Frame): bool {
  switch (token.kind) {
    case TokenKind.OpenBrace:
    case TokenKind.OpenBracket:
    case TokenKind.OpenParenthesis:
      push(Role.Type, token.start);
      return true;
    case TokenKind.TemplateHead:
      push(Role.Template, token.start);
      return true;
    case TokenKind.CloseBrace:
    case TokenKind.CloseBracket:
    case TokenKind.CloseParenthesis:
      return false;
    default:
      if (frame.role === Role.Type) return true;
      countAngles(frame);
      return !endsType(frame) || endedByEquals(frame);
  }
}

/** Counts the type arguments that the present token opens or closes. */
export function countAngles(frame: Frame): void {
  if (token.kind === TokenKind.Less) frame.angles++;
  else if (token.kind === TokenKind.Greater) frame.angles = max(0, frame.angles - 1);
}

function endsType(frame: Frame): bool {
  if (frame.angles > 0) return false;
  const kind = token.kind;
  const ends =
    kind === TokenKind.Semicolon ||
    kind === TokenKind.Comma ||
    (kind === TokenKind.Equals && frame.typePart === TypePart.Annotation) ||
    endsWithLine();
  if (ends) frame.typePart = TypePart.None;
  return ends;
}

/** The equals sign behind an annotation assigns to the name before it, which is known already. */
function endedByEquals(frame: Frame): bool {
  return frame.typePart === TypePart.None && token.kind === TokenKind.Equals;
}
