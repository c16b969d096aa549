import { equalsToken, patternEnded } from './decisionTokens.ts';
import { assignTo } from './declarationTokens.ts';
import { beginsElement } from './elements.ts';
import { Frame, Role } from './frame.ts';
import { closed, push } from './frameStack.ts';
import { elements } from './language.ts';
import { previous, token } from './token.ts';
import { isTernary, opensTypeArguments } from './tokenContext.ts';
import { tokenBeginsExpression } from './tokenizer.ts';
import { TokenKind } from './tokenKind.ts';

/** Handles an operator, a comma or a semicolon. */
export function operatorToken(frame: Frame): void {
  switch (token.kind) {
    case TokenKind.Comma:
      if (frame.angles === 0) frame.entries++;
      frame.questions = 0;
      return;
    case TokenKind.Semicolon:
      frame.questions = 0;
      return;
    case TokenKind.Question:
      questionToken(frame);
      return;
    case TokenKind.Logical:
      frame.decisions++;
      return;
    case TokenKind.Dot:
      // `?.`
      if (token.end - token.start === 2) frame.decisions++;
      return;
    case TokenKind.Equals:
      assignmentToken(frame);
      return;
    case TokenKind.Greater:
      if (frame.angles > 0) frame.angles--;
      return;
    case TokenKind.Less:
      lessToken(frame);
      return;
  }
}

function questionToken(frame: Frame): void {
  if (!isTernary(frame)) return;
  frame.questions++;
  frame.decisions++;
}

function assignmentToken(frame: Frame): void {
  const before = previous.kind;
  if (before === TokenKind.Name) assignTo(frame);
  else if (before === TokenKind.CloseBrace || before === TokenKind.CloseBracket) patternEnded(frame, closed);
  equalsToken(frame);
}

function lessToken(frame: Frame): void {
  if (elements && tokenBeginsExpression && beginsElement(token.start)) push(Role.ElementTag, token.start);
  else if (opensTypeArguments(frame)) frame.angles++;
}
