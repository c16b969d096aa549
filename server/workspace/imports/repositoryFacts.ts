import { ImportGraph } from '../../analysis/importGraph/importGraph.ts';
import { type ImportStatement, importStatements } from '../../analysis/importGraph/importStatement.ts';
import type { WorkspaceFacts } from '../../analysis/laziness/workspaceFacts.ts';
import { moduleReferences } from '../../analysis/moduleReferences/moduleReferences.ts';
import { ReferenceIndex } from '../../analysis/moduleReferences/referenceIndex.ts';
import type { Rule } from '../../analysis/rule.ts';
import { HeavyImportInGraph } from '../../analysis/rules/heavyImportInGraph.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { SourceModule } from '../../analysis/sourceModule.ts';
import { pathBelow } from '../files/pathBelow.ts';
import { SourceReader } from '../files/sourceReader.ts';
import { walkFiles } from '../walk/fileWalk.ts';
import { IgnoreRules } from '../walk/ignoreRules.ts';
import { dependenciesFirst } from './dependenciesFirst.ts';
import { ModuleMentions } from './moduleMentions.ts';

/** What the Python files of a repository say about each other's names, all of them read. */
export class RepositoryFacts {
  readonly #root: string;
  readonly #imports: ReadonlyMap<string, readonly ImportStatement[]>;
  readonly #graph = new ImportGraph(new Set());
  readonly #references = new ReferenceIndex(this.#graph);
  #mentions: ModuleMentions | undefined;
  readonly #heavyImports = new HeavyImportInGraph(this.#graph);
  /** Files and folders that could not be read: what they say is not known. Relative to the root. */
  readonly unread: string[] = [];

  /**
   * @param root absolute
   * @param imports what files import whose text was just read, by their absolute paths
   */
  constructor(root: string, imports: ReadonlyMap<string, readonly ImportStatement[]> = new Map()) {
    this.#root = root;
    this.#imports = imports;
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
    if (this.unread.length > 0) return undefined;
    this.#mentions ??= new ModuleMentions(this.#references.references);
    const relative = this.#relative(file);
    return this.#references.factsOf(relative, this.#mentions.of(relative));
  }

  /** The rule that finds the heavy imports of a file: those that other files lead to are found too. */
  heavyImportsOf(file: string, { heavyModules }: AnalysisSettings): Rule {
    if (heavyModules.size > 0) this.#graph.considerHeavy(heavyModules);
    return this.#heavyImports.ruleFor(this.#relative(file));
  }

  /** Takes the text that a file will have. */
  update(file: string, text: string): void {
    if (!this.#graph.node(this.#relative(file))) return;
    this.#graph.update(this.#relative(file), importStatements(new SourceModule(text, 'python')));
    this.#references.update(this.#relative(file), moduleReferences(text));
    this.#mentions?.add(this.#relative(file));
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
    const imports = this.#imports.get(file) ?? importStatements(new SourceModule(source.text, 'python'));
    this.#graph.update(relative, imports);
    this.#references.update(relative, moduleReferences(source.text));
  }

  #relative(file: string): string {
    return pathBelow(this.#root, file);
  }
}
