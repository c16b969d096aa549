import { type Frame, type Head, role } from './frame.ts';
import type { ScanContext } from './scanContext.ts';
import { tokenKind } from './tokenKind.ts';
import { word } from './word.ts';

/** A head whose name stands between two offsets; -1 for none. */
export function headAt(kind: Head['kind'], start: number, nameStart: number, nameEnd: number): Head {
  return { kind, start, nameStart, nameEnd, tentative: false, parameters: 0, decisions: 0, defaults: 0 };
}

/** The function that a closed parenthesis holds the parameters of, as far as one can tell before its body. */
export function headOf(parenthesis: Frame, around: Frame, text: string): Head | undefined {
  const head = parenthesis.parametersOf ?? methodOf(parenthesis, around, text);
  if (head) takeParameters(head, parenthesis, text);
  return head;
}

function takeParameters(head: Head, parenthesis: Frame, text: string): void {
  thisParameter.lastIndex = parenthesis.start;
  head.parameters = Math.max(0, parenthesis.entries - (thisParameter.test(text) ? 1 : 0));
  head.decisions = parenthesis.decisions;
  head.defaults = parenthesis.defaults;
}

/** TypeScript's `this` says what a function is called on; nobody passes it. */
const thisParameter = /\(\s*this\b/y;

function methodOf(parenthesis: Frame, around: Frame, text: string): Head | undefined {
  const { beforeKind, beforeStart, beforeEnd, startsMember } = parenthesis;
  if (around.role !== role.class && around.role !== role.object) return undefined;
  const start = beforeStart;
  if (beforeKind === tokenKind.name || beforeKind === tokenKind.literal)
    return startsMember ? headAt('function', start, start, beforeEnd) : undefined;
  if (beforeKind === tokenKind.closeBracket) return headAt('function', start, -1, -1);
  if (beforeKind === tokenKind.greater) return genericMethod(text, beforeEnd);
  return undefined;
}

/** The method whose type parameters end at an offset: its name stands before the matching `<`. */
function genericMethod(text: string, end: number): Head | undefined {
  const start = typeParametersStart(text, end);
  const name = /[\w$#]+\s*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0];
  if (name === undefined) return undefined;
  const nameStart = start - name.length;
  return headAt('function', nameStart, nameStart, nameStart + name.trimEnd().length);
}

/** Offset of the `<` of the type parameters that end at an offset; 0 where it is too far away. */
function typeParametersStart(text: string, end: number): number {
  let depth = 0;
  const first = Math.max(0, end - 2000);
  for (let i = end - 1; i >= first; i--) {
    const c = text.charCodeAt(i);
    if (c === 62 && text.charCodeAt(i - 1) !== 61) depth++;
    else if (c === 60 && --depth === 0) return i;
  }
  return 0;
}

/** The function whose arrow is the present token. It is tentative: an arrow after a colon is only seen later. */
export function arrowHead({ tokens, stack }: ScanContext, closed: Frame | undefined): Head {
  const { previous, beforePrevious } = tokens;
  let { start } = closed ?? previous;
  if (closed?.beforeWord === word.async) start = closed.beforeStart;
  else if (!closed && beforePrevious.word === word.async) start = beforePrevious.start;
  const { role: around, targetStart, targetEnd } = stack.top;
  const first = withTypeParameters(tokens.text, start);
  const before = tokens.text.charAt(lastBefore(tokens.text, first));
  const isValue = before === '=' || (before === ':' && (around === role.object || around === role.class));
  // A type parameter's default was assigned last.
  const assigned = isValue && targetEnd <= first;
  const nameStart = assigned ? targetStart : -1;
  const nameEnd = assigned ? targetEnd : -1;
  const head: Head = { ...headAt('function', start, nameStart, nameEnd), tentative: true, parameters: 1 };
  if (closed) takeParameters(head, closed, tokens.text);
  return head;
}

/** Where an arrow function begins whose parameters do: at its type parameters and `async` before them, if it has any. */
function withTypeParameters(text: string, parameters: number): number {
  const end = lastBefore(text, parameters) + 1;
  if (text[end - 1] !== '>' || text[end - 2] === '=') return parameters;
  const start = typeParametersStart(text, end);
  const asyncEnd = lastBefore(text, start) + 1;
  return /(?<![\w$.])async$/.test(text.slice(Math.max(0, asyncEnd - 6), asyncEnd)) ? asyncEnd - 5 : start;
}

/** Offset of the last character before another that is no white space; -1 where there is none. */
function lastBefore(text: string, offset: number): number {
  let i = offset - 1;
  while (i >= 0 && text.charCodeAt(i) <= 32) i--;
  return i;
}
