import type { LimitName } from '../../../analysis/limits/limits.ts';
import type { LimitSource } from '../limitSource.ts';
import { pythonToolSource } from './pythonToolSource.ts';
import { filesWithout, type IgnoredPerFile, namesRule } from './ruleCodes.ts';
import { type TomlOption, tomlOptions } from './tomlFile.ts';

/** What Ruff's configuration says about limits and about modules that are too heavy for module level. */
export interface RuffConfiguration {
  readonly source: LimitSource | undefined;
  readonly heavyModules: readonly string[];
}

/**
 * Options by their path below the table of Ruff, each with the rule that holds code to it; those of rules stand below
 * `lint` or, in older files, beside it.
 */
const enforcing: Readonly<Record<string, { limit: LimitName; rule: string }>> = {
  'mccabe.max-complexity': { limit: 'complexity', rule: 'C901' },
  'pylint.max-args': { limit: 'parameters', rule: 'PLR0913' },
  'pylint.max-nested-blocks': { limit: 'nesting', rule: 'PLR1702' },
  'line-length': { limit: 'lineLength', rule: 'E501' },
  'pycodestyle.max-line-length': { limit: 'lineLength', rule: 'E501' },
};
const limits = Object.fromEntries(Object.entries(enforcing).map(([name, { limit }]) => [name, limit]));

/** A file that configures Ruff. */
export interface RuffFile {
  readonly path: string;
  readonly text: string;
}

/** More files that extend each other nobody has written by hand. */
const mostExtended = 10;

/**
 * A file that configures Ruff behind those that it extends.
 * @param read gives the text of a file of the repository; undefined where there is none
 */
export function ruffFiles(file: RuffFile, read: (path: string) => string | undefined): RuffFile[] {
  const files = [file];
  while (files.length < mostExtended) {
    const path = extendedBy(files[0] ?? file);
    const text = path === undefined || files.some((each) => each.path === path) ? undefined : read(path);
    if (path === undefined || text === undefined) break;
    files.unshift({ path, text });
  }
  return files;
}

function extendedBy(file: RuffFile): string | undefined {
  const extended = optionsOf(file).find(({ name }) => name === 'extend')?.value;
  return typeof extended === 'string' ? joined(file.path, extended) : undefined;
}

/** A path as one file of the repository names it in another; undefined where it leads out. */
function joined(from: string, to: string): string | undefined {
  const parts = from.split('/').slice(0, -1);
  for (const part of to.split(/[\\/]/)) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '.' && part !== '..' && part !== '') parts.push(part);
  }
  return /^(?:[\\/~]|\w:)/.test(to) ? undefined : parts.join('/');
}

/** The options of a file, with their names below the table of Ruff. */
function optionsOf({ path, text }: RuffFile): (TomlOption & { readonly path: string })[] {
  const table = path.endsWith('pyproject.toml') ? 'tool.ruff' : '';
  return tomlOptions(text, table).map((option) => ({ ...option, name: nameBelow(option, table), path }));
}

/** Reads Ruff's configuration: of several files, each extending the one before, the last one that says something counts. */
export function ruffConfiguration(files: readonly RuffFile[]): RuffConfiguration {
  const all = files.map(optionsOf);
  const options = all.flatMap((own, index) => {
    const later = all.slice(index + 1).flat();
    return own.filter(({ name }) => /^extend-/.test(name) || !later.some((each) => each.name === name));
  });
  const perFile = ignoredPerFile(options);
  const enforced = options.flatMap((option) => {
    const rule = Object.hasOwn(enforcing, option.name) ? enforcing[option.name]?.rule : undefined;
    if (rule === undefined || !isEnforced(rule, option.name, options)) return [];
    return [{ ...option, ignores: filesWithout(rule, perFile) }];
  });
  const banned = options
    .filter(({ name }) => heavyOptions.test(name))
    .flatMap(({ value }) => value)
    .filter((module) => typeof module === 'string' && module !== 'all');
  return {
    source: pythonToolSource('ruff', files.at(-1)?.path ?? '', enforced, limits),
    heavyModules: [...new Set(banned as string[])],
  };
}

const heavyOptions =
  /^flake8-tidy-imports\.(?:banned-module-level-imports|require-lazy(?:\.include|\.modules)?)$/;

/** Path below the table of Ruff, the same for both places that options of rules may have. */
function nameBelow({ section, name }: TomlOption, table: string): string {
  const path = section === '' ? name : `${section}.${name}`;
  return path.slice(table === '' ? 0 : table.length + 1).replace(/^lint\./, '');
}

/** The line length is for the formatter too: a limit it is where the rule about it is switched on. */
function isEnforced(rule: string, option: string, options: readonly TomlOption[]): boolean {
  const names = (...lists: string[]) =>
    namesRule(
      options.filter(({ name }) => lists.includes(name)).flatMap(({ value }) => codes(value)),
      rule,
    );
  if (names('ignore', 'extend-ignore')) return false;
  return option !== 'line-length' || names('select', 'extend-select');
}

const perFileTables = ['per-file-ignores.', 'extend-per-file-ignores.'];

function ignoredPerFile(options: readonly TomlOption[]): IgnoredPerFile {
  return new Map(
    options.flatMap(({ name, value }) => {
      const table = perFileTables.find((each) => name.startsWith(each));
      return table === undefined ? [] : [[name.slice(table.length), codes(value)] as const];
    }),
  );
}

function codes(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((code) => typeof code === 'string') : [];
}
