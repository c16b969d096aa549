import { heavyRoot } from '../heavyImports/heavyModules.ts';
import { type Importers, importersOf } from './importersOf.ts';
import type { ImportStatement } from './importStatement.ts';
import {
  edgesOf,
  firstLoad,
  isShadowed,
  type Load,
  type LoadedModule,
  loadedBy,
  ModuleNode,
  sameEdges,
} from './moduleNode.ts';
import { ModuleTree, moduleStem } from './moduleTree.ts';
import { ModuleVersions } from './moduleVersions.ts';
import { MovedModules } from './movedModules.ts';
import { type PackedImports, packImports } from './packedImports.ts';

/**
 * The Python files of a repository and what their imports load. Kept up to date file by file; where imports lead is
 * worked out when it is asked for, and after a change anew for the files alone that the change may concern.
 */
export class ImportGraph {
  #heavyModules: ReadonlySet<string>;
  /** Of sets of modules that were asked about. */
  #besides = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();
  readonly #tree = new ModuleTree();
  readonly #ids = new Map<string, number>();
  readonly #nodes: (ModuleNode | undefined)[] = [];
  readonly #unresolved = new Set<ModuleNode>();
  readonly #moved = new MovedModules();
  readonly #versions = new ModuleVersions();
  #importers: { readonly version: number; readonly importers: Importers } | undefined;
  #version = 0;
  #hasHeavy = false;
  #heavyKnownAt = -1;

  constructor(heavyModules: ReadonlySet<string>) {
    this.#heavyModules = heavyModules;
  }

