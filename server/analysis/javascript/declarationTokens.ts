import { type Frame, role } from './frame.ts';
import { arrowHead, headOf } from './heads.ts';
import type { ScanContext } from './scanContext.ts';
import { tokenKind } from './tokenKind.ts';
import { word } from './word.ts';

/** Handles a name that means something: it may begin a function, a class, an interface or a type. */
export function nameToken(context: ScanContext, frame: Frame): void {
  const { token, previous, beforePrevious } = context.tokens;
  if (token.word === word.function || token.word === word.class) openHead(context, frame);
  else if (!context.typescript || frame.role !== role.block) return;
  else if (token.word === word.interface) openHead(context, frame);
  else if (previous.word === word.type && !token.newline) {
    const begins = previous.newline || beforePrevious.kind !== tokenKind.operator;
    if (begins && token.word !== word.infix) frame.typePart = 'alias';
    frame.angles = 0;
  }
}

function openHead({ tokens: { token, previous } }: ScanContext, frame: Frame): void {
  const isFunction = token.word === word.function;
  const assigned = previous.kind === tokenKind.equals || previous.kind === tokenKind.colon;
  const isAsync = isFunction && previous.word === word.async && !token.newline;
  frame.head = {
    kind: isFunction ? 'function' : token.word === word.class ? 'class' : 'interface',
    start: isAsync ? previous.start : token.start,
    nameStart: assigned ? frame.targetStart : -1,
    nameEnd: assigned ? frame.targetEnd : -1,
    tentative: false,
  };
  frame.headStage = isFunction ? 'parameters' : 'body';
  frame.angles = 0;
}

/**
 * Handles a colon: of a conditional expression, before a return type, before a type or after a property's name.
 * @param closed the parenthesis that the token before closed
 */
export function colonToken(context: ScanContext, frame: Frame, closed: Frame | undefined): void {
  const { tokens, typescript } = context;
  frame.afterQuestion = frame.questions > 0;
  if (frame.afterQuestion) {
    frame.questions--;
    return;
  }
  frame.angles = 0;
  if (closed) {
    if (!typescript) return;
    frame.head = headOf(closed, frame, tokens.text) ?? arrowHead(context, closed);
    frame.headStage = 'body';
    return;
  }
  const declares = frame.role === role.block && tokens.beforePrevious.word === word.declaration;
  if (frame.role === role.object || frame.role === role.class || declares) assignTo(context, frame);
  const isAnnotation = frame.role === role.class || declares || frame.parametersOf !== undefined;
  if (typescript && isAnnotation) frame.typePart = 'annotation';
}

/** Remembers the name before the present token: what comes next is assigned to it. */
export function assignTo({ tokens: { previous, beforePrevious } }: ScanContext, frame: Frame): void {
  const isName = previous.kind === tokenKind.name || previous.kind === tokenKind.literal;
  const { start, end } = isName ? previous : beforePrevious;
  frame.targetStart = start;
  frame.targetEnd = end;
}
