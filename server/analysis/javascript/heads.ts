import { type Frame, type Head, role } from './frame.ts';
import type { ScanContext } from './scanContext.ts';
import { tokenKind } from './tokenKind.ts';
import { word } from './word.ts';

/** The function that a closed parenthesis holds the parameters of, as far as one can tell before its body. */
export function headOf(parenthesis: Frame, around: Frame, text: string): Head | undefined {
  if (parenthesis.parametersOf) return parenthesis.parametersOf;
  const { beforeKind, beforeStart, beforeEnd, startsMember } = parenthesis;
  if (around.role !== role.class && around.role !== role.object) return undefined;
  const start = beforeStart;
  if (beforeKind === tokenKind.name || beforeKind === tokenKind.literal)
    return startsMember
      ? { kind: 'function', start, nameStart: start, nameEnd: beforeEnd, tentative: false }
      : undefined;
  if (beforeKind === tokenKind.closeBracket)
    return { kind: 'function', start, nameStart: -1, nameEnd: -1, tentative: false };
  if (beforeKind === tokenKind.greater) return genericMethod(text, beforeEnd);
  return undefined;
}

/** The method whose type parameters end at an offset: its name stands before the matching `<`. */
function genericMethod(text: string, end: number): Head | undefined {
  let depth = 0;
  const first = Math.max(0, end - 2000);
  for (let i = end - 1; i >= first; i--) {
    const c = text.charCodeAt(i);
    if (c === 62 && text.charCodeAt(i - 1) !== 61) depth++;
    else if (c === 60 && --depth === 0) {
      const name = /[\w$#]+\s*$/.exec(text.slice(Math.max(0, i - 200), i))?.[0];
      if (name === undefined) return undefined;
      const nameStart = i - name.length;
      const nameEnd = nameStart + name.trimEnd().length;
      return { kind: 'function', start: nameStart, nameStart, nameEnd, tentative: false };
    }
  }
  return undefined;
}

/** The function whose arrow is the present token. It is tentative: an arrow after a colon is only seen later. */
export function arrowHead({ tokens, stack }: ScanContext, closed: Frame | undefined): Head {
  const { previous, beforePrevious } = tokens;
  let { start } = closed ?? previous;
  if (closed?.beforeWord === word.async) start = closed.beforeStart;
  else if (!closed && beforePrevious.word === word.async) start = beforePrevious.start;
  const { role: around, targetStart, targetEnd } = stack.top;
  const before = characterBefore(tokens.text, start);
  const assigned = before === '=' || (before === ':' && (around === role.object || around === role.class));
  const [nameStart, nameEnd] = assigned ? [targetStart, targetEnd] : [-1, -1];
  return { kind: 'function', start, nameStart, nameEnd, tentative: true };
}

function characterBefore(text: string, offset: number): string {
  let i = offset - 1;
  while (i >= 0 && text.charCodeAt(i) <= 32) i--;
  return text.charAt(i);
}
