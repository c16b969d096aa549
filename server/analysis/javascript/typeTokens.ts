import { type Frame, role } from './frame.ts';
import { countAngles, endsWithLine, type ScanContext } from './scanContext.ts';
import { tokenKind } from './tokenKind.ts';

/** Handles a token inside a type; false where the type is over before it. */
export function typeToken({ tokens, stack }: ScanContext, frame: Frame): boolean {
  const { token } = tokens;
  switch (token.kind) {
    case tokenKind.openBrace:
    case tokenKind.openBracket:
    case tokenKind.openParenthesis:
      stack.push(role.type, token.start);
      return true;
    case tokenKind.templateHead:
      stack.push(role.template, token.start);
      return true;
    case tokenKind.closeBrace:
    case tokenKind.closeBracket:
    case tokenKind.closeParenthesis:
      return false;
    default:
      if (frame.role === role.type) return true;
      countAngles(token, frame);
      return !endsType(tokens, frame) || endedByEquals(frame, token.kind);
  }
}

function endsType(tokens: ScanContext['tokens'], frame: Frame): boolean {
  if (frame.angles > 0) return false;
  const { kind } = tokens.token;
  const ends =
    kind === tokenKind.semicolon ||
    kind === tokenKind.comma ||
    (kind === tokenKind.equals && frame.typePart === 'annotation') ||
    endsWithLine(tokens);
  if (ends) frame.typePart = 'none';
  return ends;
}

/** The equals sign behind an annotation assigns to the name before it, which is known already. */
function endedByEquals(frame: Frame, kind: number): boolean {
  return frame.typePart === 'none' && kind === tokenKind.equals;
}
