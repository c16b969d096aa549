import type { Exemption, LimitSource, RepositoryLimits } from './limitSource.ts';
import { isExemptionRegistry, registeredExemptions, speaksOfLines } from './sources/exemptionRegistry.ts';
import { flake8Source } from './sources/flake8Source.ts';
import { pylintIniSource, pylintTomlSource } from './sources/pylintSource.ts';

/** Reads files of a repository; paths are relative to its root, with forward slashes. Never throws. */
export interface RepositoryReader {
  /** Names in a folder, `''` for the root; none where there is no such folder. */
  list(folder: string): readonly string[];
  /** Undefined where there is no such file or it cannot be read. */
  read(path: string): string | undefined;
}

/** Folders besides the root that rules and registries are kept in. */
export const ruleFolders = ['config', 'docs'];

/** Whether a change of a file, by its name, can change what a repository says about limits. */
export function statesLimits(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return v2RulesName.test(name) || isExemptionRegistry(name) || statingNames().includes(name);
}

const v2RulesName = /^\.?v2[\w.-]*(rule|limit|standard|compliance)[\w.-]*\.ya?ml$/i;
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

function statingNames(): string[] {
  return [...eslintFlatNames, ...eslintOlderNames, ...pylintNames, ...ruffNames, '.flake8'];
}

/** Patterns of an editor's file watcher for the files that state limits. */
export const limitFilePatterns: readonly string[] = [
  ...['v2*', '.v2*', 'V2*'].flatMap((name) => [`${name}.yaml`, `${name}.yml`]),
  ...['exception', 'exemption'].flatMap((word) =>
    [word, word.toUpperCase(), `${word[0]?.toUpperCase()}${word.slice(1)}`].map((form) => `*${form}*.md`),
  ),
  ...statingNames(),
];

/**
 * What the files of a repository, `swarm.json` apart, say about limits. Nothing of it is executed, and a parser is
 * loaded only where there is a file for it.
 * @param registries Markdown files with exemptions; undefined to find them by their names
 */
export async function readRepositoryLimits(
  reader: RepositoryReader,
  registries?: readonly string[],
): Promise<RepositoryLimits> {
  const names = new Set(reader.list(''));
  const paths = [
    ...names,
    ...ruleFolders.flatMap((folder) =>
      names.has(folder) ? reader.list(folder).map((name) => `${folder}/${name}`) : [],
    ),
  ];
  const has = (name: string) => names.has(name);
  const ruff = await ruffLimits(ruffNames.filter(has), reader);
  const sources = [
    await v2RulesLimits(paths, reader),
    await eslintLimits(eslintFlatNames.filter(has), eslintOlderNames.filter(has), reader),
    await firstSource(pylintNames.filter(has), reader, (text, path) =>
      path.endsWith('.toml') ? pylintTomlSource(text, path) : pylintIniSource(text, path),
    ),
    ruff.source,
    await firstSource(['.flake8', 'setup.cfg', 'tox.ini'].filter(has), reader, flake8Source),
  ];
  return {
    sources: sources.filter((source) => source !== undefined),
    heavyModules: ruff.heavyModules,
    exemptions: registeredIn(paths, reader, registries),
  };
}

function registeredIn(
  paths: readonly string[],
  reader: RepositoryReader,
  named: readonly string[] | undefined,
): Exemption[] {
  return (named ?? paths.filter(isExemptionRegistry)).flatMap((path) => {
    const text = reader.read(path) ?? '';
    return named || speaksOfLines(text) ? registeredExemptions(text, path) : [];
  });
}

type ReadSource = (text: string, path: string) => LimitSource | undefined | Promise<LimitSource | undefined>;

async function firstSource(
  paths: readonly string[],
  reader: RepositoryReader,
  read: ReadSource,
): Promise<LimitSource | undefined> {
  for (const path of paths) {
    const source = await read(reader.read(path) ?? '', path);
    if (source !== undefined) return source;
  }
  return undefined;
}

async function v2RulesLimits(
  paths: readonly string[],
  reader: RepositoryReader,
): Promise<LimitSource | undefined> {
  const found = paths.filter((path) => v2RulesName.test(path.slice(path.lastIndexOf('/') + 1)));
  if (found.length === 0) return undefined;
  const [{ locatedYaml }, { v2RulesSource }] = await Promise.all([
    import('../located/locatedYaml.ts'),
    import('./sources/v2RulesSource.ts'),
  ]);
  return firstSource(found, reader, (text, path) => v2RulesSource(locatedYaml(text), path));
}

/** The first file that configures ESLint, a flat one before the older ones, is all of a folder that it reads. */
async function eslintLimits(
  flat: readonly string[],
  older: readonly string[],
  reader: RepositoryReader,
): Promise<LimitSource | undefined> {
  for (const path of [...flat, ...older]) {
    const text = reader.read(path) ?? '';
    if (path === 'package.json' && !text.includes('"eslintConfig"')) continue;
    if (!/max-|complexity/.test(text)) return undefined;
    const { readEslintConfiguration } = await import('./sources/eslintFile.ts');
    return readEslintConfiguration(text, path);
  }
  return undefined;
}

async function ruffLimits(paths: readonly string[], reader: RepositoryReader) {
  for (const path of paths) {
    const text = reader.read(path) ?? '';
    const table = path === 'pyproject.toml' ? 'tool.ruff' : '';
    if (!text.includes(table)) continue;
    const { ruffConfiguration } = await import('./sources/ruffSource.ts');
    return ruffConfiguration(text, path, table);
  }
  return { source: undefined, heavyModules: [] };
}
