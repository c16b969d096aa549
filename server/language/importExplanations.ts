import { URI } from 'vscode-uri';
import type { ExplainImport } from '../analysis/explainImport.ts';
import type { HeavyImportFinding } from '../analysis/finding.ts';
import type { ImportContext, ImportExplanation } from '../analysis/importExplanation.ts';
import type { SourceModule } from '../analysis/sourceModule.ts';
import type { WorkspaceFacts } from '../analysis/workspaceFacts.ts';
import { type PythonTarget, pythonTarget } from '../configuration/pythonTarget/pythonTarget.ts';
import { readPythonTarget } from '../workspace/readPythonTarget.ts';
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
  readonly #targets = new Map<string, Promise<PythonTarget>>();
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

  async #context({ folder, rules, isNotebookCell }: DocumentReport, uri: string): Promise<ImportContext> {
    const { version } = await this.#target(folder, rules.settings.python.targetVersion);
    return { target: version, workspace: this.#sources.factsOf(uri), isNotebookCell };
  }

  #target(folder: string | undefined, setting: string): Promise<PythonTarget> {
    const key = JSON.stringify([folder, setting]);
    const known = this.#targets.get(key) ?? this.#readTarget(folder, setting);
    this.#targets.set(key, known);
    return known;
  }

  async #readTarget(folder: string | undefined, setting: string): Promise<PythonTarget> {
    const { scheme, fsPath } = URI.parse(folder ?? 'untitled:');
    const target =
      scheme === 'file' ? await readPythonTarget(fsPath, setting) : await pythonTarget({ setting });
    for (const problem of target.problems) this.#sources.log(problem);
    return target;
  }
}
