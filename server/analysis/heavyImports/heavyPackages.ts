import { heavyPackageCatalogue } from './heavyPackageCatalogue.ts';

/**
 * Names of the packages of JavaScript that are heavy: the catalogue and `additions`, without what is allowed. Allowing a
 * package allows what lies below it; an addition below an allowed package of the catalogue stays heavy.
 */
export function heavyPackages(additions: readonly string[], allow: readonly string[]): ReadonlySet<string> {
  const allowed = new Set(allow);
  const roots = [...heavyPackageCatalogue.keys()].filter(
    (name) => heavyPackageRoot(name, allowed) === undefined,
  );
  return new Set([...roots, ...additions.filter((name) => !allowed.has(name))]);
}

/** The entry that makes what a specifier names heavy: itself or what it lies below; undefined where none does. */
export function heavyPackageRoot(specifier: string, heavy: ReadonlySet<string>): string | undefined {
  // Files of the project (`./three`, `/three`, `#three`) and what has a scheme (`node:`, `https:`) are no packages.
  if (/^(?:[./#]|[a-z][a-z+.-]*:)/i.test(specifier)) return undefined;
  for (let name = specifier; ; name = name.slice(0, name.lastIndexOf('/'))) {
    const isPart = name !== specifier && heavyPackageCatalogue.get(name)?.wholeOnly === true;
    if (heavy.has(name) && !isPart) return name;
    if (!name.includes('/')) return undefined;
  }
}
