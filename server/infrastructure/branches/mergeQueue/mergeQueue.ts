import type { Logger } from 'pino';
import type { SwarmEvent } from '../../../protocol/events.ts';
import type { Enqueue, Queue, QueueEntry } from '../../../protocol/queue.ts';
import type { MergeFence } from '../../agents/leases/mergeFence.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import { teamOfBranch } from '../../configuration/teamOfBranch.ts';
import type { CommandMeta, CommandStore } from '../../events/subject.ts';
import { branchNameProblem } from '../../git/branchName.ts';
import { DetachedWorktrees } from '../../git/detachedWorktrees.ts';
import type { Repository } from '../../git/repository.ts';
import { resolveCommit } from '../../git/revision.ts';
import type { ProgramDriver } from '../../programs/programDriver.ts';
import type { Protection } from '../../protection/protection.ts';
import { Refusal } from '../../refusal.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import type { BranchMonitor } from '../branchMonitor.ts';
import { decideCancel, decideEnqueue, decideMoveToFront, decidePause, decideResume } from './decideQueue.ts';
import { type MergeRight, mergeObstacle, refuseReview } from './mergeRights.ts';
import { type ConfiguredCheck, checksOf, forbiddenCheck, forbiddenSentence } from './queueChecks.ts';
import { trialSteps } from './queueEvents.ts';
import { queueRow } from './queueRow.ts';
import { QueueStream } from './queueStream.ts';
import { queueSubject } from './queueSubject.ts';
import { QueueWorker } from './queueWorker.ts';
import { TrialRunner } from './trialRunner.ts';
import { TrialWorkspace } from './trialWorkspace.ts';

export interface MergeQueueParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly monitor: BranchMonitor;
  readonly protection: Protection;
  readonly driver: ProgramDriver;
  /** Leases of agents that merges are held to. */
  readonly fence?: MergeFence | undefined;
  readonly log: Logger;
  readonly stateFolder: string;
  /** Existing folder for what merges need. */
  readonly scratch: string;
}

/** The merge queues of all targets: takes requests, keeps their rows true and their workers going. */
export class MergeQueue {
  readonly #parts: MergeQueueParts;
  readonly #worktrees: DetachedWorktrees;
  readonly #workers = new Map<string, QueueWorker>();
  readonly #checking = new Map<string, Queue['checking']>();
  readonly #ends: (() => void)[];

