import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Acknowledged } from './acknowledged.ts';
import type { WorkRepository } from './workRepository.ts';

const program = path.join(import.meta.dirname, 'workingAgent.ts');

/** Agents that are killed, each followed by one with another name. */
export class MortalAgents {
  readonly acknowledged: Acknowledged[] = [];
  kills = 0;
  readonly #repository: WorkRepository;
  readonly #living: ChildProcess[] = [];
  #born = 0;

  constructor(repository: WorkRepository, count: number) {
    this.#repository = repository;
    for (let n = 0; n < count; n += 1) this.#bear();
  }

  /** Kills one after the other. */
  async decimate(chance: () => number, over: () => boolean): Promise<void> {
    for (;;) {
      await sleep(1000 + chance() * 5000);
      if (over()) return;
      await this.#kill(this.#living.splice(Math.floor(chance() * this.#living.length), 1));
      this.#bear();
    }
  }

  async end(): Promise<void> {
    await this.#kill(this.#living.splice(0));
  }

  async #kill(agents: readonly ChildProcess[]): Promise<void> {
    for (const agent of agents) {
      agent.kill('SIGKILL');
      if (agent.exitCode === null && agent.signalCode === null) await once(agent, 'exit');
      this.kills += 1;
    }
  }

  #bear(): void {
    const { folder } = this.#repository;
    const child = spawn(process.execPath, [program, folder, `Agent-${++this.#born}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#living.push(child);
    createInterface(child.stdout).on('line', (line) => {
      // The last line of one that was killed may be half a line.
      if (line.endsWith('}')) this.acknowledged.push(JSON.parse(line) as Acknowledged);
    });
  }
}
