/** An old violation: where it is, what it is about, and its figure. */
export interface BaselineEntry {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly rule: string;
  /** What the finding is about: a function, a class, a module; absent where it is about the file. */
  readonly name?: string;
  /** Of a limit: what was there instead. It may only shrink. */
  readonly actual?: number;
}

/** The name of the baseline at the root of a repository. */
export const baselineFileName = '.swarm-baseline.json';

/** What entries of one violation share: the same for all that cannot be told apart, of which there may be several. */
export function violationKey({ path, rule, name }: BaselineEntry): string {
  return JSON.stringify([path, rule, name ?? null]);
}

/** The text of a baseline: the same for the same violations, one line for each, so that merges are easy. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = entries
    .map(({ path, rule, name, actual }) => ({
      path,
      rule,
      ...(name !== undefined && { name }),
      ...(actual !== undefined && { actual }),
    }))
    .sort((a, b) => compare(violationKey(a), violationKey(b)) || (b.actual ?? -1) - (a.actual ?? -1))
    .map((entry) => `\n    ${JSON.stringify(entry)}`);
  return `{\n  "version": 1,\n  "entries": [${lines.join()}${lines.length > 0 ? '\n  ' : ''}]\n}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The entries of a baseline's text; undefined where it is none that we wrote. */
export function parseBaseline(text: string): BaselineEntry[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value['version'] !== 1 || !Array.isArray(value['entries'])) return undefined;
  const entries: unknown[] = value['entries'];
  return entries.every(isEntry) ? entries : undefined;
}

function isEntry(value: unknown): value is BaselineEntry {
  if (!isRecord(value)) return false;
  const { path, rule, name, actual } = value;
  return (
    typeof path === 'string' &&
    typeof rule === 'string' &&
    (name === undefined || typeof name === 'string') &&
    (actual === undefined || typeof actual === 'number')
  );
}

function isRecord(value: unknown): value is Record<'version' | 'entries' | keyof BaselineEntry, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
