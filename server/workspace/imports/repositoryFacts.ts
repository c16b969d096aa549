import path from 'node:path';
import { ImportGraph } from '../../analysis/importGraph/importGraph.ts';
import { importStatements } from '../../analysis/importGraph/importStatement.ts';
import { moduleReferences } from '../../analysis/moduleReferences/moduleReferences.ts';
import { ReferenceIndex } from '../../analysis/moduleReferences/referenceIndex.ts';
import { SourceModule } from '../../analysis/sourceModule.ts';
import type { WorkspaceFacts } from '../../analysis/workspaceFacts.ts';
import { walkFiles } from '../fileWalk.ts';
import { IgnoreRules } from '../ignoreRules.ts';
import { SourceReader } from '../sourceReader.ts';

/** What the Python files of a repository say about each other's names, all of them read. */
export class RepositoryFacts {
  readonly #root: string;
  readonly #graph = new ImportGraph(new Set());
  readonly #references = new ReferenceIndex(this.#graph);
  /** Files and folders that could not be read: what they say is not known. Relative to the root. */
  readonly unread: string[] = [];

  /** @param root absolute */
  constructor(root: string) {
    this.#root = root;
    const reader = new SourceReader();
    walkFiles(root, IgnoreRules.of(root, root), {
      // What no rule checks may still use a name: tests above all.
      isExcluded: () => false,
      onFile: (file, languageId) => {
        if (languageId === 'python') this.#add(file, reader);
      },
      onUnreadable: (folder) => this.unread.push(this.#relative(folder)),
    });
  }

  /**
   * What the other files say about the module in a file; undefined where some of them could not be read.
   * @param file absolute path
   */
  factsOf(file: string): WorkspaceFacts | undefined {
    return this.unread.length > 0 ? undefined : this.#references.factsOf(this.#relative(file));
  }

  #add(file: string, reader: SourceReader): void {
    const relative = this.#relative(file);
    const source = reader.read(file);
    if ('why' in source) {
      this.unread.push(relative);
      return;
    }
    this.#graph.update(relative, importStatements(new SourceModule(source.text, 'python')));
    this.#references.update(relative, moduleReferences(source.text));
  }

  #relative(file: string): string {
    return path.relative(this.#root, file).replaceAll(path.sep, '/');
  }
}