  constructor(parts: MergeQueueParts) {
    this.#parts = parts;
    this.#worktrees = new DetachedWorktrees(parts.repository);
    this.#ends = [
      parts.commands.onCommitted((event) => this.#onCommitted(event)),
      parts.configuration.onChanged(() => this.#wakeAll()),
      parts.rows.onChanged(({ resource }) => {
        if (resource === 'branches') this.#wakeAll();
      }),
    ];
  }

  /** Shows the queues there are and goes on with what the service was doing when it ended. */
  async start(): Promise<void> {
    for (const target of this.#parts.commands.all(queueSubject).keys()) {
      this.#show(target);
      this.#worker(target).wake();
    }
  }

  /**
   * Puts a branch into the queue of its target.
   * @throws {Refusal} `invalid-name`, `unknown-revision`, `invalid-request`, `command-not-approved`, `not-allowed`, `conflict`
   */
  async enqueue({ branch, target, priority, reviewed }: Enqueue, meta: CommandMeta): Promise<QueueEntry> {
    const { configuration, commands, protection } = this.#parts;
    const into = this.#target(target);
    if (branch === into) throw new Refusal('invalid-request', `${branch} cannot be merged into itself.`);
    const [commit] = await Promise.all([this.#commitOf(branch), this.#commitOf(into)]);
    const { teams, mergeQueue } = configuration.current;
    const team = teamOfBranch(branch, teams);
    if (reviewed) await refuseReview(protection, team, meta.actor);
    const checks = checksOf(configuration.current, [team]);
    const forbidden = forbiddenCheck(commands, checks);
    if (forbidden) throw new Refusal('command-not-approved', forbiddenSentence(forbidden), { ...forbidden });
    const settings = team === null ? undefined : teams[team];
    const policy = settings?.mergeQueue.policy ?? mergeQueue.policy;
    const review = settings?.conflictPolicy === 'manual-review' && !reviewed;
    const asked = { branch, commit, team, priority, policy, review };
    await this.#refuseForbidden(into, asked, checks, meta.actor);
    await this.#stream(into).record((state) => decideEnqueue(state, into, asked), meta);
    return this.#entry(into, branch);
  }

  async #refuseForbidden(
    target: string,
    member: MergeRight['member'],
    checks: readonly ConfiguredCheck[],
    actor: string,
  ): Promise<void> {
    const { repository, protection, fence } = this.#parts;
    const names = checks.map(({ name }) => name);
    const right = { repository, protection, target, member, actor, checks: names, fence };
    const obstacle = await mergeObstacle(right);
    if (obstacle !== undefined) throw new Refusal('not-allowed', obstacle);
  }

  /** @throws {Refusal} `not-found`, `conflict` where it is landing */
  async cancel(branch: string, target: string | undefined, meta: CommandMeta): Promise<Queue> {
    const into = this.#target(target);
    await this.#stream(into).record((state) => decideCancel(state, into, branch, meta.actor), meta);
    return this.#show(into);
  }

  /** @throws {Refusal} `not-found`, `conflict` where it is under way */
  async moveToFront(branch: string, target: string | undefined, meta: CommandMeta): Promise<Queue> {
    const into = this.#target(target);
    await this.#stream(into).record((state) => decideMoveToFront(state, into, branch), meta);
    return this.#show(into);
  }

  async pause(target: string | undefined, why: string | undefined, meta: CommandMeta): Promise<Queue> {
    const into = this.#target(target);
    await this.#stream(into).record((state) => decidePause(state, why ?? null), meta);
    return this.#show(into);
  }

  async resume(target: string | undefined, meta: CommandMeta): Promise<Queue> {
    const into = this.#target(target);
    await this.#stream(into).record(decideResume, meta);
    return this.#show(into);
  }

  /** Whether a result is being tested or is landing. */
  running(): boolean {
    return [...this.#parts.commands.all(queueSubject).values()].some(({ state }) => state.trial !== null);
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end();
    await Promise.all([...this.#workers.values()].map((worker) => worker.close()));
  }

  #target(asked: string | undefined): string {
    const target = asked ?? this.#parts.monitor.base;
    if (target === null)
      throw new Refusal('unknown-revision', 'This repository has no base branch; name the target.');
    const problem = branchNameProblem(target);
    if (problem !== undefined)
      throw new Refusal('invalid-name', `${JSON.stringify(target)} cannot be a target: it ${problem}.`);
    return target;
  }

  async #commitOf(branch: string): Promise<string> {
    const known = branchNameProblem(branch) === undefined;
    const commit = known
      ? await resolveCommit(this.#parts.repository.git, `refs/heads/${branch}`)
      : undefined;
    if (commit !== undefined) return commit;
    throw new Refusal('unknown-revision', `There is no local branch ${JSON.stringify(branch)}.`);
  }

  #entry(target: string, branch: string): QueueEntry {
    const { entries, finished } = this.#show(target);
    const entry = [...entries, ...finished].find((one) => one.branch === branch);
    if (!entry) throw new Refusal('not-found', `${branch} has left the queue for ${target} again.`);
    return entry;
  }

  #onCommitted({ stream, type }: SwarmEvent): void {
    if (stream.startsWith('approval/')) this.#wakeAll();
    if (!stream.startsWith(`${queueSubject.name}/`)) return;
    const target = stream.slice(queueSubject.name.length + 1);
    this.#show(target);
    if (!trialSteps.has(type)) this.#worker(target).wake();
  }

  #wakeAll(): void {
    for (const worker of this.#workers.values()) worker.wake();
  }

  #show(target: string): Queue {
    const waiting = this.#workers.get(target)?.waiting ?? null;
    const checking = this.#checking.get(target) ?? null;
    const row = queueRow(target, this.#stream(target).state, { waiting, checking });
    this.#parts.rows.set('queue', target, row);
    return row;
  }

  #stream(target: string): QueueStream {
    return new QueueStream(this.#parts.commands, target);
  }

  #worker(target: string): QueueWorker {
    const present = this.#workers.get(target);
    if (present) return present;
    const { repository, configuration, protection, driver, fence, stateFolder, scratch } = this.#parts;
    const queue = this.#stream(target);
    const worktrees = this.#worktrees;
    const workspace = new TrialWorkspace({ repository, worktrees, driver, stateFolder, target });
    const onCheck = (checking: Queue['checking']) => {
      this.#checking.set(target, checking);
      this.#show(target);
    };
    const runner = new TrialRunner({
      repository,
      configuration,
      protection,
      driver,
      fence,
      workspace,
      queue,
      scratch,
      onCheck,
    });
    const worker = new QueueWorker({ ...this.#parts, queue, runner, onWaiting: () => this.#show(target) });
    this.#workers.set(target, worker);
    return worker;
  }
}
