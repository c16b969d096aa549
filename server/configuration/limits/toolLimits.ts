import type { LimitSource } from './limitSource.ts';
import type { RepositoryReader } from './repositoryReader.ts';
import { flake8Source } from './sources/flake8Source.ts';
import { pylintIniSource, pylintTomlSource } from './sources/pylintSource.ts';
import type { RuffFile } from './sources/ruffSource.ts';

// In the order in which each tool looks for them; the first one that configures it counts.
const eslintFlatNames = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((ending) => `eslint.config.${ending}`);
const eslintOlderNames = [
  ...['.js', '.cjs', '.yaml', '.yml', '.json', ''].map((ending) => `.eslintrc${ending}`),
  'package.json',
];
const pylintNames = [
  'pylintrc',
  'pylintrc.toml',
  '.pylintrc',
  '.pylintrc.toml',
  'pyproject.toml',
  'setup.cfg',
  'tox.ini',
];
const ruffNames = ['.ruff.toml', 'ruff.toml', 'pyproject.toml'];
const flake8Names = ['.flake8', 'setup.cfg', 'tox.ini'];

/** Names of the files that tools are configured with. */
export const toolFileNames: ReadonlySet<string> = new Set([
  ...eslintFlatNames,
  ...eslintOlderNames,
  ...pylintNames,
  ...ruffNames,
  ...flake8Names,
]);

/**
 * What the tools are told in a folder, in order of precedence; nothing perhaps. Nothing of it is executed, and a parser is
 * loaded only where there is a file for it.
 * @param folder relative to the root, with forward slashes; empty for the root
 * @param names of the files in it
 */
export async function readToolLimits(
  reader: RepositoryReader,
  folder: string,
  names: Iterable<string>,
): Promise<LimitSource[]> {
  const present = new Set([...names].filter((name) => toolFileNames.has(name)));
  if (present.size === 0) return [];
  const files = new ToolFiles(reader, folder, present);
  const sources = [
    await eslintLimits(files),
    await pylintLimits(files),
    await ruffLimits(files),
    flake8Limits(files),
  ];
  const about = folder === '' ? {} : { folder };
  return sources.flatMap((source) => (source ? [{ ...source, ...about }] : []));
}

interface ToolFile {
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

/** The files of a folder by their names, each read when it is asked for. */
class ToolFiles {
  readonly reader: RepositoryReader;
  readonly #folder: string;
  readonly #present: ReadonlySet<string>;

  constructor(reader: RepositoryReader, folder: string, present: ReadonlySet<string>) {
    this.reader = reader;
    this.#folder = folder;
    this.#present = present;
  }

  /** The first of some names that is there and configures a tool. */
  first(names: readonly string[], configures: (file: ToolFile) => boolean): ToolFile | undefined {
    for (const name of names) {
      if (!this.#present.has(name)) continue;
      const path = this.#folder === '' ? name : `${this.#folder}/${name}`;
      const file = { path, name, text: this.reader.read(path) ?? '' };
      if (configures(file)) return file;
    }
    return undefined;
  }
}

/** A flat configuration is all that ESLint reads; older ones add to those above them, up to one that calls itself root. */
async function eslintLimits(files: ToolFiles): Promise<LimitSource | undefined> {
  const flat = files.first(eslintFlatNames, () => true);
  const file =
    flat ??
    files.first(
      eslintOlderNames,
      ({ name, text }) => name !== 'package.json' || text.includes('"eslintConfig"'),
    );
  if (file === undefined) return undefined;
  const isRoot = /\broot["']?\s*:\s*true\b/.test(file.text);
  const reach = flat ? { supersedes: 'all' as const } : isRoot ? { supersedes: 'above' as const } : {};
  return { ...((await statedByEslint(file)) ?? nothing('eslint', 'javascript')), ...reach };
}

async function statedByEslint({ path, text }: ToolFile): Promise<LimitSource | undefined> {
  if (!/max-|complexity/.test(text)) return undefined;
  const { readEslintConfiguration } = await import('./sources/eslintFile.ts');
  return readEslintConfiguration(text, path);
}

async function pylintLimits(files: ToolFiles): Promise<LimitSource | undefined> {
  const file = files.first(pylintNames, ({ name, text }) => {
    if (/^\.?pylintrc$/.test(name)) return true;
    return name.endsWith('.toml') ? text.includes('tool.pylint') : /^\[pylint/im.test(text);
  });
  if (file === undefined) return undefined;
  const stated = file.name.endsWith('.toml')
    ? await pylintTomlSource(file.text, file.path)
    : pylintIniSource(file.text, file.path);
  return { ...(stated ?? nothing('pylint', 'python')), supersedes: 'above' };
}

function flake8Limits(files: ToolFiles): LimitSource | undefined {
  const file = files.first(flake8Names, ({ name, text }) => name === '.flake8' || /^\[flake8\]/im.test(text));
  if (file === undefined) return undefined;
  return { ...(flake8Source(file.text, file.path) ?? nothing('flake8', 'python')), supersedes: 'above' };
}

async function ruffLimits(files: ToolFiles): Promise<LimitSource | undefined> {
  const found = files.first(
    ruffNames,
    ({ name, text }) => name !== 'pyproject.toml' || text.includes('tool.ruff'),
  );
  if (found === undefined) return undefined;
  const { ruffConfiguration, ruffFiles } = await import('./sources/ruffSource.ts');
  const file: RuffFile = { path: found.path, text: found.text };
  const { source, heavyModules } = ruffConfiguration(ruffFiles(file, (path) => files.reader.read(path)));
  return { ...(source ?? nothing('ruff', 'python')), supersedes: 'above', heavyModules };
}

/** Of a tool that is configured and states no limit: what it is told elsewhere does not hold here. */
function nothing(kind: LimitSource['kind'], languages: LimitSource['languages']): LimitSource {
  return { kind, languages, groups: [] };
}
