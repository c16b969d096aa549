import { parse, type TomlTable } from 'smol-toml';
import type { Range } from '../../../analysis/finding.ts';

/** A value of a TOML file with its place. */
export interface TomlOption {
  /** Dotted path of its table: `tool.ruff.lint`. */
  readonly section: string;
  readonly name: string;
  readonly value: unknown;
  readonly range: Range;
}

const maximumCharacters = 1_000_000;

/**
 * The values below a table, those of the tables in it included; none where the text cannot be read.
 * @param table dotted path; empty for the whole file
 */
export function tomlOptions(text: string, table: string): TomlOption[] {
  if (text.length > maximumCharacters) return [];
  try {
    const lines = keyLines(text);
    const root = table
      .split('.')
      .filter(Boolean)
      .reduce<unknown>((value, key) => asTable(value)?.[key], parse(text));
    return collect(root, table, lines);
  } catch {
    // A mistake in it is told by the tools that it is for.
    return [];
  }
}

function collect(value: unknown, section: string, lines: ReadonlyMap<string, Range>): TomlOption[] {
  return Object.entries(asTable(value) ?? {}).flatMap(([name, each]) => {
    const path = section === '' ? name : `${section}.${name}`;
    if (asTable(each)) return collect(each, path, lines);
    return [{ section, name, value: each, range: lines.get(path) ?? fallback }];
  });
}

const fallback: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

function asTable(value: unknown): TomlTable | undefined {
  const isTable =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
  return isTable ? (value as TomlTable) : undefined;
}

/** The line of each key by its dotted path. A line of a multi-line string that looks like a key is taken for one. */
function keyLines(text: string): Map<string, Range> {
  const places = new Map<string, Range>();
  let table = '';
  for (const [index, line] of text.split(/\r\n|\n/).entries()) {
    const header = /^\s*\[\s*([^[\]]{1,200}?)\s*\]/.exec(line)?.[1];
    const key = /^(\s*)([\w."' -]{1,200}?)\s*=/.exec(line);
    if (header !== undefined) table = plain(header);
    else if (key) {
      const path = table === '' ? plain(key[2] ?? '') : `${table}.${plain(key[2] ?? '')}`;
      const start = { line: index + 1, column: (key[1]?.length ?? 0) + 1 };
      if (!places.has(path))
        places.set(path, { start, end: { line: index + 1, column: line.trimEnd().length + 1 } });
    }
  }
  return places;
}

function plain(path: string): string {
  return path
    .replaceAll(/["']/g, '')
    .replaceAll(/\s*\.\s*/g, '.')
    .trim();
}
