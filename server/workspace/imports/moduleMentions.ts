import type { ModuleReferences } from '../../analysis/moduleReferences/moduleReferences.ts';
import { importableNames } from '../../analysis/moduleReferences/referenceIndex.ts';

/** Speaks of whatever module. */
const anyModule = '*';
/** Speaks of the package it lies in. */
const relative = '.';

/**
 * Which files may speak of a module, by the names of modules that stand in what they refer to: where each module of a
 * repository is asked about, reading what all files say each time takes longest.
 */
export class ModuleMentions {
  readonly #names: ReadonlySet<string>;
  readonly #files: ReadonlyMap<string, ModuleReferences>;
  readonly #byName = new Map<string, Set<string>>();

  /** @param files what each says, of all there are */
  constructor(files: ReadonlyMap<string, ModuleReferences>) {
    this.#files = files;
    this.#names = new Set([anyModule, ...[...files.keys()].flatMap(importableNames)]);
    for (const path of files.keys()) this.add(path);
  }

  /** Takes what a file says now. */
  add(path: string): void {
    const { used, patched } = this.#files.get(path) ?? { used: '', patched: '' };
    const all = `${used} ${patched}`;
    if (/(?:^| )\./.test(all)) this.#add(relative, path);
    for (const name of new Set(all.split(/[. ]+/))) if (this.#names.has(name)) this.#add(name, path);
  }

  /** The files that may speak of the module in a file, and perhaps others. */
  of(path: string): Iterable<string> {
    const names = importableNames(path);
    // Of a module that nobody can name so, all may speak.
    if (names.some((name) => name === '' || (name !== relative && name.includes('.'))))
      return this.#files.keys();
    return new Set([...names, anyModule].flatMap((name) => [...(this.#byName.get(name) ?? [])]));
  }

  #add(name: string, path: string): void {
    const files = this.#byName.get(name) ?? new Set();
    this.#byName.set(name, files);
    files.add(path);
  }
}
