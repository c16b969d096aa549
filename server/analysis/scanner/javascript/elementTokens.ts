import { noteLiteral } from '../literalList.ts';
import { ElementToken, elementEnd, readChildren, readTag } from './elements.ts';
import { Role } from './frame.ts';
import { pop, push, top } from './frameStack.ts';
import { token } from './token.ts';
import { continueAt, expectExpression, offset } from './tokenizer.ts';
import { TokenKind } from './tokenKind.ts';

/** Handles what comes next inside an element; false where the text is over. */
export function elementToken(): bool {
  const isChildren = top.role === Role.ElementChildren;
  const from = offset;
  const found = isChildren ? readChildren(from) : readTag(from);
  continueAt(elementEnd);
  const last = elementEnd - 1;
  if (isChildren) noteLiteral(from, elementEnd);
  switch (found) {
    case ElementToken.OpenCode:
      push(Role.ElementCode, last);
      expectExpression(true);
      return true;
    case ElementToken.OpenTag:
      push(Role.ElementTag, last);
      return true;
    case ElementToken.ClosingTag:
      push(Role.ClosingTag, last);
      return true;
    case ElementToken.SelfClose:
      pop(last);
      endElement();
      return true;
    case ElementToken.TagEnd:
      endTag(last);
      return true;
    default:
      return false;
  }
}

function endTag(last: i32): void {
  const wasClosing = top.role === Role.ClosingTag;
  pop(last);
  if (!wasClosing) {
    push(Role.ElementChildren, last);
    return;
  }
  if (top.role === Role.ElementChildren) pop(last);
  endElement();
}

/** An element ends an expression, like a literal. */
function endElement(): void {
  if (top.role === Role.ElementChildren) return;
  token.kind = TokenKind.Literal;
  token.end = offset;
  expectExpression(false);
}
