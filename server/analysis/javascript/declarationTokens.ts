import { controlToken, patternEnded } from './decisionTokens.ts';
import { type Frame, type Head, role } from './frame.ts';
import { arrowHead, headAt, headOf } from './heads.ts';
import { moduleToken } from './importTokens.ts';
import type { ScanContext } from './scanContext.ts';
import type { Tokenizer } from './tokenizer.ts';
import { tokenKind } from './tokenKind.ts';
import { word } from './word.ts';

/**
 * Handles a name that means something: it may begin a function, a class, an interface, a type or a control structure.
 * @param closed the parenthesis that the token before closed
 */
export function nameToken(context: ScanContext, frame: Frame, closed: Frame | undefined): void {
  const { token, previous } = context.tokens;
  switch (token.word) {
    case word.function:
      openFunction(context, frame);
      return;
    case word.class:
      openBody(context, frame, 'class');
      return;
    case word.control:
    case word.branch:
      controlToken(context, frame, closed);
      return;
    case word.prefix:
      if (isCase(context, frame)) frame.decisions++;
      return;
    case word.module:
      moduleToken(context, frame);
      return;
    case word.infix:
      if (previous.kind === tokenKind.closeBrace || previous.kind === tokenKind.closeBracket)
        patternEnded(frame, context.stack.closed);
      return;
    default:
      if (context.typescript && frame.role === role.block) typeDeclaration(context, frame);
  }
}

function isCase({ tokens: { text, token } }: ScanContext, frame: Frame): boolean {
  return frame.role === role.block && token.end - token.start === 4 && text.startsWith('case', token.start);
}

function typeDeclaration(context: ScanContext, frame: Frame): void {
  const { token, previous, beforePrevious } = context.tokens;
  if (token.word === word.interface) openBody(context, frame, 'interface');
  else if (token.word === word.enum) openBody(context, frame, 'enum');
  else if (previous.word === word.type && !token.newline) {
    const begins =
      previous.newline ||
      (beforePrevious.kind !== tokenKind.operator && beforePrevious.kind !== tokenKind.logical);
    if (begins) frame.typePart = 'alias';
    frame.angles = 0;
  }
}

function openFunction({ tokens }: ScanContext, frame: Frame): void {
  const { token, previous, beforePrevious } = tokens;
  const isAsync = previous.word === word.async && !token.newline;
  const [first, before] = isAsync ? [previous, beforePrevious] : [token, previous];
  frame.head = assignedHead('function', frame, first.start, before.kind);
  frame.headStage = 'parameters';
  frame.angles = 0;
}

function openBody({ tokens: { token, previous } }: ScanContext, frame: Frame, kind: Head['kind']): void {
  frame.head = assignedHead(kind, frame, token.start, previous.kind);
  frame.headStage = 'body';
  frame.angles = 0;
}

/** A head named for what it is assigned to, as long as no name of its own follows. */
function assignedHead(kind: Head['kind'], frame: Frame, start: number, before: number): Head {
  const isAssigned = before === tokenKind.equals || before === tokenKind.colon;
  return headAt(kind, start, isAssigned ? frame.targetStart : -1, isAssigned ? frame.targetEnd : -1);
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
  const declares = frame.role === role.block && followsDeclaration(tokens);
  if (frame.role === role.object || frame.role === role.class || declares) assignTo(context, frame);
  const isAnnotation = frame.role === role.class || declares || frame.role === role.list;
  if (typescript && isAnnotation) frame.typePart = 'annotation';
}

/** Whether a name is a declared variable's: the first or, behind a comma, a further one. */
function followsDeclaration({ beforePrevious }: Tokenizer): boolean {
  return beforePrevious.word === word.declaration || beforePrevious.kind === tokenKind.comma;
}

/** Remembers the name before the present token: what comes next is assigned to it. */
export function assignTo({ tokens: { previous, beforePrevious } }: ScanContext, frame: Frame): void {
  const isName = previous.kind === tokenKind.name || previous.kind === tokenKind.literal;
  const { start, end } = isName ? previous : beforePrevious;
  frame.targetStart = start;
  frame.targetEnd = end;
}
