import type { Logger } from 'pino';
import { CoalescedTask } from '../concurrency/coalescedTask.ts';
import type { CommandStore } from '../events/subject.ts';
import { changeRefs } from '../git/refTransaction.ts';
import type { Repository } from '../git/repository.ts';
import { hasEnded, routeOf } from './deploymentHistory.ts';
import { deploymentsIn } from './deploymentStream.ts';

const prefix = 'refs/swarm/deployments/';

/** Releases of an environment and team that can be brought back by a rollback, whatever became of their branches. */
const keptReleases = 10;

export interface KeptCommitsParts {
  readonly repository: Repository;
  readonly commands: CommandStore;
  readonly log: Logger;
}

/** Keeps the commits of deployments in the repository while they are needed: a branch may move or go meanwhile. */
export class KeptCommits {
  readonly #parts: KeptCommitsParts;
  /** Numbers of deployments that are not in the log yet. */
  readonly #unrecorded = new Set<string>();
  readonly #updating = new CoalescedTask(() => this.#update());

  constructor(parts: KeptCommitsParts) {
    this.#parts = parts;
  }

  /**
   * Keeps a commit, and records its deployment then.
   * @throws {Refusal} `git-failed`, and what keeps it from being recorded
   */
  async keep<Result>(id: string, commit: string, record: () => Promise<Result>): Promise<Result> {
    this.#unrecorded.add(id);
    try {
      // A request that was cut short may have left the ref of this number.
      await this.#create(id, commit).catch(() => this.#replace(id, commit));
      return await record();
    } finally {
      this.#unrecorded.delete(id);
      this.updateSoon();
    }
  }

  /** Lets go what no deployment needs any more, soon. */
  updateSoon(): void {
    this.#updating
      .run()
      .catch((error: unknown) =>
        this.#parts.log.warn({ err: error }, 'commits of deployments cannot be let go'),
      );
  }

  idle(): Promise<void> {
    return this.#updating.idle();
  }

  async #create(id: string, commit: string, from?: string): Promise<void> {
    await changeRefs(
      this.#parts.repository,
      [{ ref: `${prefix}${id}`, from, to: commit }],
      'swarm: deployment',
    );
  }

  async #replace(id: string, commit: string): Promise<void> {
    const { git } = this.#parts.repository;
    const left = await git.raw(['for-each-ref', '--format=%(objectname)', `${prefix}${id}`]);
    await this.#create(id, commit, left.trim() === '' ? undefined : left.trim());
  }

  async #update(): Promise<void> {
    const { repository, commands } = this.#parts;
    const text = await repository.git.raw(['for-each-ref', '--format=%(refname) %(objectname)', prefix]);
    const needed = neededIds(commands);
    for (const line of text.split('\n')) {
      const [ref = '', commit] = line.split(' ');
      const id = ref.slice(prefix.length);
      if (commit === undefined || needed.has(id) || this.#unrecorded.has(id)) continue;
      await changeRefs(repository, [{ ref, from: commit, to: undefined }], 'swarm: deployment over');
    }
  }
}

/** Deployments that are open, and the last ones of each environment and team that became live. */
function neededIds(commands: CommandStore): Set<string> {
  const needed = new Set<string>();
  const counts = new Map<string, number>();
  for (const [id, history] of deploymentsIn(commands).toReversed()) {
    const count = counts.get(routeOf(history)) ?? 0;
    const isKept = history.state === 'live' && count < keptReleases;
    if (isKept) counts.set(routeOf(history), count + 1);
    if (isKept || !hasEnded(history)) needed.add(id);
  }
  return needed;
}
