import { appendFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import type { GateConfiguration } from '../../../protocol/configuration/gateConfiguration.ts';
import type { ReportOf } from '../../../protocol/gateReports.ts';
import type { GateOutcome } from '../../../protocol/gates.ts';
import { Refusal } from '../../refusal.ts';
import { type GateCommandParts, GateCommands } from './gateCommand.ts';
import { type Judgement, judgeReport } from './judgeReport.ts';
import { removeReport } from './reportFile.ts';
import { reportPaths } from './reportPaths.ts';
import { runV2Check } from './v2Check.ts';

export interface GateStageParts extends GateCommandParts {
  /** All that run here. */
  readonly gates: readonly GateConfiguration[];
  readonly log: Logger;
}

/** What came of a gate, without what the deployment knows already. */
export type GateResult = Pick<GateOutcome, 'measures' | 'problem' | 'log'>;

/** The gates of a deployment at one place: they run one after the other and see what those before have written. */
export class GateStage {
  readonly #parts: GateStageParts;
  readonly #commands: GateCommands;
  #beginning: Promise<Date> | undefined;

  constructor(parts: GateStageParts) {
    this.#parts = parts;
    this.#commands = new GateCommands(parts);
  }

  /** Runs a gate; whatever goes wrong is its result. */
  async result(gate: GateConfiguration): Promise<GateResult> {
    let log: string | null = null;
    try {
      log = await this.#parts.workspace.log(gate.name);
      const { measures, problem, details } = await this.#judge(gate, log);
      if (details.length > 0) await appendFile(log, `${details.join('\n')}\n`, { mode: 0o600 });
      return { measures, problem, log: (await isThere(log)) ? log : null };
    } catch (error) {
      if (!(error instanceof Refusal))
        this.#parts.log.error({ err: error, gate: gate.name }, 'a gate cannot be run');
      const why = error instanceof Error ? error.message : String(error);
      return { measures: [], problem: `The gate cannot be run: ${why}`, log };
    }
  }

  async #judge(gate: GateConfiguration, log: string): Promise<Judgement> {
    const { report } = gate;
    if (report?.type === 'v2') return this.#judgeV2(report, gate, log);
    const began = await this.#begun();
    const notBuilt = await this.#commands.build(gate);
    if (notBuilt !== undefined) return { measures: [], problem: notBuilt, details: [] };
    const { workspace, run } = this.#parts;
    const tree = await workspace.tree();
    const since = gate.command ? new Date() : began;
    if (gate.command && report) await removeReports(tree, [report.path]);
    const failure = await this.#commands.run(gate, log);
    if (!report) return { measures: [], problem: failure ?? null, details: [] };
    const find = async () => ({ tree, files: await reportPaths(tree, report.path), since });
    const judged = await judgeReport({ report, find, signal: run.signal });
    return { ...judged, problem: failure === undefined ? judged.problem : together(failure, judged) };
  }

  /** Removes the reports that are checked in before anything runs; gives the time of that. */
  #begun(): Promise<Date> {
    const begin = async () => {
      const tree = await this.#parts.workspace.tree();
      const gates = this.#parts.gates.flatMap(({ report }) => report ?? []);
      const paths = gates.flatMap((report) => ('path' in report ? [report.path] : []));
      await removeReports(tree, paths);
      return new Date();
    };
    this.#beginning ??= begin();
    return this.#beginning;
  }

  async #judgeV2(report: ReportOf<'v2'>, gate: GateConfiguration, log: string): Promise<Judgement> {
    const { run, workspace } = this.#parts;
    const { base, signal } = run;
    const tree = await workspace.untouchedTree();
    const output = path.join(path.dirname(tree), 'v2.json');
    const { timeoutSeconds } = gate;
    const find = async () => {
      const since = new Date();
      await runV2Check({ tree, base, timeoutSeconds, output, log, signal });
      return { tree: path.dirname(output), files: [path.basename(output)], since };
    };
    return judgeReport({ report, find, signal });
  }
}

/** One that cannot be removed is refused when it is read. */
async function removeReports(tree: string, written: readonly string[]): Promise<void> {
  const found = await Promise.allSettled(written.map((one) => reportPaths(tree, one)));
  const files = found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  await Promise.allSettled(files.map((file) => removeReport(tree, file)));
}

/** A gate that only reads a report may have nothing to tell. */
function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** A report that is not there says no more than the command that has failed. */
function together(failure: string, { problem, measures }: Judgement): string {
  return problem === null || measures.length === 0 ? failure : `${failure} — ${problem}`;
}
