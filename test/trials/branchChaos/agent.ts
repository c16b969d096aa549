import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../../../server/protocol/apiClient.ts';
import { teams } from './chaosRepository.ts';
import type { MortalService } from './mortalService.ts';
import type { Chance, Work } from './work.ts';

const maximumBranches = 8;

/** Somebody who does everything that can be done to branches, without much thought. */
export class Agent {
  readonly #name: string;
  readonly #service: MortalService;
  readonly #work: Work;
  readonly #chance: Chance;
  readonly #branches: string[] = [];
  #made = 0;

  constructor(name: string, service: MortalService, work: Work, chance: Chance) {
    this.#name = name;
    this.#service = service;
    this.#work = work;
    this.#chance = chance;
  }

  async run(over: () => boolean): Promise<void> {
    while (!over()) {
      const branch = this.#one(this.#branches);
      const isNew =
        branch === undefined || (this.#chance() < 0.14 && this.#branches.length < maximumBranches);
      await (isNew ? this.#create() : this.#change(branch));
      await sleep(this.#chance() * 150);
    }
  }

  async #create(): Promise<void> {
    const team = this.#one(Object.keys(teams)) ?? 'red';
    const topic = `${this.#name}-${this.#made++}`;
    const tree = this.#chance() < 0.15 ? { worktree: true as const } : {};
    await this.#service.call('createBranch', { body: { team, topic, ...tree } }, this.#name);
    const branch = `feature/${team}-${topic}`;
    this.#branches.push(branch);
    await this.#work.commitOn(`refs/heads/${branch}`, this.#chance, this.#chance() < 0.1);
  }

  async #change(branch: string): Promise<void> {
    const actions: readonly (readonly [weight: number, act: () => Promise<unknown>])[] = [
      [30, () => this.#work.commitOn(`refs/heads/${branch}`, this.#chance)],
      [30, () => this.#enqueue(branch)],
      [4, () => this.#service.call('cancelQueued', { body: { branch } }, this.#name)],
      [2, () => this.#service.call('moveQueuedToFront', { body: { branch } }, this.#name)],
      [8, () => this.#sync()],
      [6, () => this.#delete(branch)],
      [4, () => this.#service.call('restoreBranch', { body: { name: branch } }, this.#name)],
      [4, () => this.#push(branch)],
      [2, () => this.#service.call('fetchRemote', { body: {} }, this.#name)],
      [2, () => this.#cleanUp()],
      [1, () => this.#service.call('planMerges', { body: {} }, this.#name)],
      [1, () => this.#service.call('pauseQueue', { body: {} }, this.#name)],
      [3, () => this.#service.call('resumeQueue', { body: {} }, this.#name)],
    ];
    let left = this.#chance() * actions.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, act] of actions) {
      left -= weight;
      if (left < 0) return void (await act());
    }
  }

  #enqueue(branch: string): Promise<unknown> {
    const priority = this.#one(['low', 'normal', 'high', 'urgent'] as const) ?? 'normal';
    return this.#service.call('enqueue', { body: { branch, priority, reviewed: false } }, this.#name);
  }

  #sync(): Promise<unknown> {
    const how = this.#one(['merge', 'rebase'] as const) ?? 'merge';
    const body = { branches: this.#branches.slice(-3), how, dryRun: this.#chance() < 0.2 };
    return this.#service.call('syncBranches', { body }, this.#name);
  }

  /** Confirms what would be lost, as somebody in a hurry does. */
  async #delete(name: string): Promise<void> {
    const answer = await this.#service.call('deleteBranch', { body: { name } }, this.#name);
    const confirm = answer instanceof ApiError ? answer.problem.data?.['commit'] : undefined;
    if (typeof confirm === 'string')
      await this.#service.call('deleteBranch', { body: { name, confirm } }, this.#name);
  }

  #push(name: string): Promise<unknown> {
    return this.#service.call('pushBranch', { body: { name, force: this.#chance() < 0.5 } }, this.#name);
  }

  async #cleanUp(): Promise<void> {
    const found = await this.#service.call('cleanupCandidates', {}, this.#name);
    if (!Array.isArray(found)) return;
    const branches = found
      .filter(({ name }) => name.startsWith('feature/'))
      .slice(0, 3)
      .map(({ name, commit }) => ({ name, commit }));
    if (branches.length > 0) await this.#service.call('cleanUpBranches', { body: { branches } }, this.#name);
  }

  #one<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#chance() * items.length)];
  }
}
