import path from 'node:path';
import { URI } from 'vscode-uri';
import type { HeavyImportFinding } from '../analysis/finding.ts';
import type { ExplainImport } from '../analysis/laziness/explainImport.ts';
import type {
  ImportContext,
  ImportExplanation,
  TargetVersion,
} from '../analysis/laziness/importExplanation.ts';
import type { WorkspaceFacts } from '../analysis/laziness/workspaceFacts.ts';
import type { SourceModule } from '../analysis/sourceModule.ts';
import { PythonTargets } from '../workspace/pythonTargets.ts';
import type { DocumentReport } from './documentDiagnostics.ts';

/** What the other files of the workspace say about the module at an address; undefined where they are not known. */
export type FactsOf = (uri: string) => WorkspaceFacts | undefined;

export interface ExplanationSources {
  readonly explain: ExplainImport;
  readonly factsOf: FactsOf;
  readonly log: (line: string) => void;
}

const unknown: ImportExplanation = { verdict: 'no', obstacles: [], fixes: [] };

/** Why the heavy imports of open documents can or cannot be lazy; each is explained once. */
export class ImportExplanations {
  readonly #sources: ExplanationSources;
  /** Of each repository, for each setting. */
  readonly #targets = new Map<string, PythonTargets>();
  #known = new WeakMap<HeavyImportFinding, Promise<ImportExplanation>>();

  constructor(sources: ExplanationSources) {
    this.#sources = sources;
  }

  /** Of a finding of the report. Never rejects. */
  of(report: DocumentReport, uri: string, finding: HeavyImportFinding): Promise<ImportExplanation> {
    const known = this.#known.get(finding) ?? this.in(report, uri)(report.module, finding);
    this.#known.set(finding, known);
    return known;
  }

  /** Explains imports in other texts of a document, such as one with a fix made. */
  in(
    report: DocumentReport,
    uri: string,
  ): (module: SourceModule, finding: HeavyImportFinding) => Promise<ImportExplanation> {
    return async (module, finding) => {
      try {
        return await this.#sources.explain(module, finding, await this.#context(report, uri));
      } catch (error) {
        this.#sources.log(`An import of ${uri} could not be explained: ${String(error)}`);
        return unknown;
      }
    };
  }

  /** What the other files say about the module at an address; undefined where they are not known. */
  factsOf(uri: string): WorkspaceFacts | undefined {
    return this.#sources.factsOf(uri);
  }

  /** To be called when another file of the workspace has changed: what it says about names may be different. */
  forget(): void {
    this.#known = new WeakMap();
  }

  /** To be called when a file has changed that may say which Python the code has to run on. */
  forgetTargets(): void {
    this.#targets.clear();
    this.forget();
  }

  async #context(report: DocumentReport, uri: string): Promise<ImportContext> {
    const target = await this.#target(report, uri);
    return { target, workspace: this.#sources.factsOf(uri), isNotebookCell: report.isNotebookCell };
  }

  #target({ rules }: DocumentReport, uri: string): Promise<TargetVersion | undefined> {
    const { fsPath } = URI.parse(uri);
    // A document that lies in no folder of a disk has nothing around it.
    const root = rules.root?.path ?? fsPath;
    const setting = rules.settings.python.targetVersion;
    const key = JSON.stringify([root, setting]);
    const targets = this.#targets.get(key) ?? new PythonTargets({ root, setting }, this.#sources.log);
    this.#targets.set(key, targets);
    return targets.of(rules.root?.path === undefined ? root : path.dirname(fsPath));
  }
}
