import type { RepositoryFindings } from './proposal.ts';

type Limits = RepositoryFindings['limits'];
type Kind = keyof Limits;

/** A rule file of the repository: its path and text. */
export interface RuleFile {
  readonly path: string;
  readonly text: string;
}

/** Line limits that rule files state; the first file that states one counts. Never throws. */
export function findLimits(files: readonly RuleFile[]): Limits {
  const limits: { [Name in Kind]?: { value: number; source: string } } = {};
  for (const { path, text } of files) {
    for (const { kind, value, offset } of statedLimits(path, text)) {
      const line = text.slice(0, offset).split('\n').length;
      limits[kind] ??= { value, source: `${path} line ${line}` };
    }
  }
  return limits;
}

interface StatedLimit {
  readonly kind: Kind;
  readonly value: number;
  readonly offset: number;
}

function statedLimits(path: string, text: string): StatedLimit[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/eslint|^package\.json$/i.test(name)) return eslintLimits(text);
  if (/pylintrc|^(setup\.cfg|tox\.ini|pyproject\.toml)$/.test(name)) return pylintLimits(text);
  return /\.ya?ml$/i.test(name) ? yamlLimits(text) : [];
}

/** `"max-lines": ["error", 400]`, `[2, { max: 400 }]`, `'max-lines-per-function': …`. */
function eslintLimits(text: string): StatedLimit[] {
  const stated =
    /["']?\bmax-lines(-per-function)?["']?\s*:\s*\[\s*(?:["'][a-z]+["']|\d)\s*,\s*(?:\{[^}]{0,200}?["']?\bmax["']?\s*:\s*)?(\d{1,7})\b/g;
  return [...text.matchAll(stated)].map((match) => ({
    kind: match[1] === undefined ? 'file' : 'function',
    value: Number(match[2]),
    offset: match.index,
  }));
}

function pylintLimits(text: string): StatedLimit[] {
  const match = /^[ \t]*max-module-lines[ \t]*=[ \t]*(\d{1,7})\b/m.exec(text);
  return match ? [{ kind: 'file', value: Number(match[1]), offset: match.index }] : [];
}

const namedKinds: readonly (readonly [RegExp, Kind])[] = [
  [/function|method/, 'function'],
  [/class/, 'class'],
  [/file|module/, 'file'],
];
/** Limits of other things than lines. */
const otherLimits =
  /(?<!lines?_)per_(file|class)|count|number|param|arg|complex|nest|depth|line_length|exclude/;

/** Nested keys of YAML that name a file, function or class and a maximum: `file_limits:` / `  max_lines: 400`. */
function yamlLimits(text: string): StatedLimit[] {
  const stated: StatedLimit[] = [];
  const above: { indent: number; key: string }[] = [];
  const lines = /^([ ]*)([A-Za-z][\w-]{0,80})[ \t]*:[ \t]*(\d{1,7})?[ \t]*(?:#.*)?\r?$/gm;
  for (const match of text.matchAll(lines)) {
    const [, { length: indent } = '', key = '', value] = match;
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
    above.push({ indent, key: key.toLowerCase().replaceAll('-', '_') });
    if (value === undefined) continue;
    const keys = above.map((one) => one.key).join('.');
    if (otherLimits.test(keys) || !/max|limit|lines|length/.test(keys)) continue;
    const kind = namedKinds.find(([pattern]) => pattern.test(keys))?.[1];
    if (kind) stated.push({ kind, value: Number(value), offset: match.index });
  }
  return stated;
}
