import { heavyModuleCatalogue } from './heavyModuleCatalogue.ts';

const catalogueRoots: readonly string[] = [...heavyModuleCatalogue.keys()];

/**
 * Names of the modules that are heavy: the catalogue and `additions`, without what is allowed. Allowing a module
 * allows what lies below it; an addition below an allowed module of the catalogue stays heavy.
 */
export function heavyModules(additions: readonly string[], allow: readonly string[]): ReadonlySet<string> {
  const allowed = new Set(allow);
  const isAllowed = (name: string) => heavyRoot(name, allowed) !== undefined;
  const roots = [...catalogueRoots.filter((name) => !isAllowed(name))];
  return new Set([...roots, ...additions.filter((name) => !allowed.has(name))]);
}

/** The entry that makes a module heavy: itself or the nearest module above it; undefined where none does. */
export function heavyRoot(module: string, heavy: ReadonlySet<string>): string | undefined {
  for (let name = module; ; name = name.slice(0, name.lastIndexOf('.'))) {
    if (heavy.has(name)) return name;
    if (!name.includes('.')) return undefined;
  }
}
