/** Where a module lies, and how its neighbours are imported from it. */
export interface ModulePath {
  /** With a slash at its end; empty for the top folder. */
  readonly folder: string;
  /** Without its extension; of a package that of its folder. */
  readonly name: string;
  readonly isPackage: boolean;
  readonly extension: string;
}

export function modulePath(path: string): ModulePath {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const file = path.slice(folder.length);
  const extension = file.slice(file.lastIndexOf('.'));
  const stem = file.slice(0, -extension.length);
  const isPackage = stem === '__init__';
  const name = isPackage ? (folder.split('/').at(-2) ?? 'package') : stem;
  return { folder, name, isPackage, extension };
}

/**
 * A name for a new module beside this one that nothing has yet: `loader_cache`; in a package itself `_cache`.
 * @param themes the best first; there is at least one
 */
export function freeModuleName(
  module: ModulePath,
  themes: readonly string[],
  isTaken: (name: string, path: string) => boolean,
): string {
  const bases = themes.map((theme) => (module.isPackage ? `_${theme}` : `${module.name}_${theme}`));
  for (let count = 1; ; count++) {
    const names = count === 1 ? bases : bases.slice(0, 1).map((base) => `${base}_${count}`);
    const free = names.find((name) => !isTaken(name, pathOf(module, name)));
    if (free !== undefined) return free;
  }
}

export function pathOf(module: ModulePath, name: string): string {
  return `${module.folder}${name}${module.extension}`;
}