  /** Takes these modules for heavy too: what is heavy differs between the projects of a repository. */
  considerHeavy(heavyModules: ReadonlySet<string>): void {
    if ([...heavyModules].every((name) => this.#heavyModules.has(name))) return;
    this.#heavyModules = new Set([...this.#heavyModules, ...heavyModules]);
    this.#besides = new WeakMap();
    this.#version++;
    for (const node of this.#nodes) {
      if (!node) continue;
      this.#unresolved.add(node);
      this.#versions.changed(node.id);
    }
  }

  /** The heavy modules that are none to a file for which these are heavy. */
  heavyBesides(heavyModules: ReadonlySet<string>): ReadonlySet<string> {
    const known =
      this.#besides.get(heavyModules) ??
      new Set([...this.#heavyModules].filter((root) => heavyRoot(root, heavyModules) === undefined));
    this.#besides.set(heavyModules, known);
    return known;
  }

  /** Another number whenever an answer may have become another. */
  get version(): number {
    return this.#version;
  }

  /** The `version` with which what a file leads to last became another; 0 for a file that is not known. */
  versionOf(path: string): number {
    const id = this.#ids.get(path);
    if (id === undefined) return 0;
    this.#resolve();
    return this.#versions.of(id, this.#version, () => this.importers);
  }

  /** Which modules import each, by their ids. */
  get importers(): Importers {
    if (this.#importers?.version !== this.#version)
      this.#importers = { version: this.#version, importers: importersOf(this.nodes) };
    return this.#importers.importers;
  }

  /** By their ids, with gaps; the edges of each are known. */
  get nodes(): readonly (ModuleNode | undefined)[] {
    this.#resolve();
    return this.#nodes;
  }

  /** Whether any file imports a heavy module. */
  get hasHeavyImports(): boolean {
    if (this.#heavyKnownAt !== this.#version)
      this.#hasHeavy = this.nodes.some((node) => node?.edges !== undefined && node.edges.heavy.length > 0);
    this.#heavyKnownAt = this.#version;
    return this.#hasHeavy;
  }

  /** @param path relative to the root, with forward slashes */
  node(path: string): ModuleNode | undefined {
    const id = this.#ids.get(path);
    return id === undefined ? undefined : this.#nodes[id];
  }

  /** The files in a folder and below it. */
  pathsBelow(folder: string): string[] {
    return this.#tree.below(folder).flatMap((id) => this.#nodes[id]?.path ?? []);
  }

  /** Takes the present imports of a file, known or new. */
  update(path: string, imports: readonly ImportStatement[]): void {
    this.updatePacked(path, packImports(imports));
  }

  /** Like `update`, for imports that come from another thread or from a file. */
  updatePacked(path: string, packed: PackedImports): void {
    const node = this.node(path);
    if (!node) {
      this.#add(path, packed);
      return;
    }
    const { modules, places } = node.packed;
    if (modules === packed.modules && places === packed.places) return;
    this.#version++;
    this.#versions.changed(node.id);
    node.packed = packed;
    if (modules !== packed.modules) this.#unresolved.add(node);
  }

  remove(path: string): void {
    const node = this.node(path);
    if (!node) return;
    this.#tree.delete(path);
    this.#nodes[node.id] = undefined;
    this.#unresolved.delete(node);
    this.#version++;
    this.#moved.add(node);
  }

  /** Whether what an import of a file names is not the heavy module of the catalogue but the repository's own. */
  isShadowed(path: string, root: string): boolean {
    const node = this.node(path);
    return node !== undefined && isShadowed(node, root, this.#tree);
  }

  /** Whether a dotted name in a file, with so many dots before it, names a module: that one and no part of it. */
  leadsTo(from: string, level: number, module: string, path: string): boolean {
    const node = this.node(from);
    const target = this.node(path);
    if (!node || !target) return false;
    const loaded = this.#tree.resolve(node.folder, level, module);
    const depth = module === '' ? 0 : module.split('.').length;
    return loaded !== undefined && loaded.modules.at(-1) === target.id && loaded.depths.at(-1) === depth;
  }

  /** What a statement of a file loads of the repository. */
  loadedBy(node: ModuleNode, statement: ImportStatement): LoadedModule[] {
    return loadedBy(node, statement, this.#tree);
  }

  /** How a file comes to load one of its targets. */
  firstLoad(node: ModuleNode, target: number): Load | undefined {
    return firstLoad(node, target, this.#tree, this.#heavyModules);
  }

  /** The dotted name a module is imported by: `agents.base`, for an `__init__` that of its package. */
  moduleName(path: string): string | undefined {
    const node = this.node(path);
    if (!node) return undefined;
    const stem = moduleStem(path.slice(path.lastIndexOf('/') + 1));
    const names = stem === '__init__' ? [] : [stem];
    for (let folder = node.folder; folder !== node.folder.sourceRoot && folder.parent; folder = folder.parent)
      names.unshift(folder.name);
    return names.length > 0 && names.every((name) => identifier.test(name)) ? names.join('.') : undefined;
  }

  #add(path: string, packed: PackedImports): void {
    const id = this.#ids.get(path) ?? this.#nodes.length;
    const node = new ModuleNode(id, path, this.#tree.add(path, id), packed);
    this.#ids.set(path, id);
    this.#nodes[id] = node;
    this.#unresolved.add(node);
    this.#version++;
    this.#versions.changed(id);
    this.#moved.add(node);
  }

  /** Works out where the imports of some files lead; tells whether those of all are known now. */
  resolveSome(count: number): boolean {
    if (!this.#moved.isEmpty) this.#doubtMentions();
    let left = count;
    for (const node of this.#unresolved) {
      if (left-- <= 0) break;
      const before = node.edges;
      node.edges = edgesOf(node, this.#tree, this.#heavyModules);
      if (!before || !sameEdges(before, node.edges)) this.#versions.changed(node.id);
      this.#unresolved.delete(node);
    }
    if (this.#unresolved.size > 0) return false;
    this.#tree.forgetLookups();
    return true;
  }

  #resolve(): void {
    this.resolveSome(Number.POSITIVE_INFINITY);
  }

  #doubtMentions(): void {
    for (const node of this.#nodes) {
      if (!node || !this.#moved.mayConcern(node)) continue;
      this.#unresolved.add(node);
      if (this.#moved.hold(node)) this.#versions.changed(node.id);
    }
    this.#moved.clear();
  }
}

const identifier = /^[\p{L}_][\p{L}\p{N}_]*$/u;
