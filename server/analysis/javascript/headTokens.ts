import { endsOperand, type Frame, type Head, role } from './frame.ts';
import { countAngles, endsWithLine, type ScanContext } from './scanContext.ts';
import type { Token } from './tokenizer.ts';
import { tokenKind } from './tokenKind.ts';
import { word } from './word.ts';

/** Handles a token between a head and its body; false where it has to be handled as any other. */
export function headToken(context: ScanContext, frame: Frame, head: Head): boolean {
  return frame.headStage === 'parameters'
    ? beforeParameters(context, frame, head)
    : beforeBody(context, frame, head);
}

function beforeParameters({ tokens, stack }: ScanContext, frame: Frame, head: Head): boolean {
  const { token } = tokens;
  countAngles(token, frame);
  switch (token.kind) {
    case tokenKind.name:
      if (frame.angles > 0) return true;
      head.nameStart = token.start;
      head.nameEnd = token.end;
      return true;
    case tokenKind.openParenthesis:
      if (frame.angles > 0) stack.push(role.type, token.start);
      else {
        frame.head = undefined;
        stack.push(role.list, token.start).parametersOf = head;
      }
      return true;
    case tokenKind.less:
    case tokenKind.greater:
    case tokenKind.operator:
      return true;
    default:
      return insideAngles({ tokens, stack }, frame);
  }
}

function insideAngles({ tokens, stack }: Pick<ScanContext, 'tokens' | 'stack'>, frame: Frame): boolean {
  if (frame.angles === 0) {
    frame.head = undefined;
    return false;
  }
  const { kind, start } = tokens.token;
  if (kind === tokenKind.openBrace || kind === tokenKind.openBracket) stack.push(role.type, start);
  return true;
}

function beforeBody(context: ScanContext, frame: Frame, head: Head): boolean {
  const { tokens, stack } = context;
  const { token } = tokens;
  if (isOver(context, frame, head)) {
    frame.head = undefined;
    return false;
  }
  if (head.tentative) return false;
  countAngles(token, frame);
  if (token.kind === tokenKind.openBrace) {
    openBrace(context, frame, head);
    return true;
  }
  if (head.kind !== 'function') return classHeadToken(context, head);
  if (token.kind === tokenKind.openParenthesis || token.kind === tokenKind.openBracket)
    stack.push(role.type, token.start);
  else if (token.kind === tokenKind.templateHead) stack.push(role.template, token.start);
  return true;
}

function openBrace({ tokens, stack }: ScanContext, frame: Frame, head: Head): void {
  const { token, previous } = tokens;
  const isBody = frame.angles === 0 && (endsOperand(previous) || beginsHead(previous));
  if (!isBody) {
    stack.push(role.type, token.start);
    return;
  }
  frame.head = undefined;
  stack.push(bodyRoles[head.kind], token.start, head);
}

const bodyRoles = {
  function: role.block,
  class: role.class,
  interface: role.type,
  enum: role.object,
} as const;

function beginsHead({ word: meaning }: Token): boolean {
  return meaning === word.class || meaning === word.interface || meaning === word.enum;
}

/** A class's heritage is an expression like any other; only the name is ours. */
function classHeadToken({ tokens }: ScanContext, head: Head): boolean {
  const { token, previous } = tokens;
  const isName = token.kind === tokenKind.name && token.word !== word.typeOperator && beginsHead(previous);
  if (!isName) return token.kind === tokenKind.less || token.kind === tokenKind.comma;
  head.nameStart = token.start;
  head.nameEnd = token.end;
  return true;
}

/** Whether what looked like a head turns out to have no body: an overload, an abstract method, a plain expression. */
function isOver({ tokens }: ScanContext, frame: Frame, head: Head): boolean {
  if (frame.angles > 0) return false;
  switch (tokens.token.kind) {
    case tokenKind.semicolon:
    case tokenKind.equals:
    case tokenKind.closeBrace:
    case tokenKind.closeBracket:
    case tokenKind.closeParenthesis:
      return true;
    case tokenKind.comma:
    case tokenKind.colon:
      return head.kind === 'function';
    default:
      return head.kind === 'function' && endsWithLine(tokens);
  }
}
