import { type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { analyzeModule } from '../../analysis/analyze.ts';
import type { Finding } from '../../analysis/finding.ts';
import { languageOf } from '../../analysis/languages.ts';
import { SourceModule } from '../../analysis/sourceModule.ts';
import type { CheckReport } from '../../protocol/checkReport.ts';
import { walkFiles } from '../../workspace/fileWalk.ts';
import { IgnoreRules } from '../../workspace/ignoreRules.ts';
import { readingProblem, SourceReader } from '../../workspace/sourceReader.ts';
import { CommandError } from '../command.ts';
import { type CheckContext, CheckContexts } from './checkContext.ts';

export type CheckFinding = CheckReport['findings'][number];
type Skipped = CheckReport['summary']['skipped'][number];

/** One run of `swarm check` over files and folders. */
export class CheckRun {
  readonly #cwd: string;
  readonly #onFile: (count: number) => void;
  readonly #contexts: CheckContexts;
  readonly #reader = new SourceReader();
  readonly #seen = new Set<string>();
  readonly #findings: CheckFinding[] = [];
  readonly #skipped: Skipped[] = [];
  #files = 0;
  #lines = 0;

  /**
   * @param cwd folder that paths are given and shown relative to
   * @param onFile called before each file with the number of files so far
   */
  constructor(cwd: string, onFile: (count: number) => void) {
    this.#cwd = cwd;
    this.#onFile = onFile;
    this.#contexts = new CheckContexts(cwd);
  }

  /** @throws {CommandError} there is nothing at the path, or the `swarm.json` above it does not hold */
  async add(given: string): Promise<void> {
    // An empty argument is a variable that was not set: it means no folder, least of all the present one.
    if (given === '') throw new CommandError('one of the paths is empty.');
    const target = path.resolve(this.#cwd, given);
    const stats = statusOf(target, given);
    if (!stats) throw new CommandError(`there is no file or folder ${given}.`);
    const folder = stats.isDirectory() ? target : path.dirname(target);
    const context = await this.#contexts.of(folder);
    if (stats.isDirectory()) this.#addFolder(target, context);
    else if (stats.isFile()) this.#addNamedFile(target, context);
    else this.#skip(target, 'not a regular file');
  }

  report(milliseconds: number): CheckReport {
    const count = (severity: Finding['severity']) =>
      this.#findings.filter((finding) => finding.severity === severity).length;
    return {
      version: 1,
      summary: {
        files: this.#files,
        lines: this.#lines,
        findings: this.#findings.length,
        minor: count('minor'),
        major: count('major'),
        critical: count('critical'),
        skipped: this.#skipped,
        milliseconds,
      },
      findings: this.#findings,
    };
  }

  #addFolder(folder: string, context: CheckContext): void {
    walkFiles(folder, IgnoreRules.of(folder, context.root), {
      isExcluded: context.isExcluded,
      onFile: (file, languageId) => this.#check(file, languageId, context),
      onUnreadable: (unreadable, error) => this.#skip(unreadable, readingProblem(error)),
    });
  }

  /** A file that is named is checked even where `.gitignore` names it; never where `swarm.json` excludes it. */
  #addNamedFile(file: string, context: CheckContext): void {
    const languageId = languageOf(file);
    if (context.isExcluded(file)) this.#skip(file, 'excluded by swarm.json');
    else if (languageId === undefined) this.#skip(file, 'no rule is about this kind of file');
    else this.#check(file, languageId, context);
  }

  #check(file: string, languageId: string, { settings }: CheckContext): void {
    if (this.#seen.has(file)) return;
    this.#seen.add(file);
    this.#onFile(this.#files);
    const source = this.#reader.read(file);
    if ('why' in source) {
      this.#skip(file, source.why);
      return;
    }
    const module = new SourceModule(source.text, languageId);
    this.#files++;
    this.#lines += module.lineCount;
    const onError = (rule: { id: string }, error: unknown) =>
      this.#skip(file, `rule ${rule.id} failed: ${error instanceof Error ? error.message : String(error)}`);
    for (const { rule, severity, message, range, data } of analyzeModule(module, settings, { onError }))
      this.#findings.push({ path: this.#shown(file), rule, severity, message, range, data: { ...data } });
  }

  #skip(file: string, why: string): void {
    this.#skipped.push({ path: this.#shown(file), why });
  }

  #shown(file: string): string {
    return path.relative(this.#cwd, file).replaceAll(path.sep, '/') || '.';
  }
}

function statusOf(target: string, given: string): Stats | undefined {
  try {
    return statSync(target, { throwIfNoEntry: false });
  } catch (error) {
    throw new CommandError(`${given} cannot be read: ${readingProblem(error)}.`);
  }
}
