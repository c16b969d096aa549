import { unitAt } from '../memory.ts';
import { controlToken, patternEnded } from './decisionTokens.ts';
import { Frame, Role, TypePart } from './frame.ts';
import { closed as lastClosed } from './frameStack.ts';
import { Head, HeadKind, headAt } from './head.ts';
import { arrowHead, headOf } from './heads.ts';
import { moduleToken } from './importTokens.ts';
import { typescript } from './language.ts';
import { beforePrevious, previous, token } from './token.ts';
import { TokenKind } from './tokenKind.ts';
import { Word } from './word.ts';

/**
 * Handles a name that means something: it may begin a function, a class, an interface, a type or a control structure.
 * @param closed the parenthesis that the token before closed
 */
export function nameToken(frame: Frame, closed: Frame | null): void {
  switch (token.word) {
    case Word.Function:
      openFunction(frame);
      return;
    case Word.Class:
      openBody(frame, HeadKind.Class);
      return;
    case Word.Control:
    case Word.Branch:
      controlToken(frame, closed);
      return;
    case Word.Prefix:
      if (isCase(frame)) frame.decisions++;
      return;
    case Word.Module:
      moduleToken(frame);
      return;
    case Word.Infix:
      if (previous.kind === TokenKind.CloseBrace || previous.kind === TokenKind.CloseBracket)
        patternEnded(frame, lastClosed);
      return;
    default:
      if (typescript && frame.role === Role.Block) typeDeclaration(frame);
  }
}

function isCase(frame: Frame): bool {
  return frame.role === Role.Block && token.end - token.start === 4 && unitAt(token.start) === 99;
}

function typeDeclaration(frame: Frame): void {
  if (token.word === Word.Interface) openBody(frame, HeadKind.Interface);
  else if (token.word === Word.Enum) openBody(frame, HeadKind.Enum);
  else if (previous.word === Word.Type && !token.newline) {
    const before = beforePrevious.kind;
    const begins = previous.newline || (before !== TokenKind.Operator && before !== TokenKind.Logical);
    if (begins) frame.typePart = TypePart.Alias;
    frame.angles = 0;
  }
}

function openFunction(frame: Frame): void {
  const isAsync = previous.word === Word.Async && !token.newline;
  const start = isAsync ? previous.start : token.start;
  frame.head = assignedHead(HeadKind.Function, frame, start, isAsync ? beforePrevious.kind : previous.kind);
  frame.awaitsParameters = true;
  frame.angles = 0;
}

function openBody(frame: Frame, kind: HeadKind): void {
  frame.head = assignedHead(kind, frame, token.start, previous.kind);
  frame.awaitsParameters = false;
  frame.angles = 0;
}

/** A head named for what it is assigned to, as long as no name of its own follows. */
function assignedHead(kind: HeadKind, frame: Frame, start: i32, before: TokenKind): Head {
  const isAssigned = before === TokenKind.Equals || before === TokenKind.Colon;
  return headAt(kind, start, isAssigned ? frame.targetStart : -1, isAssigned ? frame.targetEnd : -1);
}

/**
 * Handles a colon: of a conditional expression, before a return type, before a type or after a property's name.
 * @param closed the parenthesis that the token before closed
 */
export function colonToken(frame: Frame, closed: Frame | null): void {
  frame.afterQuestion = frame.questions > 0;
  if (frame.afterQuestion) {
    frame.questions--;
    return;
  }
  frame.angles = 0;
  if (closed !== null) {
    if (typescript) awaitBody(frame, closed);
    return;
  }
  const declares = frame.role === Role.Block && followsDeclaration();
  if (frame.role === Role.Object || frame.role === Role.Class || declares) assignTo(frame);
  const isAnnotation = frame.role === Role.Class || declares || frame.role === Role.List;
  if (typescript && isAnnotation) frame.typePart = TypePart.Annotation;
}

/** A return type comes, and then a body. */
function awaitBody(frame: Frame, parenthesis: Frame): void {
  const head = headOf(parenthesis, frame);
  frame.head = head === null ? arrowHead(parenthesis) : head;
  frame.awaitsParameters = false;
}

/** Whether a name is a declared variable's: the first or, behind a comma, a further one. */
function followsDeclaration(): bool {
  return beforePrevious.word === Word.Declaration || beforePrevious.kind === TokenKind.Comma;
}

/** Remembers the name before the present token: what comes next is assigned to it. */
export function assignTo(frame: Frame): void {
  const isName = previous.kind === TokenKind.Name || previous.kind === TokenKind.Literal;
  const target = isName ? previous : beforePrevious;
  frame.targetStart = target.start;
  frame.targetEnd = target.end;
}
