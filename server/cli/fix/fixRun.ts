import { readFile } from 'node:fs/promises';
import type { Finding } from '../../analysis/finding.ts';
import { fixesOfFinding } from '../../analysis/fixes/fixesOfFinding.ts';
import { type FixedText, fixText } from '../../analysis/fixes/fixText.ts';
import type { ExplainImport } from '../../analysis/laziness/explainImport.ts';
import type { FixedFile, FixReport } from '../../protocol/fixReport.ts';
import { exactText } from '../../workspace/files/exactText.ts';
import { pathBelow } from '../../workspace/files/pathBelow.ts';
import { FileNotReplaced, fileWithin, replaceFile } from '../../workspace/files/replaceFile.ts';
import { readingProblem } from '../../workspace/files/sourceReader.ts';
import type { CheckTarget, SkippedTarget } from '../targets/checkTargets.ts';
import type { FixRepositories } from './fixRepositories.ts';

export interface FixRequest {
  /** Folder that paths are shown relative to. */
  readonly cwd: string;
  readonly dryRun: boolean;
  readonly unsafe: boolean;
  /** Whether findings of a rule are to be fixed. */
  readonly concerns: (finding: Finding) => boolean;
  readonly explain: ExplainImport;
  readonly repositories: Pick<FixRepositories, 'contextOf' | 'finder' | 'changed'>;
}

/** One run of `swarm fix` over files, one after the other. */
export class FixRun {
  readonly #request: FixRequest;
  readonly #files: FixedFile[] = [];
  readonly #skipped: { path: string; why: string }[] = [];
  #remaining = 0;
  #unwritten = 0;

  constructor(request: FixRequest) {
    this.#request = request;
  }

  get report(): FixReport {
    const fixes = this.#files.reduce((sum, file) => sum + file.fixes.length, 0);
    return {
      version: 1,
      dryRun: this.#request.dryRun,
      summary: { files: this.#files.length, fixes, remaining: this.#remaining, unwritten: this.#unwritten },
      files: this.#files,
      skipped: this.#skipped,
    };
  }

  skip({ file, why }: SkippedTarget): void {
    this.#skipped.push({ path: this.#shown(file), why });
  }

  /** Fixes a file; whatever keeps it from being written is told as skipped. */
  async fix(target: CheckTarget): Promise<void> {
    try {
      await this.#fix(target);
    } catch (error) {
      if (error instanceof FileNotReplaced) this.#unwritten++;
      this.skip({ file: target.file, why: readingProblem(error) });
    }
  }

  async #fix(target: CheckTarget): Promise<void> {
    const file = await fileWithin(target.context.root, target.file);
    const bytes = await readFile(file);
    const exact = exactText(bytes);
    if ('why' in exact) {
      this.skip({ file: target.file, why: exact.why });
      return;
    }
    const fixed = await this.#fixed(exact.text, target);
    this.#remaining += fixed.remaining.length;
    if (fixed.edits.length === 0) return;
    const content = exact.bytesOf(fixed.text);
    if (content === undefined) throw new FileNotReplaced('its encoding cannot hold the fixed text');
    if (!this.#request.dryRun) await this.#write(file, bytes, content);
    await this.#request.repositories.changed(target, fixed.text);
    this.#files.push(await this.#fixedFile(target.file, exact.text, fixed));
  }

  async #write(file: string, before: Buffer, content: Buffer): Promise<void> {
    try {
      await replaceFile(file, before, content);
    } catch (error) {
      throw error instanceof FileNotReplaced
        ? error
        : new FileNotReplaced(`it cannot be written: ${readingProblem(error)}`);
    }
  }

  async #fixed(text: string, target: CheckTarget): Promise<FixedText> {
    const { concerns, explain, repositories, unsafe } = this.#request;
    const find = await repositories.finder(target);
    return fixText(text, target.languageId, {
      findings: (module) => find(module).filter(concerns),
      fixesOf: async (module, finding) =>
        fixesOfFinding(module, finding, await repositories.contextOf(target), explain),
      unsafe,
    });
  }

  async #fixedFile(file: string, before: string, { text, applied }: FixedText): Promise<FixedFile> {
    const shown = this.#shown(file);
    const fixes = applied.map(({ finding, fix: { title, kind, safety } }) => {
      return { rule: finding.rule, line: finding.range.start.line, title, kind, safety };
    });
    if (!this.#request.dryRun) return { path: shown, fixes };
    const { unifiedDiff } = await import('./unifiedDiff.ts');
    return { path: shown, fixes, diff: unifiedDiff(shown, before, text) };
  }

  #shown(file: string): string {
    return pathBelow(this.#request.cwd, file) || '.';
  }
}
