import type { LimitSource } from '../limitSource.ts';
import { type IniOption, iniOptions } from './iniFile.ts';
import { pythonToolSource } from './pythonToolSource.ts';
import { filesWithout, type IgnoredPerFile, namesRule } from './ruleCodes.ts';

const limits = { 'max-complexity': 'complexity', 'max-line-length': 'lineLength' } as const;
/** The rules that hold code to a figure. What `B950` of flake8-bugbear allows is more than the figure. */
const enforcing: Readonly<Record<string, string>> = { 'max-complexity': 'C901', 'max-line-length': 'E501' };

/** The limits of a `[flake8]` section as far as its rules are switched on; undefined where there is none. */
export function flake8Source(text: string, path: string): LimitSource | undefined {
  const own = iniOptions(text).filter(({ section }) => section === 'flake8');
  const perFile = ignoredPerFile(own);
  const enforced = own.flatMap((option) => {
    const rule = Object.hasOwn(enforcing, option.name) ? enforcing[option.name] : undefined;
    if (rule === undefined || !isEnforced(rule, own)) return [];
    return [{ ...option, ignores: filesWithout(rule, perFile) }];
  });
  return pythonToolSource('flake8', path, enforced, limits);
}

function isEnforced(rule: string, options: readonly IniOption[]): boolean {
  const codes = (...names: string[]) =>
    options.filter(({ name }) => names.includes(name)).flatMap(({ value }) => words(value));
  const selected = codes('select');
  if (namesRule(codes('ignore', 'extend-ignore'), rule)) return false;
  return selected.length === 0 || namesRule([...selected, ...codes('extend-select')], rule);
}

/** Lines of `tests/*,docs/*: E501, F401`. */
function ignoredPerFile(options: readonly IniOption[]): IgnoredPerFile {
  const rows = options
    .filter(({ name }) => name === 'per-file-ignores')
    .flatMap(({ value }) => value.split('\n'))
    .map((row) => row.split(':'));
  return new Map(
    rows.flatMap(([globs = '', codes = '']) => words(globs).map((glob) => [glob, words(codes)])),
  );
}

function words(list: string): string[] {
  return list
    .replaceAll(/#.*/g, '')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
}
