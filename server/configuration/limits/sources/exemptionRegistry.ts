import type { Exemption } from '../limitSource.ts';

interface Columns {
  readonly file: number;
  /** Of the lines a file has, and of those it is allowed: the larger figure holds. */
  readonly lines: readonly number[];
  readonly reason: number;
  readonly expires: number;
  readonly approvedBy: number;
}

/** What the names of columns are, in the order in which they are looked for. */
const columnNames: Readonly<Record<Exclude<keyof Columns, 'lines'>, readonly RegExp[]>> = {
  file: [/^(file|path|module)/],
  reason: [/reason|why|justification|rationale/],
  expires: [/expire|until|valid|review by/],
  approvedBy: [/^(approved )?by$|approver|owner/, /approved/],
};

const aboutLines = /\b(limit|allowed|maximum|max|lines|loc)\b/;

/** Name of a Markdown file that may register exemptions. */
export function isExemptionRegistry(name: string): boolean {
  return /(exception|exemption)[^/]*\.(md|markdown)$/i.test(name);
}

/** Whether a text speaks of limits of lines: one that was found by its name may be about errors that programs raise. */
export function speaksOfLines(text: string): boolean {
  return /\bV2\b|\blines\b|\bLOC\b|\bline limit/i.test(text);
}

/** The files that the tables of a Markdown registry exempt from the file limit, each with the place of its row. */
export function registeredExemptions(text: string, path: string): Exemption[] {
  const exemptions: Exemption[] = [];
  let columns: Columns | undefined;
  const lines = withoutExamples(text).split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    const cells = cellsOf(line);
    if (cells === undefined) columns = undefined;
    else if (isSeparator(lines[index + 1])) columns = columnsOf(cells);
    else if (columns !== undefined && !isSeparator(line)) {
      const end = { line: index + 1, column: line.length + 1 };
      const place = { path, range: { start: { line: index + 1, column: 1 }, end } };
      exemptions.push(...exemptionOf(cells, columns, place));
    }
  }
  return exemptions;
}

/** With the lines of fenced code and of comments blank: what stands there shows how to write an entry. */
function withoutExamples(text: string): string {
  return text
    .slice(0, maximumCharacters)
    .replaceAll(/^ {0,3}(```|~~~)[^\n]*\n[\s\S]*?(?:^ {0,3}\1|$(?![\s\S]))/gm, blank)
    .replaceAll(/<!--[\s\S]*?(?:-->|$(?![\s\S]))/g, blank);
}

const maximumCharacters = 1_000_000;

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]+/g, '');
}

/** The cells of a row; undefined for a line that is none. */
function cellsOf(line: string): string[] | undefined {
  const row = line.trim();
  if (!row.includes('|') || row.length > 2000) return undefined;
  return row
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map((cell) => cell.trim());
}

function isSeparator(line: string | undefined): boolean {
  return line !== undefined && line.length < 2000 && /^[\s|:-]*--[\s|:-]*$/.test(line) && line.includes('|');
}

/** Undefined for a table about something else. */
function columnsOf(header: readonly string[]): Columns | undefined {
  const names = header.map((cell) => cell.replaceAll(/[*_`]/g, '').toLowerCase().trim());
  const find = (patterns: readonly RegExp[]) =>
    patterns.map((pattern) => names.findIndex((name) => pattern.test(name))).find((index) => index >= 0) ??
    -1;
  const columns: Columns = {
    file: find(columnNames.file),
    lines: [...names.keys()].filter((index) => aboutLines.test(names[index] ?? '')),
    reason: find(columnNames.reason),
    expires: find(columnNames.expires),
    approvedBy: find(columnNames.approvedBy),
  };
  return columns.file >= 0 && (columns.reason >= 0 || columns.approvedBy >= 0) ? columns : undefined;
}

function exemptionOf(cells: readonly string[], columns: Columns, place: Exemption['place']): Exemption[] {
  const file = plainPath(cells[columns.file] ?? '');
  if (file === undefined) return [];
  const limit = Math.max(0, ...columns.lines.map((index) => figureIn(cells[index])));
  const expires = /\b\d{4}-\d{2}-\d{2}\b/.exec(cells[columns.expires] ?? '')?.[0];
  const approvedBy = cells[columns.approvedBy];
  return [
    {
      files: [file],
      rules: ['file-too-long'],
      ...(limit > 0 && { limit }),
      reason: cells[columns.reason] || 'Registered without a reason',
      ...(expires !== undefined && { expires }),
      ...(approvedBy && { approvedBy }),
      place,
    },
  ];
}

function figureIn(cell = ''): number {
  return Number(/\d[\d,]*/.exec(cell)?.[0].replaceAll(',', '') ?? 0);
}

/** The path or glob in a cell, out of code marks, emphasis and links; undefined where the cell holds none. */
function plainPath(cell: string): string | undefined {
  const text = withoutMarks(/^\[([^\]]+)\]\(/.exec(cell)?.[1] ?? cell);
  const path = text.replaceAll('\\', '/').replace(/^\.\//, '');
  return /^[\w@.()[\]*?/ -]*\.\w+$/.test(path) && path.length < 300 ? path : undefined;
}

function withoutMarks(text: string): string {
  const inner = /^(`{1,2}|\*{1,2})(.+)\1$/.exec(text.trim())?.[2];
  return inner === undefined ? text.trim() : withoutMarks(inner);
}
