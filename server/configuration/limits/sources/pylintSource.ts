import type { LimitName } from '../../../analysis/limits/limits.ts';
import type { LimitSource } from '../limitSource.ts';
import { iniOptions } from './iniFile.ts';
import { pythonToolSource, type ToolOption } from './pythonToolSource.ts';

/** Pylint's options with our limit and what switches them on or off: the message by name and code, its checker, its category. */
const options: Readonly<Record<string, { limit: LimitName; messages: readonly string[] }>> = {
  'max-module-lines': { limit: 'file', messages: ['too-many-lines', 'c0302', 'format', 'c'] },
  'max-args': { limit: 'parameters', messages: ['too-many-arguments', 'r0913', 'design', 'r'] },
  'max-nested-blocks': {
    limit: 'nesting',
    messages: ['too-many-nested-blocks', 'r1702', 'refactoring', 'r'],
  },
  'max-line-length': { limit: 'lineLength', messages: ['line-too-long', 'c0301', 'format', 'c'] },
  'max-complexity': { limit: 'complexity', messages: ['too-complex', 'r1260', 'design', 'r'] },
};

/** The limits of `.pylintrc`, `setup.cfg` or `tox.ini`; undefined where the file configures no pylint. */
export function pylintIniSource(text: string, path: string): LimitSource | undefined {
  const own = /pylintrc$/.test(path)
    ? iniOptions(text)
    : iniOptions(text).filter(({ section }) => section.startsWith('pylint'));
  return pylintSource(own, path);
}

/** The limits of `[tool.pylint]` in a TOML file; undefined where it states none. */
export async function pylintTomlSource(text: string, path: string): Promise<LimitSource | undefined> {
  if (!text.includes('pylint')) return undefined;
  const { tomlOptions } = await import('./tomlFile.ts');
  return pylintSource(tomlOptions(text, 'tool.pylint'), path);
}

function pylintSource(stated: readonly ToolOption[], path: string): LimitSource | undefined {
  const messages = (name: string) =>
    new Set(stated.filter((option) => option.name === name).flatMap(({ value }) => words(value)));
  const disabled = messages('disable');
  const enabled = messages('enable');
  const isEnforced = ({ name }: ToolOption) => {
    const own = options[name]?.messages ?? [];
    if (own.some((message) => enabled.has(message))) return true;
    return !disabled.has('all') && !own.some((message) => disabled.has(message));
  };
  const limits = Object.fromEntries(Object.entries(options).map(([name, { limit }]) => [name, limit]));
  return pythonToolSource('pylint', path, stated.filter(isEnforced), limits);
}

/** Names and codes in a list, separated as pylint allows. */
function words(value: unknown): string[] {
  const text = Array.isArray(value) ? value.join() : String(value);
  return text.toLowerCase().split(/[\s,]+/);
}
