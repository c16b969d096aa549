import { type Frame, type Role, role } from './frame.ts';
import { endsWithLine, type ScanContext } from './scanContext.ts';
import { tokenKind } from './tokenKind.ts';
import { type Word, word } from './word.ts';

/** Whether the expression that is an arrow function's body is over before the present token. */
export function endsArrowExpression({ tokens, stack, typescript }: ScanContext): boolean {
  const { token, previous } = tokens;
  switch (token.kind) {
    case tokenKind.comma:
    case tokenKind.semicolon:
    case tokenKind.closeParenthesis:
    case tokenKind.closeBracket:
    case tokenKind.closeBrace:
      return true;
    case tokenKind.colon:
      return stack.top.questions === 0;
    case tokenKind.greater:
      // The end of type arguments: `Map<string, () => void>(`.
      return typescript && token.start === previous.end && /^[(),;[{>]/.test(tokens.text.charAt(token.end));
    case tokenKind.operator:
      return token.newline && tokens.text.charAt(token.start) === '@';
    default:
      return endsWithLine(tokens);
  }
}

/** Whether a question mark begins a conditional expression: not an optional parameter or member. */
export function isTernary({ tokens }: ScanContext, frame: Frame): boolean {
  const after = tokens.text.charAt(tokens.token.end);
  if (after === '(') return frame.role !== role.class;
  return !':),=;'.includes(after) || after === '';
}

/** Whether `<` opens type arguments in a parenthesis, where their commas separate no parameters. */
export function opensTypeArguments({ tokens, typescript }: ScanContext, frame: Frame): boolean {
  const { token, previous } = tokens;
  return (
    typescript && frame.role === role.list && previous.kind === tokenKind.name && previous.end === token.start
  );
}

/** What a brace opens that no head waits for. */
export function braceRole({ tokens, stack }: ScanContext): Role {
  const around = stack.top;
  const { previous } = tokens;
  if (around.role !== role.block && around.role !== role.class) return role.object;
  switch (previous.kind) {
    case tokenKind.colon:
      return around.role === role.class || around.afterQuestion ? role.object : role.block;
    case tokenKind.name:
      return holdsOperand(previous.word) ? role.object : role.block;
    case tokenKind.openBrace:
    case tokenKind.closeBrace:
    case tokenKind.closeParenthesis:
    case tokenKind.semicolon:
    case tokenKind.literal:
    case tokenKind.conflictMarker:
      return role.block;
    default:
      return role.object;
  }
}

/** Whether a brace behind a word opens an object or a pattern. */
function holdsOperand(before: Word): boolean {
  return before === word.prefix || before === word.infix || before === word.declaration;
}
