import { globOfPath, type PathGlob, type PathPattern, patternsMeet } from './pathGlob.ts';

interface Entry<Owner> {
  readonly pattern: PathPattern;
  readonly owner: Owner;
}

/** Finds whose globs mean a file among thousands: it looks only at those that begin as the path does. */
export class PathIndex<Owner> {
  readonly #byPrefix = new Map<string, Entry<Owner>[]>();

  add(globs: readonly PathGlob[], owner: Owner): void {
    for (const pattern of globs.flat()) {
      const entries = this.#byPrefix.get(pattern.prefix);
      if (entries) entries.push({ pattern, owner });
      else this.#byPrefix.set(pattern.prefix, [{ pattern, owner }]);
    }
  }

  /** Each owner once. */
  covering(path: string): Owner[] {
    const [file] = globOfPath(path);
    const owners = new Set<Owner>();
    if (!file) return [];
    // What begins with a longer path than this one means files below it.
    for (let end = 0; ; end = file.prefix.indexOf('/', end) + 1) {
      for (const { pattern, owner } of this.#byPrefix.get(file.prefix.slice(0, end)) ?? [])
        if (patternsMeet(pattern, file)) owners.add(owner);
      if (end === file.prefix.length) return [...owners];
    }
  }
}
