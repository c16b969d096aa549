import { blockDepth } from './decisionTokens.ts';
import { colonToken, nameToken } from './declarationTokens.ts';
import { elementToken } from './elementTokens.ts';
import { endsOperand, type Frame, type Head, isBrace, role } from './frame.ts';
import { arrowHead, headOf } from './heads.ts';
import { headToken } from './headTokens.ts';
import { requireToken } from './importTokens.ts';
import { operatorToken } from './operatorTokens.ts';
import { isSuperfluous, realign } from './recovery.ts';
import type { ScanContext } from './scanContext.ts';
import { braceRole, endsArrowExpression } from './tokenContext.ts';
import { tokenKind } from './tokenKind.ts';
import { typeToken } from './typeTokens.ts';
import { word } from './word.ts';

/** Follows the brackets of a text, token by token, and opens and closes its definitions. */
export class StructureScanner {
  readonly #context: ScanContext;
  readonly #recovering: boolean;
  /** The arrow function whose body comes next. */
  #arrow: Head | undefined;
  /** The parenthesis that the token before closed. */
  #closed: Frame | undefined;

  constructor(context: ScanContext, recovering: boolean) {
    this.#context = context;
    this.#recovering = recovering;
  }

  scan(): void {
    const { tokens, stack } = this.#context;
    for (;;) {
      if (stack.top.role >= role.elementTag) {
        if (!elementToken(this.#context)) break;
        continue;
      }
      if (!this.#isInCode()) tokens.next();
      else if (tokens.nextOfStructure()) this.#closed = undefined;
      if (tokens.token.kind === tokenKind.end) break;
      this.#step();
    }
    const last = Math.max(0, tokens.previous.end - 1);
    while (stack.top.role === role.arrowExpression) stack.pop(last);
    if (stack.depth > 1) stack.broken = true;
    while (stack.depth > 1) stack.pop(last);
  }

  /** Whether names, literals and operators that come next change nothing: no type, no head and no arrow waits for them. */
  #isInCode(): boolean {
    const { top } = this.#context.stack;
    if (top.role >= role.arrowExpression || top.role === role.type || this.#recovering || this.#arrow)
      return false;
    return top.typePart === 'none' && top.head === undefined;
  }

  #step(): void {
    const { tokens, stack } = this.#context;
    const { token } = tokens;
    if (token.kind === tokenKind.conflictMarker) {
      stack.conflict(tokens.text.charAt(token.start));
      return;
    }
    const closed = this.#closed;
    this.#closed = undefined;
    if (this.#recovering && token.newline) realign(this.#context);
    if (this.#arrow && this.#openArrowBody(this.#arrow)) return;
    while (stack.top.role === role.arrowExpression && endsArrowExpression(this.#context))
      stack.pop(tokens.previous.end - 1);
    const frame = stack.top;
    if (frame.role === role.type || frame.typePart !== 'none') {
      if (typeToken(this.#context, frame)) return;
    } else if (frame.head) {
      const { head } = frame;
      if (head.tentative && token.kind === tokenKind.arrow) {
        frame.head = undefined;
        this.#arrow = head;
        return;
      }
      if (headToken(this.#context, frame, head)) return;
    }
    this.#codeToken(frame, closed);
  }

  /** True where the present token is the brace that opens the body. */
  #openArrowBody(head: Head): boolean {
    const { tokens, stack } = this.#context;
    this.#arrow = undefined;
    const isBlock = tokens.token.kind === tokenKind.openBrace;
    stack.push(isBlock ? role.block : role.arrowExpression, tokens.token.start, head);
    return isBlock;
  }

  #codeToken(frame: Frame, closed: Frame | undefined): void {
    const { tokens, stack } = this.#context;
    const { token } = tokens;
    switch (token.kind) {
      case tokenKind.name:
        if (token.word !== word.plain || tokens.previous.word === word.type)
          nameToken(this.#context, frame, closed);
        return;
      case tokenKind.openParenthesis:
        this.#openParenthesis(frame);
        return;
      case tokenKind.openBracket:
        stack.push(role.list, token.start).isIndex = endsOperand(tokens.previous);
        return;
      case tokenKind.openBrace:
        this.#openBrace(frame, closed);
        return;
      case tokenKind.closeBrace:
      case tokenKind.closeParenthesis:
      case tokenKind.closeBracket:
        this.#close();
        return;
      case tokenKind.templateHead:
        stack.push(role.template, token.start);
        return;
      default:
        this.#operator(frame, closed);
    }
  }

  #operator(frame: Frame, closed: Frame | undefined): void {
    switch (this.#context.tokens.token.kind) {
      case tokenKind.arrow:
        this.#arrow = arrowHead(this.#context, closed);
        return;
      case tokenKind.colon:
        colonToken(this.#context, frame, closed);
        return;
      default:
        operatorToken(this.#context, frame);
    }
  }

  #openParenthesis(frame: Frame): void {
    const { tokens, stack } = this.#context;
    if (tokens.previous.word === word.require) requireToken(this.#context, frame);
    stack.push(role.list, tokens.token.start).follows(tokens.previous, tokens.beforePrevious);
  }

  #openBrace(frame: Frame, closed: Frame | undefined): void {
    const { tokens, stack } = this.#context;
    const head = closed && headOf(closed, frame, tokens.text);
    if (head) {
      stack.push(role.block, tokens.token.start, head);
      return;
    }
    const depth = blockDepth(this.#context, frame, closed);
    const opened = stack.push(braceRole(this.#context), tokens.token.start);
    opened.depth = depth;
    opened.statementDepth = depth;
  }

  #closeBrace(): void {
    const { tokens, stack } = this.#context;
    const { start } = tokens.token;
    if (stack.depth === 1 || !isBrace(stack.top)) stack.broken = true;
    if (this.#recovering && isSuperfluous(this.#context)) return;
    if (!stack.popTo(isBrace, start) || stack.depth === 1) return;
    const frame = stack.top;
    stack.pop(start);
    if (frame.role === role.template) {
      tokens.continueTemplate();
      if (tokens.token.kind === tokenKind.templateHead) stack.push(role.template, start);
      return;
    }
    tokens.expressionExpected =
      frame.role === role.class || (frame.role === role.block && frame.definition < 0);
  }

  #close(): void {
    if (this.#context.tokens.token.kind === tokenKind.closeBrace) this.#closeBrace();
    else this.#closeList();
  }

  #closeList(): void {
    const { tokens, stack } = this.#context;
    const frame = stack.top;
    const opening = tokens.token.kind === tokenKind.closeParenthesis ? '(' : '[';
    if (tokens.text[frame.start] !== opening || stack.depth === 1) {
      stack.broken = true;
      return;
    }
    if (tokens.previous.start === frame.start) frame.entries = 0;
    else if (tokens.previous.kind !== tokenKind.comma) frame.entries++;
    stack.pop(tokens.token.start);
    if (opening === '[') return;
    this.#closed = frame;
    tokens.expressionExpected = frame.beforeWord === word.control && stack.top.role === role.block;
  }
}
