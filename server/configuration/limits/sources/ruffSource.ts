import type { LimitName } from '../../../analysis/limits.ts';
import type { LimitSource } from '../limitSource.ts';
import { pythonToolSource } from './pythonToolSource.ts';
import { type TomlOption, tomlOptions } from './tomlFile.ts';

/** What Ruff's configuration says about limits and about modules that are too heavy for module level. */
export interface RuffConfiguration {
  readonly source: LimitSource | undefined;
  readonly heavyModules: readonly string[];
}

/** Options by their path below the table of Ruff; those of rules stand below `lint` or, in older files, beside it. */
const limits: Readonly<Record<string, LimitName>> = {
  'mccabe.max-complexity': 'complexity',
  'pylint.max-args': 'parameters',
  'pylint.max-nested-blocks': 'nesting',
  'pycodestyle.max-line-length': 'lineLength',
};

/**
 * Reads Ruff's configuration.
 * @param table `tool.ruff` in `pyproject.toml`; empty for a file of its own
 */
export function ruffConfiguration(text: string, path: string, table: string): RuffConfiguration {
  const options = tomlOptions(text, table).map((option) => ({ ...option, name: nameBelow(option, table) }));
  const enforced = enforcesLineLength(options) ? { ...limits, 'line-length': 'lineLength' as const } : limits;
  const banned = options
    .filter(({ name }) => heavyOptions.test(name))
    .flatMap(({ value }) => value)
    .filter((module) => typeof module === 'string' && module !== 'all');
  return {
    source: pythonToolSource('ruff', path, options, enforced),
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
function enforcesLineLength(options: readonly TomlOption[]): boolean {
  const selects = (...names: string[]) =>
    options
      .filter(({ name }) => names.includes(name))
      .flatMap(({ value }) => value)
      .some((code) => code === 'ALL' || (/^E\d*$/.test(String(code)) && 'E501'.startsWith(String(code))));
  return selects('select', 'extend-select') && !selects('ignore', 'extend-ignore');
}
