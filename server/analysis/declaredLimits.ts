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
const furthest = 2048;

/** Says on one line that it is about a limit of lines: `V2 Compliance: < 300 lines`, `Max 400 LOC`. */
const declaration =
  /^(?=[^\n]*(?:\bV2\b|\bcomplian|\blimit\b|\bmax(?:imum)?\b))[^\n]{0,200}?(<=|=<|≤|<|\b(?:under|below|less than|fewer than)\b|\b(?:at most|up to|max(?:imum)?|limit(?: of)?|no more than)\b)[:=~ \t]{0,4}(\d{1,3}(?:,\d{3})+|\d{2,6})\b[ \t-]{0,3}(?:physical |non-blank |code )?(?:lines?\b|LOC\b)/gimu;
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

/** The words without one of which nothing is declared: whole heads are passed over without looking closer. */
const nouns = ['line', 'LOC', 'Line', 'LINE', 'loc'];
const subjects = ['V2', 'v2', 'ompli', 'imit', 'max', 'Max', 'OMPLI', 'IMIT', 'MAX'];

/** The comments a text begins with and, in Python, its docstring; empty where they can declare nothing. */
function headOf(text: string, languageId: string): string {
  const start = text.slice(0, furthest);
  const delimiters = headDelimiters(languageId);
  let end = 0;
  for (let next = partEnd(start, end, delimiters); next > end; next = partEnd(start, end, delimiters))
    end = next;
  const head = start.slice(0, end);
  const has = (word: string) => head.includes(word);
  return nouns.some(has) && subjects.some(has) ? head : '';
}

type Delimiters = readonly (readonly [open: string, close: string])[];

const hash: Delimiters = [['#', '\n']];
const pythonDelimiters: Delimiters = [
  ...hash,
  ...['"""', "'''"].flatMap((quote) =>
    ['', 'r', 'R', 'u', 'U'].map((prefix) => [`${prefix}${quote}`, quote] as const),
  ),
];
const markup: Delimiters = [['<!--', '-->']];
const slashes: Delimiters = [
  ['//', '\n'],
  ['/*', '*/'],
  ['#!', '\n'],
];

function headDelimiters(languageId: string): Delimiters {
  if (languageId === 'python') return pythonDelimiters;
  const open = commentForm(languageId)?.open;
  if (open === '#') return hash;
  return open === '<!--' ? markup : slashes;
}

/** Where the comment or string ends that begins at an offset or after white space; the offset where there is none. */
function partEnd(text: string, offset: number, delimiters: Delimiters): number {
  let start = offset;
  while (start < text.length && isSpace(text.charCodeAt(start))) start++;
  const part = delimiters.find(([open]) => text.startsWith(open, start));
  if (part === undefined) return offset;
  const end = text.indexOf(part[1], start + part[0].length);
  return end === -1 ? text.length : end + part[1].length;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xfeff;
}
