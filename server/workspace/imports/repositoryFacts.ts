import path from 'node:path';
import { ImportGraph } from '../../analysis/importGraph/importGraph.ts';
import { importStatements } from '../../analysis/importGraph/importStatement.ts';
import { moduleReferences } from '../../analysis/moduleReferences/moduleReferences.ts';
import { ReferenceIndex } from '../../analysis/moduleReferences/referenceIndex.ts';
import type { Rule } from '../../analysis/rule.ts';
import { heavyImport } from '../../analysis/rules/heavyImport.ts';
import { HeavyImportInGraph } from '../../analysis/rules/heavyImportInGraph.ts';
import { rules } from '../../analysis/rules.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { SourceModule } from '../../analysis/sourceModule.ts';
import type { WorkspaceFacts } from '../../analysis/workspaceFacts.ts';
import { walkFiles } from '../fileWalk.ts';
import { IgnoreRules } from '../ignoreRules.ts';
import { SourceReader } from '../sourceReader.ts';
import { dependenciesFirst } from './dependenciesFirst.ts';

/** What the Python files of a repository say about each other's names, all of them read. */
export class RepositoryFacts {
  readonly #root: string;
  readonly #graph = new ImportGraph(new Set());
  readonly #references = new ReferenceIndex(this.#graph);
  readonly #heavyImports = new HeavyImportInGraph(this.#graph);
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

  /** The rules with the heavy imports of a file told by all files: those that other files lead to are found too. */
  rulesFor(file: string, { heavyModules }: AnalysisSettings): readonly Rule[] {
    if (heavyModules.size > 0) this.#graph.considerHeavy(heavyModules);
    const inGraph = this.#heavyImports.ruleFor(this.#relative(file));
    return rules.map((rule) => (rule === heavyImport ? inGraph : rule));
  }

  /** Takes the text that a file will have. */
  update(file: string, text: string): void {
    if (!this.#graph.node(this.#relative(file))) return;
    this.#graph.update(this.#relative(file), importStatements(new SourceModule(text, 'python')));
    this.#references.update(this.#relative(file), moduleReferences(text));
  }

  /** Files in an order in which each stands behind those it imports, as far as they do not import each other. */
  inOrderOfImports(files: readonly string[]): string[] {
    const given = new Map(files.map((file) => [this.#relative(file), file]));
    const { nodes } = this.#graph;
    const importedBy = (path: string) =>
      [...(this.#graph.node(path)?.edges?.targets ?? [])].flatMap((target) => nodes[target]?.path ?? []);
    return dependenciesFirst(given.keys(), importedBy).flatMap((path) => given.get(path) ?? []);
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
