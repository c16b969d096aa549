import type { Unit } from './unit.ts';

/**
 * Words for a module's name that say what units have in common, the best first: `parser`, `errors`, `constants`, else the
 * names of the largest.
 */
export function themesOf(units: readonly Unit[], moduleName: string): string[] {
  const own = new Set(moduleName.split('_').flatMap((word) => [word, `${word}s`, word.replace(/s$/, '')]));
  const themes = [commonTheme(units, own) ?? [], bySize(units)].flat();
  const short = themes.map((theme) =>
    theme.startsWith(`${moduleName}_`) ? theme.slice(moduleName.length + 1) : theme,
  );
  return [...short.filter((theme) => theme !== '' && !own.has(theme)), 'core'];
}

function commonTheme(units: readonly Unit[], own: ReadonlySet<string>): string | undefined {
  const names = units.flatMap(({ binds }) => [...binds]);
  if (units.every(({ statement }) => statement.kind !== 'function' && statement.kind !== 'class'))
    return 'constants';
  if (names.every((name) => /(?:Error|Exception|Warning)$/.test(name))) return 'errors';
  const words = names.map((name) => new Set(snakeCase(name).split('_')));
  const counts = new Map<string, number>();
  for (const word of words.flatMap((each) => [...each])) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const word of own) counts.delete(word);
  const [word, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const isCommon = names.length > 2 && count * 3 >= names.length * 2;
  return isCommon && word.length > 2 && /^[a-z]/.test(word) ? word : undefined;
}

/** Names of definitions, the longest first; what is not for others last. */
function bySize(units: readonly Unit[]): string[] {
  const isPrivate = ({ binds }: Unit) => Number([...binds].every((name) => name.startsWith('_')));
  return [...units]
    .sort((a, b) => isPrivate(a) - isPrivate(b) || b.end - b.start - (a.end - a.start))
    .flatMap(({ binds }) => [...binds].slice(0, 1))
    .map(snakeCase);
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replace(/^_+|_+$/g, '');
}
