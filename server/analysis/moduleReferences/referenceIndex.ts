import type { ImportGraph } from '../importGraph/importGraph.ts';
import type { ModuleNode } from '../importGraph/moduleNode.ts';
import type { WorkspaceFacts } from '../laziness/workspaceFacts.ts';
import { importedNames, type ModuleReferences } from './moduleReferences.ts';

/** Shared by the many files that say nothing but what their imports say. */
const nothing: ModuleReferences = { used: '', patched: '' };

/** What the files of a repository say about each other's names. */
export class ReferenceIndex {
  readonly #graph: ImportGraph;
  readonly #byPath = new Map<string, ModuleReferences>();

  constructor(graph: ImportGraph) {
    this.#graph = graph;
  }

  /** @param references those that the imports in the graph tell may be left out */
  update(path: string, references: ModuleReferences): void {
    const { used, patched } = references;
    this.#byPath.set(path, used === '' && patched === '' ? nothing : references);
  }

  remove(path: string): void {
    this.#byPath.delete(path);
  }

  /** What each file says. */
  get references(): ReadonlyMap<string, ModuleReferences> {
    return this.#byPath;
  }

  /**
   * What the other files say about a module; undefined where the module is not one of the graph.
   * @param among paths of the files to ask; all of them where it is not known which ones speak of it
   */
  factsOf(path: string, among: Iterable<string> = this.#byPath.keys()): WorkspaceFacts | undefined {
    const node = this.#graph.node(path);
    if (!node) return undefined;
    const importedElsewhere = new Set<string>();
    const patched = new Set<string>();
    const names = importableNames(path);
    let importedByLastName = false;
    // A module may import itself, and patch itself where its own tests stand in it.
    for (const other of among) {
      const references = this.#byPath.get(other);
      if (references === undefined) continue;
      for (const used of [references.used, this.#importedIn(other, names)]) {
        importedByLastName ||= other !== path && startsWithName(used, names[0] ?? '');
        for (const name of this.#namesIn(used, other, path, names)) importedElsewhere.add(name);
      }
      for (const name of this.#namesIn(references.patched, other, path, names)) patched.add(name);
    }
    // `from module import *` imports whatever the module binds by its imports.
    if (importedElsewhere.delete('*')) for (const name of boundByImports(node)) importedElsewhere.add(name);
    return this.#facts(path, { importedElsewhere, patched, importedByLastName });
  }

  #facts(path: string, found: Omit<WorkspaceFacts, 'moduleName' | 'runsDoctests'>): WorkspaceFacts {
    const graph = this.#graph;
    return {
      ...found,
      moduleName: graph.moduleName(path),
      // Few ask, and it takes a look at every file.
      get runsDoctests() {
        return graph.nodes.some((other) => other?.packed.modules.includes('doctest'));
      },
    };
  }

  /** Dotted names that the imports of a file name, where one of some names is among them. */
  #importedIn(path: string, names: readonly string[]): string {
    const node = this.#graph.node(path);
    const mentions = node !== undefined && names.some((name) => node.packed.modules.includes(name));
    return mentions ? importedNames(node.imports).join(' ') : '';
  }

  /** Names of a module that a list of dotted names in another file speaks of. */
  *#namesIn(dotted: string, from: string, path: string, names: readonly string[]): IterableIterator<string> {
    if (dotted === '' || !(dotted.includes('*.') || names.some((name) => dotted.includes(name)))) return;
    for (const reference of dotted.split(' ')) {
      if (reference.startsWith('*.')) {
        yield reference.slice(2);
        continue;
      }
      if (!names.some((name) => reference.includes(name))) continue;
      yield* this.#namesOf(reference, from, path);
    }
  }

  /** Of `a.b.c` every name that stands behind a part which is the module: `c` of the module `a.b`. */
  *#namesOf(reference: string, from: string, path: string): IterableIterator<string> {
    const level = /^\.*/.exec(reference)?.[0].length ?? 0;
    const parts = reference.slice(level).split('.');
    for (let count = level > 0 ? 0 : 1; count < parts.length; count++) {
      const name = parts[count];
      if (name && this.#graph.leadsTo(from, level, parts.slice(0, count).join('.'), path)) yield name;
    }
  }
}

function boundByImports({ imports }: ModuleNode): string[] {
  return imports.flatMap(({ module, names }) => [...names, ...module.split('.')]);
}

/** Whether one of several dotted names begins with a name. */
function startsWithName(dotted: string, name: string): boolean {
  // The package that a repository's root itself may be: it has no name there, and an empty one is found for ever.
  if (name === '') return false;
  for (let at = dotted.indexOf(name); at !== -1; at = dotted.indexOf(name, at + 1)) {
    const behind = dotted[at + name.length] ?? ' ';
    if ((at === 0 || dotted[at - 1] === ' ') && (behind === ' ' || behind === '.')) return true;
  }
  return false;
}

/** One of these stands in every dotted name of the module, but in a relative one of a package itself. */
export function importableNames(path: string): string[] {
  const parts = path.replace(/\.pyw?$/, '').split('/');
  const name = parts.at(-1) ?? '';
  return name === '__init__' ? [parts.at(-2) ?? '', '.'] : [name];
}
