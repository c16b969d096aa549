import { heavyModuleCatalogue } from '../heavyImports/heavyModuleCatalogue.ts';
import { heavyRoot } from '../heavyImports/heavyModules.ts';
import type { Folder } from './folder.ts';
import type { ImportStatement } from './importStatement.ts';
import type { Loaded } from './loadedModules.ts';
import type { ModuleTree } from './moduleTree.ts';
import { type PackedImports, unpackImports } from './packedImports.ts';

/** An import of a heavy module that is none of this repository's. */
export interface HeavyStatement {
  readonly root: string;
  /** As imported: `torch.nn`. */
  readonly module: string;
  readonly statement: number;
}

/** Where the imports of a module lead. */
export interface Edges {
  /** Ids of the modules that its imports load, each once, by the first statement that loads it. */
  readonly targets: readonly number[];
  readonly heavy: readonly HeavyStatement[];
  /** Stands for what each statement loads, the targets that an earlier one has loaded included. */
  readonly trace: number;
}

/** A Python file of the graph. */
export class ModuleNode {
  readonly id: number;
  readonly path: string;
  readonly folder: Folder;
  packed: PackedImports;
  /** Undefined until they are asked for after a change. */
  edges: Edges | undefined;

  constructor(id: number, path: string, folder: Folder, packed: PackedImports) {
    this.id = id;
    this.path = path;
    this.folder = folder;
    this.packed = packed;
  }

  /** Made anew at every question. */
  get imports(): ImportStatement[] {
    return unpackImports(this.packed);
  }
}

const noHeavy: readonly HeavyStatement[] = [];

/** Finds out where the imports of a module lead. */
export function edgesOf(node: ModuleNode, tree: ModuleTree, heavyModules: ReadonlySet<string>): Edges {
  const targets = new Set<number>();
  const heavy: HeavyStatement[] = [];
  let trace = 0;
  for (const [index, statement] of node.imports.entries()) {
    const found = installedHeavy(node, statement, tree, heavyModules);
    if (found) heavy.push({ ...found, statement: index });
    else
      for (const { id } of loadedBy(node, statement, tree)) {
        targets.add(id);
        trace = mixed(mixed(trace, index), id);
      }
  }
  // A list that grew would have room for more; thousands of these are kept.
  return { targets: [...targets], heavy: heavy.length === 0 ? noHeavy : heavy, trace };
}

function mixed(trace: number, value: number): number {
  return Math.imul(trace ^ value, 0x01000193) ^ (trace >>> 15);
}

/** Whether the same statements of a module lead to the same modules and are heavy. */
export function sameEdges(a: Edges, b: Edges): boolean {
  return (
    a.trace === b.trace &&
    a.targets.length === b.targets.length &&
    a.targets.every((target, index) => target === b.targets[index]) &&
    a.heavy.length === b.heavy.length &&
    a.heavy.every(({ statement }, index) => statement === b.heavy[index]?.statement)
  );
}

/** A module that an import statement of another one loads. */
export interface Load {
  readonly statement: ImportStatement;
  readonly loaded: LoadedModule;
}

/** How a module comes to load one of its targets: kept for none of them, since few are ever asked about. */
export function firstLoad(
  node: ModuleNode,
  target: number,
  tree: ModuleTree,
  heavyModules: ReadonlySet<string>,
): Load | undefined {
  for (const statement of node.imports) {
    if (installedHeavy(node, statement, tree, heavyModules)) continue;
    const loaded = loadedBy(node, statement, tree).find(({ id }) => id === target);
    if (loaded) return { statement, loaded };
  }
  return undefined;
}

function installedHeavy(
  node: ModuleNode,
  statement: ImportStatement,
  tree: ModuleTree,
  heavyModules: ReadonlySet<string>,
): Omit<HeavyStatement, 'statement'> | undefined {
  const found = heavyModule(statement, heavyModules);
  return found && !isShadowed(node, found.root, tree) ? found : undefined;
}

/** A heavy module that a person named may be the repository's own; one of the catalogue is an installed one. */
export function isShadowed({ folder }: ModuleNode, root: string, tree: ModuleTree): boolean {
  return heavyModuleCatalogue.has(root) && tree.shadows(folder, root);
}

/** A module that an import statement loads. */
export interface LoadedModule {
  readonly id: number;
  /** The dotted name that leads to it; undefined for one that a relative import names. */
  readonly name: string | undefined;
  /** The name in `from … import name` that loads it; undefined for what the module's part loads. */
  readonly imported: string | undefined;
}

/** What a statement loads of this repository, without the module itself and the packages it lies in: those run before it. */
export function loadedBy(node: ModuleNode, statement: ImportStatement, tree: ModuleTree): LoadedModule[] {
  const { level, module, names } = statement;
  const loaded = tree.resolve(node.folder, level, module);
  if (!loaded) return [];
  const all: LoadedModule[] = loaded.modules.map((id, index) => ({
    id,
    name: level === 0 ? leading(module, loaded.depths[index] ?? 0) : undefined,
    imported: undefined,
  }));
  for (const imported of names) {
    const id = submodule(loaded, imported);
    if (id !== undefined) all.push({ id, name: level === 0 ? `${module}.${imported}` : undefined, imported });
  }
  return all.filter(({ id }) => id !== node.id && !holdsPackage(node.folder, id));
}

function submodule({ folder }: Loaded, name: string): number | undefined {
  return folder?.folders.get(name)?.package ?? folder?.modules.get(name);
}

function holdsPackage(folder: Folder, id: number): boolean {
  for (let each: Folder | undefined = folder; each; each = each.parent) if (each.package === id) return true;
  return false;
}

function leading(dotted: string, count: number): string {
  return dotted.split('.').slice(0, count).join('.');
}

/** The heavy module that a statement names, be it an installed one or the repository's own. */
export function heavyModule(
  { level, module, names }: ImportStatement,
  heavyModules: ReadonlySet<string>,
): { root: string; module: string } | undefined {
  if (level > 0) return undefined;
  const root = heavyRoot(module, heavyModules);
  if (root !== undefined) return { root, module };
  for (const name of names) {
    const below = heavyRoot(`${module}.${name}`, heavyModules);
    if (below !== undefined) return { root: below, module: `${module}.${name}` };
  }
  return undefined;
}
