import { equalsToken, patternEnded } from './decisionTokens.ts';
import { assignTo } from './declarationTokens.ts';
import { beginsElement } from './elements.ts';
import { type Frame, role } from './frame.ts';
import type { ScanContext } from './scanContext.ts';
import { isTernary, opensTypeArguments } from './tokenContext.ts';
import { tokenKind } from './tokenKind.ts';

/** Handles an operator, a comma or a semicolon. */
export function operatorToken(context: ScanContext, frame: Frame): void {
  const { token } = context.tokens;
  switch (token.kind) {
    case tokenKind.comma:
      if (frame.angles === 0) frame.entries++;
      frame.questions = 0;
      return;
    case tokenKind.semicolon:
      frame.questions = 0;
      return;
    case tokenKind.question:
      questionToken(context, frame);
      return;
    case tokenKind.logical:
      frame.decisions++;
      return;
    case tokenKind.dot:
      // `?.`
      if (token.end - token.start === 2) frame.decisions++;
      return;
    case tokenKind.equals:
      assignmentToken(context, frame);
      return;
    case tokenKind.greater:
      if (frame.angles > 0) frame.angles--;
      return;
    case tokenKind.less:
      lessToken(context, frame);
  }
}

function questionToken(context: ScanContext, frame: Frame): void {
  if (!isTernary(context, frame)) return;
  frame.questions++;
  frame.decisions++;
}

function assignmentToken(context: ScanContext, frame: Frame): void {
  const { kind } = context.tokens.previous;
  if (kind === tokenKind.name) assignTo(context, frame);
  else if (kind === tokenKind.closeBrace || kind === tokenKind.closeBracket)
    patternEnded(frame, context.stack.closed);
  equalsToken(context, frame);
}

function lessToken(context: ScanContext, frame: Frame): void {
  const { tokens, stack, elements } = context;
  const { start } = tokens.token;
  if (elements && tokens.tokenBeginsExpression && beginsElement(tokens.text, start))
    stack.push(role.elementTag, start);
  else if (opensTypeArguments(context, frame)) frame.angles++;
}
