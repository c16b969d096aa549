import type { Counting, LimitName } from '../../../analysis/limits/limits.ts';
import { type LocatedValue, property } from '../../located/locatedValue.ts';
import type { LimitSource, LimitStatement, StatementGroup } from '../limitSource.ts';
import { eslintGlobs, isUnreadable } from './eslintGlobs.ts';

/** ESLint's rules about limits: ours, the option that holds the figure, and what holds without options. */
const limitRules: Readonly<Record<string, { limit: LimitName; option: string; standard: number }>> = {
  'max-lines': { limit: 'file', option: 'max', standard: 300 },
  'max-lines-per-function': { limit: 'function', option: 'max', standard: 50 },
  'max-params': { limit: 'parameters', option: 'max', standard: 3 },
  complexity: { limit: 'complexity', option: 'max', standard: 20 },
  'max-depth': { limit: 'nesting', option: 'max', standard: 4 },
  'max-len': { limit: 'lineLength', option: 'code', standard: 80 },
  'max-classes-per-file': { limit: 'classesPerFile', option: 'max', standard: 1 },
};

/** The limits of an ESLint configuration, of either format; undefined where it states none. */
export function eslintSource(root: LocatedValue | undefined, path: string): LimitSource | undefined {
  if (root === undefined) return undefined;
  const reader = new EslintReader(path);
  const groups = configurationsOf(root).map((each) => reader.group(each));
  const stating = groups.filter(({ statements }) => statements.length > 0);
  return stating.length === 0 ? undefined : { kind: 'eslint', languages: 'javascript', groups: stating };
}

/** A flat configuration is a list, lists in it are flattened; in the older format `overrides` follow the whole. */
function configurationsOf(root: LocatedValue): readonly LocatedValue[] {
  if (root.items !== undefined) return root.items.flatMap(configurationsOf);
  return [root, ...(property(root, 'overrides')?.items ?? [])];
}

class EslintReader {
  readonly #path: string;
  readonly #isFlat: boolean;
  /** Of each rule: a later entry with a severity alone keeps the options. */
  readonly #options = new Map<string, readonly LocatedValue[]>();

  constructor(path: string) {
    this.#path = path;
    this.#isFlat = /(?:^|\/)eslint\.config\.\w+$/.test(path);
  }

  group(configuration: LocatedValue): StatementGroup {
    const named = property(configuration, 'files');
    // Files that nobody can tell are not all files.
    if (isUnreadable(named)) return { statements: [] };
    const files = eslintGlobs(named, this.#isFlat);
    const ignores = [
      ...eslintGlobs(property(configuration, 'ignores'), this.#isFlat),
      ...eslintGlobs(property(configuration, 'excludedFiles'), this.#isFlat),
    ];
    const rules = [...(property(configuration, 'rules')?.properties ?? [])];
    return {
      ...(files.length > 0 && { files }),
      ...(ignores.length > 0 && { ignores }),
      statements: rules.flatMap(([name, { nameRange, value }]) => this.#statement(name, nameRange, value)),
    };
  }

  #statement(name: string, range: LocatedValue['range'], value: LocatedValue): LimitStatement[] {
    const rule = limitRules[name.slice(name.lastIndexOf('/') + 1)];
    const severity = severityOf(value.items?.[0] ?? value);
    if (rule === undefined || severity === undefined) return [];
    const given = value.items?.slice(1) ?? [];
    const options = given.length > 0 ? given : (this.#options.get(name) ?? []);
    this.#options.set(name, options);
    const origin = { kind: 'eslint', name, place: { path: this.#path, range } } as const;
    const counting = countingOf(options);
    const figure = severity === 'off' ? undefined : figureOf(options, rule.option, rule.standard);
    return [
      {
        limit: rule.limit,
        value: figure,
        guideline: severity === 'warn',
        ...(counting && { counting }),
        origin,
      },
    ];
  }
}

function severityOf({ scalar }: LocatedValue): 'off' | 'warn' | 'error' | undefined {
  if (scalar === 'off' || scalar === 0) return 'off';
  if (scalar === 'warn' || scalar === 1) return 'warn';
  return scalar === 'error' || scalar === 2 ? 'error' : undefined;
}

function figureOf(options: readonly LocatedValue[], option: string, standard: number): number | undefined {
  const stated = options.flatMap((each) => [
    each.scalar,
    property(each, option)?.scalar,
    property(each, 'maximum')?.scalar,
  ]);
  // A line that an option excepts, ours would tell.
  if (options.some((each) => excepts(each))) return undefined;
  // Options that are computed: nobody can say what holds without running them.
  if (options.some(({ scalar, properties }) => scalar === undefined && properties === undefined))
    return undefined;
  const figure = stated.find((each) => typeof each === 'number') ?? standard;
  return Number.isInteger(figure) && figure > 0 ? figure : undefined;
}

/** Whether `max-len` leaves lines out by what is on them. */
function excepts({ properties }: LocatedValue): boolean {
  return [...(properties ?? [])].some(
    ([name, { value }]) => name.startsWith('ignore') && value.scalar !== false,
  );
}

/** What of the lines ESLint leaves out. */
function countingOf(options: readonly LocatedValue[]): Counting | undefined {
  const says = (name: string) => options.some((each) => property(each, name)?.scalar === true);
  if (says('skipComments')) return 'code';
  return says('skipBlankLines') ? 'non-blank' : undefined;
}
