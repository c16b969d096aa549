import type { Expression, FormatField, StringPart } from './expressionNodes.ts';
import { formattedFields } from './formattedStrings.ts';
import { isTripleQuote } from './literals.ts';
import type { Parser } from './parser.ts';
import { Token } from './tokenKind.ts';

/** A string literal, or several that stand side by side. */
export function strings(p: Parser): Expression {
  const { start } = p;
  const isBytes = /^r?b/i.test(p.text.slice(start, start + 2)) && p.prefixLength > 0;
  const parts: StringPart[] = [];
  const fields: FormatField[] = [];
  let isFormatted = false;
  let isTemplate = false;
  for (;;) {
    if (p.kind === Token.string) parts.push(part(p));
    else if (p.kind === Token.formattedStart) {
      isFormatted = true;
      isTemplate ||= /^r?t/i.test(p.text.slice(p.start, p.start + 2));
      for (const field of formattedFields(p)) fields.push(field);
    } else break;
  }
  if (isFormatted) return { kind: 'formattedString', start, end: p.previousEnd, isTemplate, fields };
  return { kind: 'string', start, end: p.previousEnd, isBytes, parts };
}

function part(p: Parser): StringPart {
  const { start, end, prefixLength } = p;
  const isTriple = end - start >= prefixLength + 6 && isTripleQuote(p.text, start + prefixLength);
  p.next();
  return { start, end, prefixLength, isTriple };
}
