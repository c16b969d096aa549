import { unitAt } from '../memory.ts';
import { blockDepth } from './decisionTokens.ts';
import { colonToken, nameToken } from './declarationTokens.ts';
import { elementToken } from './elementTokens.ts';
import { Frame, isBrace, Role, TypePart } from './frame.ts';
import { breakFrames, conflict, depth, pop, popToBrace, push, top } from './frameStack.ts';
import { Head } from './head.ts';
import { arrowHead, headOf, isStaticBlock, staticBlockHead } from './heads.ts';
import { headToken } from './headTokens.ts';
import { requireToken } from './importTokens.ts';
import { operatorToken } from './operatorTokens.ts';
import { isSuperfluous, realign } from './recovery.ts';
import { beforePrevious, endsOperand, previous, token } from './token.ts';
import { braceRole, endsArrowExpression } from './tokenContext.ts';
import { continueTemplate, expectExpression, next } from './tokenizer.ts';
import { TokenKind } from './tokenKind.ts';
import { typeToken } from './typeTokens.ts';
import { Word } from './word.ts';

// Follows the brackets of a text, token by token, and opens and closes its definitions.

/** The arrow function whose body comes next. */
let arrow: Head | null = null;
/** The parenthesis that the token before closed. */
let closed: Frame | null = null;
let recovering: bool = false;

/** Reads the text to its end. */
export function scanStructure(isRecovering: bool): void {
  arrow = null;
  closed = null;
  recovering = isRecovering;
  for (;;) {
    if (top.role >= Role.ElementTag) {
      if (!elementToken()) break;
      continue;
    }
    const inCode = isInCode();
    if (next(inCode)) closed = null;
    if (token.kind === TokenKind.End) break;
    if (token.kind === TokenKind.ConflictMarker) conflict(unitAt(token.start));
    else step(inCode);
  }
  const last = max(0, previous.end - 1);
  while (top.role === Role.ArrowExpression) pop(last);
  if (depth > 1) breakFrames();
  while (depth > 1) pop(last);
}

/** Whether names, literals and operators that come next change nothing: no type, no head and no arrow waits for them. */
function isInCode(): bool {
  if (top.role >= Role.ArrowExpression || top.role === Role.Type || recovering || arrow !== null)
    return false;
  return top.typePart === TypePart.None && top.head === null;
}

function step(inCode: bool): void {
  const parenthesis = closed;
  closed = null;
  if (inCode || takesAsCode()) codeToken(top, parenthesis);
}

/** Whether nothing that waits for tokens takes the present one. */
function takesAsCode(): bool {
  if (recovering && token.newline) realign();
  const head = arrow;
  if (head !== null && openArrowBody(head)) return false;
  while (top.role === Role.ArrowExpression && endsArrowExpression()) pop(previous.end - 1);
  return !isTaken(top);
}

/** Whether a type or a head that is being read takes the token. */
function isTaken(frame: Frame): bool {
  if (frame.role === Role.Type || frame.typePart !== TypePart.None) return typeToken(frame);
  const head = frame.head;
  if (head === null) return false;
  if (head.tentative && token.kind === TokenKind.Arrow) {
    frame.head = null;
    arrow = head;
    return true;
  }
  return headToken(frame, head);
}

/** True where the present token is the brace that opens the body. */
function openArrowBody(head: Head): bool {
  arrow = null;
  const isBlock = token.kind === TokenKind.OpenBrace;
  push(isBlock ? Role.Block : Role.ArrowExpression, token.start, head);
  return isBlock;
}

function codeToken(frame: Frame, parenthesis: Frame | null): void {
  if (token.kind >= TokenKind.Arrow) operator(frame, parenthesis);
  else bracketOrName(frame, parenthesis);
}

function bracketOrName(frame: Frame, parenthesis: Frame | null): void {
  switch (token.kind) {
    case TokenKind.Name:
      if (token.word !== Word.Plain || previous.word === Word.Type) nameToken(frame, parenthesis);
      return;
    case TokenKind.OpenParenthesis:
      openParenthesis(frame);
      return;
    case TokenKind.OpenBracket:
      push(Role.List, token.start).isIndex = endsOperand(previous);
      return;
    case TokenKind.OpenBrace:
      openBrace(frame, parenthesis);
      return;
    case TokenKind.CloseBrace:
      closeBrace();
      return;
    case TokenKind.CloseParenthesis:
    case TokenKind.CloseBracket:
      closeList();
      return;
  }
}

function operator(frame: Frame, parenthesis: Frame | null): void {
  if (token.kind === TokenKind.Arrow) arrow = arrowHead(parenthesis);
  else if (token.kind === TokenKind.TemplateHead) push(Role.Template, token.start);
  else if (token.kind === TokenKind.Colon) colonToken(frame, parenthesis);
  else operatorToken(frame);
}

function openParenthesis(frame: Frame): void {
  if (previous.word === Word.Require) requireToken(frame);
  push(Role.List, token.start).follows(previous, beforePrevious);
}

function openBrace(frame: Frame, parenthesis: Frame | null): void {
  const head = isStaticBlock(frame) ? staticBlockHead() : headOf(parenthesis, frame);
  if (head !== null) {
    push(Role.Block, token.start, head);
    return;
  }
  const inside = blockDepth(frame, parenthesis);
  const opened = push(braceRole(), token.start);
  opened.depth = inside;
  opened.statementDepth = inside;
}

function closeBrace(): void {
  const start = token.start;
  if (depth === 1 || !isBrace(top)) breakFrames();
  if (recovering && isSuperfluous()) return;
  if (!popToBrace(start) || depth === 1) return;
  const frame = top;
  pop(start);
  if (frame.role === Role.Template) {
    continueTemplate();
    if (token.kind === TokenKind.TemplateHead) push(Role.Template, start);
    return;
  }
  expectExpression(frame.role === Role.Class || (frame.role === Role.Block && frame.definition === null));
}

function closeList(): void {
  const frame = top;
  const opening = token.kind === TokenKind.CloseParenthesis ? 40 : 91;
  if (unitAt(frame.start) !== opening || depth === 1) {
    breakFrames();
    return;
  }
  if (previous.start === frame.start) frame.entries = 0;
  else if (previous.kind !== TokenKind.Comma) frame.entries++;
  pop(token.start);
  if (opening === 91) return;
  closed = frame;
  expectExpression(frame.beforeWord === Word.Control && top.role === Role.Block);
}
