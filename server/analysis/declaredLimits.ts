import { commentForm } from './commentForm.ts';
import type { Range } from './finding.ts';
import type { AnalysisSettings } from './settings.ts';
import type { SourceModule } from './sourceModule.ts';

/** A limit of lines that a file declares for itself. */
export interface DeclaredLimit {
  /** Most lines the file may have. */
  readonly value: number;
  /** As it stands in the file: `V2 Compliance: < 300 lines`. */
  readonly text: string;
  readonly range: Range;
}

/** Characters from the top that are looked at: a declaration stands in the head comment or the docstring. */
const furthest = 4096;

/** Says on one line that it is about a limit of lines: `V2 Compliance: < 300 lines`, `Max 400 LOC`. */
const declaration =
  /^(?=[^\n]*(?:\bV2\b|\bcomplian|\blimit\b|\bmax(?:imum)?\b))[^\n]{0,200}?(<=|=<|≤|<|\b(?:under|below|less than|fewer than)\b|\b(?:at most|up to|max(?:imum)?|limit(?: of)?|no more than)\b)[:=~ \t]{0,4}(\d{1,3}(?:,\d{3})+|\d{2,6})\b[ \t-]{0,3}(?:physical |non-blank |code )?(?:lines?\b|LOC\b|L\b)/gimu;
const exclusive = /^(?:<|under|below|less than|fewer than)$/i;

/** The limits that a text declares for itself in its head comment or docstring; most declare none. */
export function declaredLimits(text: string, languageId: string): DeclaredLimit[] {
  const head = headOf(text, languageId);
  if (head === '') return [];
  return [...head.matchAll(declaration)].map(([whole, comparison = '', figure = ''], index, all) => {
    const skipped = Math.max(whole.search(/[\p{L}<≤=]/u), 0);
    const number = Number(figure.replaceAll(',', ''));
    return {
      value: exclusive.test(comparison) ? number - 1 : number,
      text: whole.slice(skipped),
      range: rangeOf(head, (all[index]?.index ?? 0) + skipped, whole.length - skipped),
    };
  });
}

/** The settings for a file that may declare a limit of its own: it holds where it is tighter, never where it is looser. */
export function withDeclaredLimits(
  { text, languageId }: Pick<SourceModule, 'text' | 'languageId'>,
  settings: AnalysisSettings,
): AnalysisSettings {
  const { limits, ignoresDeclaredLimits } = settings;
  if (ignoresDeclaredLimits || limits.file === 0) return settings;
  const file = Math.min(limits.file, ...declaredLimits(text, languageId).map(({ value }) => value));
  return file === limits.file ? settings : { ...settings, limits: { ...limits, file } };
}

function rangeOf(head: string, offset: number, length: number): Range {
  const lines = head.slice(0, offset).split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return { start: { line: lines.length, column }, end: { line: lines.length, column: column + length } };
}

/** The comments a text begins with and, in Python, its docstring. */
function headOf(text: string, languageId: string): string {
  const start = text.slice(0, furthest);
  if (!/lines?\b|LOC\b|\dL\b/i.test(start)) return '';
  const part = headPart(languageId);
  let end = 0;
  for (let length = -1; length !== 0; end += length) {
    part.lastIndex = end;
    length = part.exec(start)?.[0].length ?? 0;
  }
  return start.slice(0, end);
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
