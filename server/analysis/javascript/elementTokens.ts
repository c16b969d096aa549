import { readChildren, readTag } from './elements.ts';
import { role } from './frame.ts';
import type { ScanContext } from './scanContext.ts';
import { tokenKind } from './tokenKind.ts';

/** Handles what comes next inside an element; false where the text is over. */
export function elementToken(context: ScanContext): boolean {
  const { tokens, stack } = context;
  const isChildren = stack.top.role === role.elementChildren;
  const from = tokens.offset;
  const { token, end } = (isChildren ? readChildren : readTag)(tokens.text, tokens.units, from);
  tokens.offset = end;
  if (isChildren) tokens.noteLiteral(from, end);
  switch (token) {
    case 'openCode':
      stack.push(role.elementCode, end - 1);
      tokens.expressionExpected = true;
      return true;
    case 'openTag':
      stack.push(role.elementTag, end - 1);
      return true;
    case 'closingTag':
      stack.push(role.closingTag, end - 1);
      return true;
    case 'selfClose':
      stack.pop(end - 1);
      endElement(context);
      return true;
    case 'tagEnd':
      endTag(context, end);
      return true;
    case 'end':
      return false;
  }
}

function endTag(context: ScanContext, end: number): void {
  const { stack } = context;
  const wasClosing = stack.top.role === role.closingTag;
  stack.pop(end - 1);
  if (!wasClosing) {
    stack.push(role.elementChildren, end - 1);
    return;
  }
  if (stack.top.role === role.elementChildren) stack.pop(end - 1);
  endElement(context);
}

/** An element ends an expression, like a literal. */
function endElement({ tokens, stack }: ScanContext): void {
  if (stack.top.role === role.elementChildren) return;
  tokens.token.kind = tokenKind.literal;
  tokens.token.end = tokens.offset;
  tokens.expressionExpected = false;
}
