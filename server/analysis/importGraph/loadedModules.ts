import type { Folder } from './folder.ts';

/** What importing a dotted name runs. */
export interface Loaded {
  /** Ids of the modules in the order they run: the `__init__` of each package on the way, then the module. */
  readonly modules: readonly number[];
  /** Of each of them, how many names of the dotted name lead to it. */
  readonly depths: readonly number[];
  /** Where submodules named by `from … import` would lie; undefined where the name is a module that is no package. */
  readonly folder: Folder | undefined;
}

/** Follows a dotted name from a folder on. A name without a module ends the way: it may be an attribute. */
export function loadFrom(start: Folder, names: readonly string[]): Loaded {
  const modules: number[] = [];
  const depths: number[] = [];
  let folder: Folder = start;
  for (const [index, name] of names.entries()) {
    const below: Folder | undefined = folder.folders.get(name);
    // A package is found before a module of the same name, both before a folder that is no regular package.
    const found = below?.package ?? folder.modules.get(name);
    if (found !== undefined) {
      modules.push(found);
      depths.push(index + 1);
    }
    if (!below || (found !== undefined && below.package === undefined))
      return { modules, depths, folder: undefined };
    folder = below;
  }
  return { modules, depths, folder };
}
