import type { Range } from '../finding.ts';
import type { AnalysisSettings } from '../settings.ts';
import type { SourceModule } from '../sourceModule.ts';
import { commentForm } from '../suppression/edits/commentForm.ts';
import type { SourceText } from '../text/sourceText.ts';

/** A limit of lines that a file declares for itself. */
export interface DeclaredLimit {
  /** Most lines the file may have. */
  readonly value: number;
  /** As it stands in the file: `V2 Compliance: < 300 lines`. */
  readonly text: string;
  readonly range: Range;
}

/** Characters from the top that are looked at: a declaration stands in the head comment or the docstring. */
export const furthestDeclaration = 2048;

/** What a line that declares a limit is about: `V2 Compliance: < 300 lines`, `Max 400 LOC`, `File limit: 300 lines`. */
const subject = /\bV2\b|complian|\b(?:limit|max(?:imum)?)\b/iu;
const whole = /\bV2\b|complian|\b(?:files?|modules?|scripts?|LOC|lines? limit|lines of code)\b/iu;
const figure =
  /(<=|=<|≤|<|\b(?:under|below|less than|fewer than)\b|\b(?:at most|up to|max(?:imum)?|limit(?: of)?|no more than)\b)[:=~ \t]{0,4}(\d{1,3}(?:,\d{3})+|\d{2,6})\b[ \t-]{0,3}(?:physical |non-blank |code )?(?:lines?\b|LOC\b)/giu;
const exclusive = /^(?:<|under|below|less than|fewer than)$/i;
/** Before or behind the figure in its part of the sentence: it is about a part of the file, or about lines of another text. */
const otherBefore = /\b(?:functions?|methods?|class(?:es)?|def|blocks?|lines? (?:length|width))\b[^,;.|]*$/iu;
const otherBehind = /^\s*(?:(?:per|in a|in each|each) (?!file|module)|of (?!code))/iu;
const longestLine = 300;

/** The limits that a text declares for itself in its head comment or docstring; most declare none. */
export function declaredLimits(text: string, languageId: string): DeclaredLimit[] {
  const head = headOf(text.slice(0, furthestDeclaration), languageId);
  if (head === '') return [];
  const lines = head.split('\n');
  return lines.flatMap((line, index) => (subject.test(line) ? declaredOn(line, index + 1) : []));
}

function declaredOn(line: string, number: number): DeclaredLimit[] {
  if (line.length > longestLine || !whole.test(line)) return [];
  const skipped = Math.max(line.search(/[\p{L}<≤=]/u), 0);
  return [...line.matchAll(figure)].flatMap(({ 0: found, 1: comparison = '', 2: digits = '', index }) => {
    const end = index + found.length;
    if (otherBefore.test(line.slice(0, index)) || otherBehind.test(line.slice(end))) return [];
    const stated = Number(digits.replaceAll(',', ''));
    const start = { line: number, column: skipped + 1 };
    return [
      {
        value: exclusive.test(comparison) ? stated - 1 : stated,
        text: line.slice(skipped, end),
        range: { start, end: { line: number, column: end + 1 } },
      },
    ];
  });
}

/** The settings for a file that may declare a limit of its own: it holds where it is tighter, never where it is looser. */
export function withDeclaredLimits(
  { source, languageId }: SourceModule,
  settings: AnalysisSettings,
): AnalysisSettings {
  const { limits, ignoresDeclaredLimits } = settings;
  if (ignoresDeclaredLimits || limits.file === 0 || !mayBeginWithHead(source, languageId)) return settings;
  const declared = declaredLimits(source.slice(0, furthestDeclaration), languageId);
  const file = declared.reduce((least, { value }) => Math.min(least, value), limits.file);
  return file === limits.file ? settings : { ...settings, limits: { ...limits, file } };
}

/** The words without one of which nothing is declared: whole heads are passed over without looking closer. */
const nouns = ['line', 'LOC', 'Line', 'LINE', 'loc'];
const subjects = ['V2', 'v2', 'ompli', 'imit', 'max', 'Max', 'OMPLI', 'IMIT', 'MAX'];

/** Characters in which most texts begin that begin with anything. */
const beginning = 80;

/** By language, the characters that what may declare a limit begins with. */
const beginnings = new Map<string, ReadonlySet<string>>();

function beginningsOf(languageId: string): ReadonlySet<string> {
  const known = beginnings.get(languageId);
  if (known) return known;
  const first = new Set(headDelimiters(languageId).map(([open]) => open.charAt(0)));
  beginnings.set(languageId, first);
  return first;
}

/** Whether the first of the characters that a text begins with may begin a comment. */
function mayBeginWithHead(source: SourceText, languageId: string): boolean {
  const first = source.slice(0, beginning).trimStart().charAt(0);
  return first === '' || beginningsOf(languageId).has(first);
}

/** The comments a text begins with and, in Python, its docstring; empty where they can declare nothing. */
function headOf(start: string, languageId: string): string {
  const delimiters = headDelimiters(languageId);
  let end = 0;
  for (let next = partEnd(start, end, delimiters); next > end; next = partEnd(start, end, delimiters))
    end = next;
  const head = start.slice(0, end);
  return holdsOneOf(head, nouns) && holdsOneOf(head, subjects) ? head : '';
}

function holdsOneOf(head: string, words: readonly string[]): boolean {
  for (const word of words) if (head.includes(word)) return true;
  return false;
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
