import type { PutOutReport, Queue } from '../../../protocol/queue.ts';
import { fileEnd } from '../../files/fileEnd.ts';
import type { ProgramDriver } from '../../programs/programDriver.ts';
import { runToEnd } from '../../programs/runToEnd.ts';
import type { ConfiguredCheck } from './queueChecks.ts';
import type { Trial } from './queueState.ts';
import type { TrialWorkspace } from './trialWorkspace.ts';

const outputBytes = 4000;

/** What the checks say of a merge result. */
export type TrialOutcome =
  | {
      readonly passed: true;
      /** Tree that the checks ran on; null where there are none. */
      readonly tested: string | null;
      /** Checks that failed at first. */
      readonly flaky: string[];
    }
  | {
      readonly passed: false;
      /** Completes "the check …". */
      readonly why: string;
      readonly check: NonNullable<PutOutReport['check']>;
    };

export interface TrialTest {
  readonly driver: ProgramDriver;
  readonly workspace: TrialWorkspace;
  readonly trial: Trial;
  readonly checks: readonly ConfiguredCheck[];
  readonly signal: AbortSignal;
  /** Told of each check as it begins. */
  onCheck(checking: Queue['checking']): void;
  /** Told of a check that failed and is tried once more. */
  onRetry(check: string): Promise<void>;
}

/** Runs the checks on the result, and once more on a fresh work tree where one fails: that tells flaky from broken. */
export async function testTrial(test: TrialTest): Promise<TrialOutcome> {
  if (test.checks.length === 0) return { passed: true, tested: null, flaky: [] };
  const first = await runChecks(test, false);
  if (first.passed || test.signal.aborted) return first;
  await test.onRetry(first.check.name);
  const second = await runChecks(test, true);
  return second.passed ? { ...second, flaky: [first.check.name] } : second;
}

async function runChecks(test: TrialTest, again: boolean): Promise<TrialOutcome> {
  const { workspace, trial, checks, driver, signal } = test;
  const tested = await workspace.prepare(trial.commit, again);
  for (const [index, check] of checks.entries()) {
    const log = workspace.log(trial.number, `${check.team ?? 'repository'}-${check.name}`, again);
    const since = new Date().toISOString();
    test.onCheck({ name: check.name, number: index + 1, of: checks.length, since, log });
    const { command, timeoutSeconds } = check;
    const place = { folder: workspace.folder, environment: {}, log };
    const failure = await runToEnd({ driver, command, timeoutSeconds, ...place, signal });
    const why = failure ?? (await changesProblem(workspace, tested));
    if (why === undefined) continue;
    const { name } = check;
    const output = (await fileEnd(log, outputBytes)) ?? '';
    return { passed: false, why, check: { name, command, output, log } };
  }
  return { passed: true, tested, flaky: [] };
}

/** A check that changes the files has not tested what would land. */
async function changesProblem(workspace: TrialWorkspace, tree: string): Promise<string | undefined> {
  const changed = await workspace.changedFiles(tree);
  if (changed.length === 0) return undefined;
  const more = changed.length > 3 ? ` and ${changed.length - 3} more` : '';
  return `changed files of the repository, so it did not test what would land: ${changed.slice(0, 3).join(', ')}${more}`;
}
