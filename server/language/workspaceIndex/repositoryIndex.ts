import type { Finding } from '../../analysis/finding.ts';
import { ImportGraph } from '../../analysis/importGraph/importGraph.ts';
import { importStatements } from '../../analysis/importGraph/importStatement.ts';
import type { WorkspaceFacts } from '../../analysis/laziness/workspaceFacts.ts';
import { moduleReferences } from '../../analysis/moduleReferences/moduleReferences.ts';
import { ReferenceIndex } from '../../analysis/moduleReferences/referenceIndex.ts';
import type { Rule } from '../../analysis/rule.ts';
import { heavyImport } from '../../analysis/rules/heavyImport.ts';
import { HeavyImportInGraph } from '../../analysis/rules/heavyImportInGraph.ts';
import { rules } from '../../analysis/rules.ts';
import type { SourceModule } from '../../analysis/sourceModule.ts';
import { coalesced } from '../coalesced.ts';
import { returnMemory } from '../memory/returnMemory.ts';
import type { IndexedFile, IndexedRoot } from './indexWork.ts';
import { runIndexWork } from './runIndexWork.ts';

/** Who is told about an index. */
export interface IndexListener {
  /** What it answers may have changed, and no document of the editor was the cause. */
  readonly changed: () => void;
  readonly log: (sentence: string) => void;
}

/** Imports of this many files are followed between two messages of the editor. */
const resolvedAtOnce = 100;

/**
 * What the Python files of a repository import and say about each other: read from disk by a thread in the
 * background, and from the editor for documents that are open. Paths are relative to the root.
 */
export class RepositoryIndex {
  readonly place: IndexedRoot;
  /** Fulfilled when all files have been read, or could not be. */
  readonly whenRead: Promise<void>;
  readonly #listener: IndexListener;
  readonly #graph: ImportGraph;
  readonly #references: ReferenceIndex;
  readonly #heavyImports: HeavyImportInGraph;
  /** Open documents; `true` while what they say about other modules has not been collected. */
  readonly #open = new Map<string, { readonly module: SourceModule; isNew: boolean }>();
  /** Files that are there, but nobody knows what they say. */
  readonly #unread = new Set<string>();
  readonly #changedOnDisk = new Set<string>();
  readonly #ended = new AbortController();
  readonly #readChanges = coalesced(() => this.#readChanged());
  #isReady = false;

  constructor(place: IndexedRoot, heavyModules: ReadonlySet<string>, listener: IndexListener) {
    this.place = place;
    this.#graph = new ImportGraph(heavyModules);
    this.#references = new ReferenceIndex(this.#graph);
    this.#heavyImports = new HeavyImportInGraph(this.#graph);
    this.#listener = listener;
    this.whenRead = this.#readAll().catch((error: unknown) =>
      listener.log(`${place.root} could not be indexed: ${String(error)}`),
    );
  }

  /** Whether all files have been read. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Another number whenever an answer about a file may have become another; -1 until all files have been read. */
  versionOf(path: string): number {
    return this.#isReady ? this.#graph.versionOf(path) : -1;
  }

  /** Takes the present text of an open document. */
  opened(path: string, module: SourceModule): void {
    if (this.#open.get(path)?.module === module) return;
    this.#open.set(path, { module, isNew: true });
    this.#graph.update(path, importStatements(module));
  }

  /** From now on the file on disk counts again. */
  closed(path: string): void {
    if (this.#open.delete(path)) this.changedOnDisk(path);
  }

  /** A file was made, written or deleted. */
  changedOnDisk(path: string): void {
    if (this.#open.has(path)) return;
    this.#changedOnDisk.add(path);
    if (this.#isReady) this.#readChanges();
  }

  /** A folder was deleted, if it was one, with all files in it. */
  folderGone(path: string): void {
    for (const file of this.#graph.pathsBelow(path)) this.changedOnDisk(file);
  }

  /** All rules for a document, with what the other files tell as far as they have been read. */
  rulesFor(path: string, heavyModules: ReadonlySet<string>): readonly Rule[] {
    if (!this.#isReady) return rules;
    if (heavyModules.size > 0) this.#graph.considerHeavy(heavyModules);
    const inGraph = this.#heavyImports.ruleFor(path);
    return rules.map((rule) => (rule === heavyImport ? inGraph : rule));
  }

  /** Whether the findings of a file depend on other files. */
  concerns(path: string, findings: readonly Finding[]): boolean {
    return (
      this.#isReady &&
      (this.#heavyImports.leadsToHeavy(path) ||
        findings.some(({ rule, data }) => rule === 'heavy-import' && this.#graph.isShadowed(path, data.root)))
    );
  }

  /** What the other files say about a module; undefined until all have been read, and where one cannot be. */
  factsOf(path: string): WorkspaceFacts | undefined {
    if (!this.#isReady || this.#unread.size > 0) return undefined;
    for (const [each, document] of this.#open) {
      if (document.isNew) this.#references.update(each, moduleReferences(document.module.text));
      document.isNew = false;
    }
    return this.#references.factsOf(path);
  }

  dispose(): void {
    this.#ended.abort();
  }

  async #readAll(): Promise<void> {
    await this.#read(undefined);
    while (!this.#graph.resolveSome(resolvedAtOnce)) await new Promise(setImmediate);
    if (this.#ended.signal.aborted) return;
    this.#isReady = true;
    returnMemory();
    this.#listener.changed();
    if (this.#changedOnDisk.size > 0) this.#readChanges();
  }

  async #readChanged(): Promise<void> {
    const paths = [...this.#changedOnDisk];
    this.#changedOnDisk.clear();
    const { version } = this.#graph;
    await this.#read(paths).catch((error: unknown) => this.#listener.log(String(error)));
    if (version !== this.#graph.version) this.#listener.changed();
  }

  #read(paths: readonly string[] | undefined): Promise<void> {
    const work = { kind: 'read', place: this.place, paths } as const;
    return runIndexWork(
      work,
      (message) => {
        if (message.kind === 'indexed') for (const file of message.files) this.#take(file);
        if (message.kind === 'note') this.#listener.log(message.sentence);
      },
      this.#ended.signal,
    );
  }

  #take({ path, known }: IndexedFile): void {
    if (known === 'unread') this.#unread.add(path);
    else this.#unread.delete(path);
    if (this.#open.has(path)) return;
    if (typeof known === 'object') {
      this.#graph.updatePacked(path, known.imports);
      this.#references.update(path, known.references);
    } else {
      this.#graph.remove(path);
      this.#references.remove(path);
    }
  }
}
