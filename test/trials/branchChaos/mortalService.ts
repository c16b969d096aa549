import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, type ApiRequest, callApi } from '../../../server/protocol/apiClient.ts';
import type { RouteName, RouteReply } from '../../../server/protocol/routes/routes.ts';

/** `swarm serve` of a repository: killed and started again at any time. */
export class MortalService {
  kills = 0;
  /** How often each operation ended how. */
  readonly answers = new Map<string, number>();
  readonly #program: string;
  readonly #repository: { readonly folder: string };
  #process: ChildProcess | undefined;

  constructor(program: string, repository: { readonly folder: string }) {
    this.#program = program;
    this.#repository = repository;
  }

  /** @throws {Error} with what the service complained of */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [this.#program, 'serve', this.#repository.folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(complaint)));
    ended.catch(() => {});
    await Promise.race([once(child.stdout, 'data'), ended]);
    this.#process = child;
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child) return;
    child.kill(signal);
    await once(child, 'exit');
    if (signal === 'SIGKILL') this.kills += 1;
  }

  /** The answer, or the refusal; undefined where nobody answers. */
  async call<Name extends RouteName>(
    name: Name,
    request: ApiRequest<Name> = {},
    actor = 'chaos',
  ): Promise<RouteReply<Name> | ApiError | undefined> {
    try {
      const file = path.join(this.#repository.folder, '.git/swarm/service.json');
      const reply = await callApi({ ...JSON.parse(readFileSync(file, 'utf8')), actor }, name, request);
      this.#count(`${name}: done`);
      return reply;
    } catch (error) {
      if (error instanceof ApiError) {
        this.#count(`${name}: ${error.problem.code}`);
        return error;
      }
      this.#count(`${name}: nobody there`);
      await sleep(300);
      return undefined;
    }
  }

  #count(what: string): void {
    this.answers.set(what, (this.answers.get(what) ?? 0) + 1);
  }
}
