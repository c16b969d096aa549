import type { Unit } from './unit.ts';

/** What the units of a part have in common, as a word of a module's name: `parser`, `errors`, `constants`. */
export function themeOf(units: readonly Unit[], moduleName: string): string {
  const theme = commonTheme(units) ?? snakeCase(largest(units));
  const short = theme.startsWith(`${moduleName}_`) ? theme.slice(moduleName.length + 1) : theme;
  return short === '' || short === moduleName ? 'core' : short;
}

function commonTheme(units: readonly Unit[]): string | undefined {
  const names = units.flatMap(({ binds }) => [...binds]);
  if (units.every(({ statement }) => statement.kind !== 'function' && statement.kind !== 'class'))
    return 'constants';
  if (names.every((name) => /(?:Error|Exception|Warning)$/.test(name))) return 'errors';
  const words = names.map((name) => new Set(snakeCase(name).split('_')));
  const counts = new Map<string, number>();
  for (const own of words) for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1);
  const [word, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const isCommon = names.length > 2 && count * 3 >= names.length * 2;
  return isCommon && word.length > 2 && /^[a-z]/.test(word) ? word : undefined;
}

function largest(units: readonly Unit[]): string {
  const [unit] = [...units].sort((a, b) => b.end - b.start - (a.end - a.start));
  const [name = 'part'] = unit?.binds ?? [];
  return name;
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replace(/^_+|_+$/g, '');
}
