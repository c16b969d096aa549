import type { Exemption, LimitSource, RepositoryLimits } from './limitSource.ts';
import type { RepositoryReader } from './repositoryReader.ts';
import { isExemptionRegistry, registeredExemptions, speaksOfLines } from './sources/exemptionRegistry.ts';
import { readToolLimits, toolFileNames } from './toolLimits.ts';

/** Folders besides the root that rules and registries are kept in. */
export const ruleFolders = ['config', 'docs'];

/** Whether a change of a file, by its name, can change what a repository says about limits. */
export function statesLimits(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return v2RulesName.test(name) || isExemptionRegistry(name) || toolFileNames.has(name);
}

const v2RulesName = /^\.?v2[\w.-]*(rule|limit|standard|compliance)[\w.-]*\.ya?ml$/i;

/** Patterns of an editor's file watcher for the files that state limits. */
export const limitFilePatterns: readonly string[] = [
  ...['v2*', '.v2*', 'V2*'].flatMap((name) => [`${name}.yaml`, `${name}.yml`]),
  ...['exception', 'exemption'].flatMap((word) =>
    [word, word.toUpperCase(), `${word[0]?.toUpperCase()}${word.slice(1)}`].map((form) => `*${form}*.md`),
  ),
  ...toolFileNames,
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
  const sources = await readToolLimits(reader, '', names);
  const v2Rules = await v2RulesLimits(paths, reader);
  return {
    sources: v2Rules ? [v2Rules, ...sources] : sources,
    exemptions: registeredIn(paths, reader, registries),
  };
}

/**
 * The same with what tools are told in folders below the root; the same object where they are told nothing there.
 * @param folders relative to the root
 */
export async function withFolderLimits(
  repository: RepositoryLimits,
  reader: RepositoryReader,
  folders: Iterable<string>,
): Promise<RepositoryLimits> {
  const found: LimitSource[] = [];
  for (const folder of folders) {
    found.push(...(await readToolLimits(reader, folder, reader.list(folder))));
  }
  if (found.length === 0) return repository;
  const sources = [...repository.sources, ...found].sort((a, b) => placeOf(a) - placeOf(b));
  return { ...repository, sources };
}

const precedence: readonly LimitSource['kind'][] = ['v2-rules', 'eslint', 'pylint', 'ruff', 'flake8'];

function placeOf({ kind }: LimitSource): number {
  return precedence.indexOf(kind);
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
  for (const path of found) {
    const source = v2RulesSource(locatedYaml(reader.read(path) ?? ''), path);
    if (source !== undefined) return source;
  }
  return undefined;
}
