import path from 'node:path';
import { ImportGraph } from '../../analysis/importGraph/importGraph.ts';
import { type ImportStatement, importStatements } from '../../analysis/importGraph/importStatement.ts';
import { SourceModule } from '../../analysis/sourceModule.ts';
import { pathBelow } from '../files/pathBelow.ts';
import { SourceReader } from '../files/sourceReader.ts';
import { type FileAccess, plainFiles } from '../inputs/fileAccess.ts';
import { walkFiles } from '../walk/fileWalk.ts';
import { IgnoreRules } from '../walk/ignoreRules.ts';

/** The import graph of a repository, read as far as some of its files lead. */
export class RepositoryImports {
  readonly graph: ImportGraph;
  readonly #root: string;
  readonly #reader = new SourceReader();
  readonly #files: FileAccess;
  /** Files that are known to be there, but not yet what they import. */
  readonly #unread = new Set<string>();

  /** @param root absolute */
  constructor(root: string, heavyModules: ReadonlySet<string>, files = plainFiles) {
    this.#root = root;
    this.#files = files;
    this.graph = new ImportGraph(heavyModules);
  }

  /**
   * Takes what a file imports.
   * @param relative path from the root, with forward slashes
   */
  add(relative: string, imports: readonly ImportStatement[]): void {
    this.#unread.delete(relative);
    this.graph.update(relative, imports);
  }

  /** Takes note of every other Python file that neither `.gitignore` nor the caller leaves out. */
  list(isExcluded: (file: string) => boolean): void {
    walkFiles(this.#root, IgnoreRules.of(this.#root, this.#root, this.#files), {
      isExcluded,
      files: this.#files,
      onFile: (file, languageId) => {
        if (languageId !== 'python' || file.endsWith('.pyi')) return;
        const relative = pathBelow(this.#root, file);
        if (this.graph.node(relative)) return;
        this.graph.update(relative, []);
        this.#unread.add(relative);
      },
      // What cannot be listed is not followed; whoever checks it is told.
      onUnreadable: () => undefined,
    });
  }

  /** Reads what files import that the given ones lead to. One that cannot be read leads nowhere. */
  readReachable(from: Iterable<string>): void {
    const reached = new Set<string>(from);
    for (const relative of reached) {
      if (this.#unread.delete(relative)) this.graph.update(relative, this.#read(relative));
      const { nodes } = this.graph;
      for (const target of this.graph.node(relative)?.edges?.targets ?? []) {
        const next = nodes[target];
        if (next) reached.add(next.path);
      }
    }
  }

  #read(relative: string): ImportStatement[] {
    const file = path.join(this.#root, relative);
    this.#files.note(file);
    const source = this.#reader.read(file);
    return 'why' in source ? [] : importStatements(new SourceModule(source.text, 'python'));
  }
}
