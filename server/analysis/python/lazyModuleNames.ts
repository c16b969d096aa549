const declaration = /^__lazy_modules__[^=\n]*=[^[({\n]*[[({]([^\])}]*)/m;
const quoted = /(["'])([\w.]+)\1/g;

/** Modules that a text names in its `__lazy_modules__` (PEP 810): importing them does not load them. */
export function lazyModuleNames(text: string): ReadonlySet<string> {
  const names = text.includes('__lazy_modules__') ? declaration.exec(text)?.[1] : undefined;
  return new Set(names === undefined ? [] : Array.from(names.matchAll(quoted), (found) => found[2] ?? ''));
}
