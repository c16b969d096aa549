import type { SourceText } from '../text/sourceText.ts';

const declaration = /^__lazy_modules__[^=\n]*=[^[({\n]*[[({]([^\])}]*)/m;
/** Part of the name that begins with a rare letter: searching a text for it passes over almost all at once. */
const rarePart = 'zy_modules__';
const quoted = /(["'])([\w.]+)\1/g;

/** Modules that a text names in its `__lazy_modules__` (PEP 810): importing them does not load them. */
export function lazyModuleNames(source: Pick<SourceText, 'includes' | 'text'>): ReadonlySet<string> {
  const names = source.includes(rarePart) ? declaration.exec(source.text)?.[1] : undefined;
  return new Set(names === undefined ? [] : Array.from(names.matchAll(quoted), (found) => found[2] ?? ''));
}
