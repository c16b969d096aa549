import { Folder } from './folder.ts';
import { type Loaded, loadFrom } from './loadedModules.ts';
import { standardLibrary } from './standardLibrary.ts';

/** Folders that hold a project's packages although they are none themselves, by convention. */
const conventionalRoots = ['src', 'lib', 'python'];

/** The Python files of a repository as the import system sees them: which of them does a dotted name load? */
export class ModuleTree {
  readonly #root = new Folder('', undefined);
  /** Regular packages that lie in none, by name. */
  readonly #topPackages = new Map<string, Folder[]>();
  readonly #known = new Map<Folder, Map<string, Loaded | undefined>>();

  /** @param path relative to the root, with forward slashes */
  add(path: string, id: number): Folder {
    const names = path.split('/');
    const name = moduleStem(names.pop() ?? '');
    let folder = this.#root;
    for (const each of names) {
      let next = folder.folders.get(each);
      if (!next) {
        next = new Folder(each, folder);
        folder.folders.set(each, next);
      }
      folder = next;
    }
    folder.modules.set(name, id);
    this.#forget();
    return folder;
  }

  delete(path: string): void {
    const names = path.split('/');
    const name = moduleStem(names.pop() ?? '');
    let folder: Folder | undefined = this.#root;
    for (const each of names) folder = folder?.folders.get(each);
    folder?.modules.delete(name);
    for (; folder?.isEmpty && folder.parent; folder = folder.parent)
      folder.parent.folders.delete(folder.name);
    this.#forget();
  }

  /** Ids of the modules in a folder and below it; none where there is no such folder. */
  below(path: string): number[] {
    let folder: Folder | undefined = this.#root;
    for (const name of path.split('/')) folder = folder?.folders.get(name);
    return folder ? modulesIn(folder) : [];
  }

  /** What an import that stands in a folder loads of this repository; undefined where it names nothing in it. */
  resolve(folder: Folder, level: number, module: string): Loaded | undefined {
    if (level > 0) return this.#relative(folder, level, module);
    const from = lookedUpFrom(folder, firstName(module));
    let known = this.#known.get(from);
    if (!known) {
      known = new Map();
      this.#known.set(from, known);
    }
    if (known.has(module)) return known.get(module);
    const loaded = this.#absolute(from, module);
    known.set(module, loaded);
    return loaded;
  }

  /** Whether a name of the standard library or of an installed package is a module of this repository for a folder. */
  shadows(folder: Folder, module: string): boolean {
    const name = firstName(module);
    return searchPath(folder.sourceRoot).some((root) => isRegular(root, name));
  }

  #relative(folder: Folder, level: number, module: string): Loaded | undefined {
    let start: Folder | undefined = folder;
    for (let up = 1; up < level; up++) start = start?.parent;
    if (!start) return undefined;
    const loaded = loadFrom(start, module === '' ? [] : module.split('.'));
    const own = start.package;
    if (own === undefined) return loaded;
    return { ...loaded, modules: [own, ...loaded.modules], depths: [0, ...loaded.depths] };
  }

  #absolute(from: Folder, module: string): Loaded | undefined {
    const names = module.split('.');
    const first = names[0] ?? '';
    if (standardLibrary.has(first)) return undefined;
    const root = from.sourceRoot;
    const path = searchPath(root);
    const regular = path.find((each) => isRegular(each, first));
    if (regular) return loadFrom(regular, names);
    // A name alone in a script's own folder may as well be meant for an installed package.
    if (from !== root) return names.length > 1 ? loadedWhole(from, names) : undefined;
    const elsewhere = this.#elsewhere(first);
    const found = elsewhere && loadedWhole(elsewhere, names);
    if (found) return found;
    for (const each of path) {
      if (!each.folders.has(first)) continue;
      const loaded = loadFrom(each, names);
      if (loaded.modules.length > 0 || loaded.folder) return loaded;
    }
    return undefined;
  }

  /**
   * The one source root, of those that no search path names, with a package of this name. Where there are several,
   * nobody knows which of them a program puts on its path: none.
   */
  #elsewhere(name: string): Folder | undefined {
    if (this.#topPackages.size === 0) this.#collectPackages(this.#root);
    const candidates = this.#topPackages.get(name) ?? [];
    return candidates.length === 1 ? candidates[0] : undefined;
  }

  #collectPackages(folder: Folder): void {
    if (folder === this.#root) this.#topPackages.set('', []);
    for (const each of folder.folders.values()) {
      if (each.package === undefined) this.#collectPackages(each);
      else this.#topPackages.set(each.name, [...(this.#topPackages.get(each.name) ?? []), folder]);
    }
  }

  /** Gives back the memory of what has been looked up: many files ask for the same, one file does not. */
  forgetLookups(): void {
    if (this.#known.size > 0) this.#known.clear();
  }

  #forget(): void {
    this.forgetLookups();
    if (this.#topPackages.size > 0) this.#topPackages.clear();
  }
}

function modulesIn({ modules, folders }: Folder): number[] {
  return [...modules.values(), ...[...folders.values()].flatMap(modulesIn)];
}

/** The folder within the file's package that has such a module, where there is one, as a script there would find it; else the source root. */
function lookedUpFrom(folder: Folder, name: string): Folder {
  let each: Folder = folder;
  while (each.package !== undefined && each.parent && !isRegular(each, name)) each = each.parent;
  return each;
}

/** What a dotted name loads from a folder that is only guessed to be on the path: nothing unless all of it is there. */
function loadedWhole(folder: Folder, names: readonly string[]): Loaded | undefined {
  const loaded = loadFrom(folder, names);
  return loaded.folder || loaded.depths.at(-1) === names.length ? loaded : undefined;
}

/** Where absolute imports are looked up: the source root, then the folders above it with what they hold by convention. */
function searchPath(root: Folder): Folder[] {
  const path: Folder[] = [];
  for (let folder: Folder | undefined = root; folder; folder = folder.parent) {
    path.push(folder);
    for (const name of conventionalRoots) {
      const below = folder.folders.get(name);
      if (below && below !== root) path.push(below);
    }
  }
  return path;
}

function isRegular(folder: Folder, name: string): boolean {
  return folder.modules.has(name) || folder.folders.get(name)?.package !== undefined;
}

function firstName(module: string): string {
  const dot = module.indexOf('.');
  return dot === -1 ? module : module.slice(0, dot);
}

/** Name a file is imported by. */
export function moduleStem(file: string): string {
  return file.replace(/\.pyw?$/, '');
}
