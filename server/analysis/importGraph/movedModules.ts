import type { ModuleNode } from './moduleNode.ts';
import { moduleStem } from './moduleTree.ts';

/** When more names than this have come or gone, looking for those that mention one is dearer than all of them anew. */
const maximumMoved = 16;

/** Modules that have come or gone: imports that mention one may lead elsewhere now. */
export class MovedModules {
  readonly #names = new Set<string>();
  /** With a slash at the end: they have become packages or are none any more. */
  readonly #folders = new Set<string>();

  get isEmpty(): boolean {
    return this.#names.size === 0;
  }

  add({ path, folder }: ModuleNode): void {
    const stem = moduleStem(path.slice(path.lastIndexOf('/') + 1));
    this.#names.add(stem);
    // A folder without `__init__` is a package too, which has come with its first file or gone with its last.
    for (let each = folder; each.parent && each.modules.size + each.folders.size <= 1; each = each.parent)
      this.#names.add(each.name);
    if (stem !== '__init__') return;
    // A package that comes or goes is another source root to what lies in it, and makes its subpackages top-level or not.
    this.#names.add(folder.name);
    for (const name of folder.folders.keys()) this.#names.add(name);
    this.#folders.add(path.slice(0, -'__init__.py'.length));
  }

  clear(): void {
    this.#names.clear();
    this.#folders.clear();
  }

  /** Whether the imports of a module may lead elsewhere; one too many does no harm. */
  mayConcern(node: ModuleNode): boolean {
    if (this.#names.size > maximumMoved || this.hold(node)) return true;
    for (const name of this.#names) if (node.packed.modules.includes(name)) return true;
    return false;
  }

  /** Whether a module lies in such a folder: its own name may be another. */
  hold({ path }: ModuleNode): boolean {
    for (const folder of this.#folders) if (path.startsWith(folder)) return true;
    return false;
  }
}
