import path from 'node:path';
import { analyzeModule } from '../../analysis/analyze.ts';
import type { Finding } from '../../analysis/finding.ts';
import type { ImportStatement } from '../../analysis/importGraph/importStatement.ts';
import type { ImportContext } from '../../analysis/laziness/importExplanation.ts';
import { heavyImport } from '../../analysis/rules/heavyImport.ts';
import type { SourceModule } from '../../analysis/sourceModule.ts';
import { RepositoryFacts } from '../../workspace/imports/repositoryFacts.ts';
import { PythonTargets } from '../../workspace/pythonTargets.ts';
import type { CheckTarget } from '../targets/checkTargets.ts';

/** What Python files import when they are imported, by their absolute paths. */
export type FileImports = ReadonlyMap<string, readonly ImportStatement[]>;

interface Repository {
  readonly targets: PythonTargets;
  readonly facts: RepositoryFacts;
}

/** What beyond a file's text decides about its imports. Each repository is read once, when it is first asked. */
export class FixRepositories {
  readonly #warn: (sentence: string) => void;
  readonly #imports: FileImports;
  readonly #known = new Map<string, Repository>();
  /** What was last asked: each finding of a file asks the same, which takes a look at all files. */
  #asked: { readonly file: string; readonly context: ImportContext } | undefined;

  /** @param imports what files import, as far as it was just read */
  constructor(warn: (sentence: string) => void, imports: FileImports = new Map()) {
    this.#warn = warn;
    this.#imports = imports;
  }

  /** Targets in an order in which what a file imports is fixed before it: then it may no longer be heavy. */
  async inOrder(targets: readonly CheckTarget[]): Promise<CheckTarget[]> {
    const byFile = new Map(targets.map((target) => [target.file, target]));
    const python = targets.filter(({ languageId }) => languageId === 'python');
    const roots = new Set(python.map(({ context: { root } }) => root));
    const ordered: CheckTarget[] = [];
    for (const root of roots) {
      const files = python.filter(({ context }) => context.root === root).map(({ file }) => file);
      const { facts } = this.#of(root);
      ordered.push(...facts.inOrderOfImports(files).flatMap((file) => byFile.get(file) ?? []));
    }
    return [...targets.filter(({ languageId }) => languageId !== 'python'), ...ordered];
  }

  async contextOf({ file, languageId, context: { root } }: CheckTarget): Promise<ImportContext> {
    if (languageId !== 'python') return { target: undefined, workspace: undefined };
    if (this.#asked?.file === file) return this.#asked.context;
    const { targets, facts } = this.#of(root);
    const context = { target: await targets.of(path.dirname(file)), workspace: facts.factsOf(file) };
    this.#asked = { file, context };
    return context;
  }

  /** Finds the heavy imports in a text of a file, those through other files too. */
  async finder({ file, languageId, settings, context: { root } }: CheckTarget): Promise<FindAll> {
    if (languageId !== 'python') return (module) => analyzeModule(module, settings, { rules: [heavyImport] });
    const { facts } = this.#of(root);
    return (module) => analyzeModule(module, settings, { rules: [facts.heavyImportsOf(file, settings)] });
  }

  /** To be told of every text that a file is given. */
  async changed({ file, languageId, context: { root } }: CheckTarget, text: string): Promise<void> {
    if (languageId === 'python') this.#of(root).facts.update(file, text);
  }

  #of(root: string): Repository {
    const repository = this.#known.get(root) ?? this.#read(root);
    this.#known.set(root, repository);
    return repository;
  }

  #read(root: string): Repository {
    const facts = new RepositoryFacts(root, this.#imports);
    const [unread] = facts.unread;
    if (unread !== undefined)
      this.#warn(
        `${unread} cannot be read, so nobody knows which names of other files it uses: few fixes are safe then.`,
      );
    return { targets: new PythonTargets({ root }, this.#warn), facts };
  }
}

type FindAll = (module: SourceModule) => Finding[];
