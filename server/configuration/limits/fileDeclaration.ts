import { commentForm } from '../../analysis/commentForm.ts';
import type { StatedValue } from './provenance.ts';

/** Characters from the top that are looked at: a declaration stands in the head comment or the docstring. */
const furthest = 4096;

/** Says on one line that it is about a limit of lines: `V2 Compliance: < 300 lines`, `Max 400 LOC`. */
const declaration =
  /^(?=[^\n]*(?:\bV2\b|\bcomplian|\blimit\b|\bmax(?:imum)?\b))[^\n]{0,200}?(<=|=<|≤|<|\b(?:under|below|less than|fewer than)\b|\b(?:at most|up to|max(?:imum)?|limit(?: of)?|no more than)\b)[:=~ \t]{0,4}(\d{1,3}(?:,\d{3})+|\d{2,6})\b[ \t-]{0,3}(?:physical |non-blank |code )?(?:lines?\b|LOC\b|L\b)/gimu;
const exclusive = /^(?:<|under|below|less than|fewer than)$/i;

/** Limits of lines that a file declares for itself in its head comment or docstring; most files declare none. */
export function declaredLimits(text: string, languageId: string, path: string): StatedValue[] {
  const head = headOf(text, languageId);
  if (head === '') return [];
  return [...head.matchAll(declaration)].map((match) => {
    const [whole, comparison = '', figure = ''] = match;
    const number = Number(figure.replaceAll(',', ''));
    const skipped = Math.max(whole.search(/[\p{L}<≤=]/u), 0);
    const offset = match.index + skipped;
    const before = text.slice(0, offset).split('\n');
    const position = (column: number) => ({ line: before.length, column });
    const start = (before.at(-1)?.length ?? 0) + 1;
    const length = match.index + whole.length - offset;
    const range = { start: position(start), end: position(start + length) };
    return {
      value: exclusive.test(comparison) ? number - 1 : number,
      guideline: false,
      origin: { kind: 'declaration', name: whole.slice(skipped), place: { path, range } },
    };
  });
}

/** The comments a text begins with and, in Python, its docstring. */
function headOf(text: string, languageId: string): string {
  const start = text.slice(0, furthest);
  if (!/\d/.test(start)) return '';
  let end = 0;
  for (const form = headPart(languageId); ; ) {
    form.lastIndex = end;
    const part = form.exec(start)?.[0];
    if (!part) return start.slice(0, end);
    end += part.length;
  }
}

const pythonPart = /\s+|#[^\n]*|[rRuU]?(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$))/y;
const slashesPart = /\s+|#![^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const hashPart = /\s+|#[^\n]*/y;
const markupPart = /\s+|<!--[\s\S]*?(?:-->|$)/y;

function headPart(languageId: string): RegExp {
  if (languageId === 'python') return pythonPart;
  const open = commentForm(languageId)?.open;
  if (open === '#') return hashPart;
  return open === '<!--' ? markupPart : slashesPart;
}
