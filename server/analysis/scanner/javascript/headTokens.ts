import { Frame, Role } from './frame.ts';
import { push } from './frameStack.ts';
import { Head, HeadKind } from './head.ts';
import { endsOperand, endsWithLine, previous, Token, token } from './token.ts';
import { TokenKind } from './tokenKind.ts';
import { countAngles } from './typeTokens.ts';
import { Word } from './word.ts';

/** Handles a token between a head and its body; false where it has to be handled as any other. */
export function headToken(frame: Frame, head: Head): bool {
  return frame.awaitsParameters ? beforeParameters(frame, head) : beforeBody(frame, head);
}

function beforeParameters(frame: Frame, head: Head): bool {
  countAngles(frame);
  switch (token.kind) {
    case TokenKind.Name:
      if (frame.angles > 0) return true;
      head.nameStart = token.start;
      head.nameEnd = token.end;
      return true;
    case TokenKind.OpenParenthesis:
      openParameters(frame, head);
      return true;
    case TokenKind.Less:
    case TokenKind.Greater:
    case TokenKind.Operator:
      return true;
    default:
      return insideAngles(frame);
  }
}

function openParameters(frame: Frame, head: Head): void {
  if (frame.angles > 0) push(Role.Type, token.start);
  else {
    frame.head = null;
    push(Role.List, token.start).parametersOf = head;
  }
}

function insideAngles(frame: Frame): bool {
  if (frame.angles === 0) {
    frame.head = null;
    return false;
  }
  if (token.kind === TokenKind.OpenBrace || token.kind === TokenKind.OpenBracket)
    push(Role.Type, token.start);
  return true;
}

function beforeBody(frame: Frame, head: Head): bool {
  if (isOver(frame, head)) {
    frame.head = null;
    return false;
  }
  if (head.tentative) return false;
  countAngles(frame);
  if (token.kind === TokenKind.OpenBrace) {
    openBrace(frame, head);
    return true;
  }
  if (head.kind !== HeadKind.Function) return classHeadToken(head);
  if (token.kind === TokenKind.OpenParenthesis || token.kind === TokenKind.OpenBracket)
    push(Role.Type, token.start);
  else if (token.kind === TokenKind.TemplateHead) push(Role.Template, token.start);
  return true;
}

function openBrace(frame: Frame, head: Head): void {
  const isBody = frame.angles === 0 && (endsOperand(previous) || beginsHead(previous));
  if (!isBody) {
    push(Role.Type, token.start);
    return;
  }
  frame.head = null;
  push(bodyRole(head.kind), token.start, head);
}

function bodyRole(kind: HeadKind): Role {
  switch (kind) {
    case HeadKind.Function:
      return Role.Block;
    case HeadKind.Class:
      return Role.Class;
    case HeadKind.Interface:
      return Role.Type;
    default:
      return Role.Object;
  }
}

function beginsHead(before: Token): bool {
  const meaning = before.word;
  return meaning === Word.Class || meaning === Word.Interface || meaning === Word.Enum;
}

/** A class's heritage is an expression like any other; only the name is ours. */
function classHeadToken(head: Head): bool {
  const isName = token.kind === TokenKind.Name && token.word !== Word.TypeOperator && beginsHead(previous);
  if (!isName) return token.kind === TokenKind.Less || token.kind === TokenKind.Comma;
  head.nameStart = token.start;
  head.nameEnd = token.end;
  return true;
}

/** Whether what looked like a head turns out to have no body: an overload, an abstract method, a plain expression. */
function isOver(frame: Frame, head: Head): bool {
  if (frame.angles > 0) return false;
  switch (token.kind) {
    case TokenKind.Semicolon:
    case TokenKind.Equals:
    case TokenKind.CloseBrace:
    case TokenKind.CloseBracket:
    case TokenKind.CloseParenthesis:
      return true;
    case TokenKind.Comma:
    case TokenKind.Colon:
      return head.kind === HeadKind.Function;
    default:
      return head.kind === HeadKind.Function && endsWithLine();
  }
}
