import type { Exemption } from '../limitSource.ts';

interface Columns {
  readonly file: number;
  readonly lines: number;
  readonly reason: number;
  readonly expires: number;
  readonly approvedBy: number;
}

/** What the names of columns are, in the order in which they are looked for. */
const columnNames: Readonly<Record<keyof Columns, readonly RegExp[]>> = {
  file: [/^(file|path|module)/],
  lines: [/\b(limit|allowed|maximum|max)\b/, /\b(lines|loc)\b/],
  reason: [/reason|why|justification|rationale/],
  expires: [/expire|until|valid|review by/],
  approvedBy: [/^(approved )?by$|approver|owner/, /approved/],
};

/** Name of a Markdown file that registers exemptions. */
export function isExemptionRegistry(name: string): boolean {
  return /(exception|exemption)[^/]*\.(md|markdown)$/i.test(name);
}

/** The files that the tables of a Markdown registry exempt from the file limit, each with the place of its row. */
export function registeredExemptions(text: string, path: string): Exemption[] {
  const exemptions: Exemption[] = [];
  let columns: Columns | undefined;
  const lines = text.split(/\r\n|\n|\r/);
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
    lines: find(columnNames.lines),
    reason: find(columnNames.reason),
    expires: find(columnNames.expires),
    approvedBy: find(columnNames.approvedBy),
  };
  return columns.file >= 0 && (columns.reason >= 0 || columns.approvedBy >= 0) ? columns : undefined;
}

function exemptionOf(cells: readonly string[], columns: Columns, place: Exemption['place']): Exemption[] {
  const file = plainPath(cells[columns.file] ?? '');
  if (file === undefined) return [];
  const limit = Number(/\d[\d,]*/.exec(cells[columns.lines] ?? '')?.[0].replaceAll(',', '') ?? 0);
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

/** The path in a cell, out of code marks, emphasis and links; undefined where the cell holds none. */
function plainPath(cell: string): string | undefined {
  const text = (/^\[([^\]]+)\]\(/.exec(cell)?.[1] ?? cell).replaceAll(/[`*]{1,2}/g, '').trim();
  const path = text.replaceAll('\\', '/').replace(/^\.\//, '');
  return /^[\w@.()[\]/ -]*\.\w+$/.test(path) && path.length < 300 ? path : undefined;
}
