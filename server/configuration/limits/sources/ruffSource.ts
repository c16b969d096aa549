import type { LimitName } from '../../../analysis/limits.ts';
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

/**
 * Reads Ruff's configuration.
 * @param table `tool.ruff` in `pyproject.toml`; empty for a file of its own
 */
export function ruffConfiguration(text: string, path: string, table: string): RuffConfiguration {
  const options = tomlOptions(text, table).map((option) => ({ ...option, name: nameBelow(option, table) }));
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
    source: pythonToolSource('ruff', path, enforced, limits),
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
