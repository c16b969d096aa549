import type { Queue } from '../../../protocol/queue.ts';
import type { MergeFence } from '../../agents/leases/mergeFence.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import { committerOf } from '../../git/committer.ts';
import type { Repository } from '../../git/repository.ts';
import { resolveCommit } from '../../git/revision.ts';
import { TreeMerge } from '../../git/treeMerge.ts';
import type { ProgramDriver } from '../../programs/programDriver.ts';
import type { Protection } from '../../protection/protection.ts';
import { type BatchResult, batchResult } from './batchResult.ts';
import {
  decideEnd,
  decideInterruption,
  decideLanded,
  decideLanding,
  decideProgress,
  decidePutOut,
  decideTrial,
} from './decideQueue.ts';
import { landTrial } from './landTrial.ts';
import { mergeObstacle } from './mergeRights.ts';
import { shortReport } from './putOutReports.ts';
import type { ConfiguredCheck } from './queueChecks.ts';
import { checkRetried, putOut } from './queueEvents.ts';
import { halves, inOrder } from './queueOrder.ts';
import type { QueueMember, Trial } from './queueState.ts';
import type { QueueStream } from './queueStream.ts';
import { type TrialOutcome, testTrial } from './testTrial.ts';
import type { TrialWorkspace } from './trialWorkspace.ts';

export interface TrialRunnerParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly protection: Protection;
  readonly driver: ProgramDriver;
  readonly fence?: MergeFence | undefined;
  readonly workspace: TrialWorkspace;
  readonly queue: QueueStream;
  /** Existing folder for what merges need. */
  readonly scratch: string;
  /** Told of each check as it begins; of null where a trial begins. */
  onCheck(checking: Queue['checking']): void;
}

/** Builds, tests and lands merge results of one target; each step is in the log before and after its effect. */
export class TrialRunner {
  readonly #parts: TrialRunnerParts;

  constructor(parts: TrialRunnerParts) {
    this.#parts = parts;
  }

  /** Ends what an earlier run of the service, or a failure, left half done. */
  async resolveInterrupted(): Promise<void> {
    const { queue, workspace } = this.#parts;
    await queue.record(decideInterruption);
    await workspace.clear();
  }

  /** Merges the batch; undefined where nothing of it can be tested now. What cannot be merged is put out. */
  async start(batch: readonly QueueMember[], checks: readonly ConfiguredCheck[]): Promise<Trial | undefined> {
    const { repository, queue } = this.#parts;
    const present = await this.#allowed(await this.#withBranch(batch), checks);
    const onto = await resolveCommit(repository.git, `refs/heads/${queue.target}`);
    if (onto === undefined || present.length === 0) return undefined;
    const { result, putOut: impossible } = await this.#merge(present, onto);
    for (const { id, report } of impossible) await queue.record((state) => decidePutOut(state, id, report));
    if (!result) return undefined;
    const names = checks.map(({ name }) => name);
    const { lastTrial } = queue.state;
    const { trial } = await queue.record((state) => decideTrial(state, { ...result, onto, checks: names }));
    // Nothing was decided where the queue changed meanwhile.
    return trial !== null && trial.number > lastTrial ? trial : undefined;
  }

  /** Tests a result and decides what follows from it; nothing where the trial was ended meanwhile. */
  async test(trial: Trial, checks: readonly ConfiguredCheck[], signal: AbortSignal): Promise<void> {
    const { queue } = this.#parts;
    const onRetry = async (check: string) => {
      await queue.record((state) => decideProgress(state, trial, [checkRetried(check)]));
    };
    this.#parts.onCheck(null);
    const outcome = await testTrial({ ...this.#parts, trial, checks, signal, onRetry });
    if (signal.aborted) return;
    if (!outcome.passed) return this.#reject(trial, outcome);
    // The rules may have become others while it was tested.
    const members = queue.state.members.filter(({ id }) => trial.ids.includes(id));
    if ((await this.#allowed(members, checks)).length === members.length)
      await queue.record((state) => decideLanding(state, trial, outcome.tested, outcome.flaky));
  }

  /**
   * Moves the target to the tested result.
   * @throws {Error} where git cannot, or the result is not what was tested; the landing is to be tried again
   */
  async land(trial: Trial): Promise<void> {
    const { repository, configuration, queue } = this.#parts;
    const { target } = queue;
    const { commit, tree } = trial;
    const landing = (await repository.git.raw(['rev-parse', `${commit}^{tree}`])).trim();
    if (landing !== tree) throw new Error(`the commit ${commit} no longer has the tree that was tested`);
    const { checkedOutTarget } = configuration.current.mergeQueue;
    const outcome = await landTrial({ repository, target, trial, checkedOutTarget });
    await queue.record((state) => decideLanded(state, target, outcome));
    // The target was free when the trial began; whoever waits must not begin again at once.
    if (outcome === 'blocked')
      throw new Error(
        `${target} is checked out where the files of the result are in the way, or files are changed`,
      );
  }

  /** Ends what checks left running. */
  endLeftovers(): Promise<void> {
    return this.#parts.workspace.endLeftovers();
  }

  /** Removes the work tree, which is kept from one trial to the next. */
  clear(): Promise<void> {
    return this.#parts.workspace.clear();
  }

  async #withBranch(batch: readonly QueueMember[]): Promise<QueueMember[]> {
    const { repository, queue } = this.#parts;
    const present: QueueMember[] = [];
    for (const member of batch) {
      const { id, branch } = member;
      if (await resolveCommit(repository.git, `refs/heads/${branch}`)) present.push(member);
      else {
        const report = shortReport('branch-gone', `The branch ${branch} was deleted.`);
        await queue.record((state) => decidePutOut(state, id, report));
      }
    }
    return present;
  }

  /** Those that may land; the others are put out. */
  async #allowed(batch: readonly QueueMember[], checks: readonly ConfiguredCheck[]): Promise<QueueMember[]> {
    const { repository, protection, queue, fence } = this.#parts;
    const { target } = queue;
    const names = checks.map(({ name }) => name);
    const allowed: QueueMember[] = [];
    for (const member of batch) {
      const { id, actor } = member;
      const right = { repository, protection, target, member, actor, checks: names, fence };
      const why = await mergeObstacle(right);
      if (why === undefined) allowed.push(member);
      else await queue.record((state) => decidePutOut(state, id, shortReport('not-allowed', why)));
    }
    return allowed;
  }

  async #merge(batch: readonly QueueMember[], onto: string): Promise<BatchResult> {
    const { repository, queue, scratch } = this.#parts;
    const [merge, committer] = await Promise.all([
      TreeMerge.open(repository, onto, scratch),
      committerOf(repository),
    ]);
    try {
      const { target } = queue;
      return await batchResult({ merge, target, onto, committer, batch, queue: inOrder(queue.state) });
    } finally {
      await merge.close();
    }
  }

  async #reject(trial: Trial, { why, check }: Extract<TrialOutcome, { passed: false }>): Promise<void> {
    const { queue } = this.#parts;
    const [id = '', ...others] = trial.ids;
    if (others.length > 0) {
      const end = { why: 'checks-failed', parts: halves(trial.ids) } as const;
      await queue.record((state) => decideEnd(state, trial, end));
      return;
    }
    const branch = queue.state.members.find((member) => member.id === id)?.branch ?? '';
    const message = `${branch} merged into ${queue.target} fails the check ${check.name} twice: it ${why}.`;
    const report = { ...shortReport('checks-failed', message), check };
    await queue.record((state) => decideProgress(state, trial, [putOut(id, branch, report)]));
  }
}
