import path from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { ApiAddress } from '../../server/protocol/apiClient.ts';
import { ProcessGroup } from '../processGroup.ts';
import { readServiceFile, stopService } from './stopService.ts';

const entry = path.resolve(import.meta.dirname, '../../dist/server/service.js');
const startLimitMilliseconds = 20_000;
const readyLine = z.object({ ready: z.literal(true) });
/** The service's exit code where another one already serves the repository. */
const alreadyServed = 3;

/** The service did not start; the message is its own sentence. */
export class ServiceNotStarted extends Error {
  override readonly name = 'ServiceNotStarted';
}

/** The infrastructure service of a repository, and whether it is ours to stop. */
export class InfrastructureService {
  readonly repository: string;
  /** Undefined where another process had started it before. */
  readonly #group: ProcessGroup | undefined;

  private constructor(repository: string, group: ProcessGroup | undefined) {
    this.repository = repository;
    this.#group = group;
  }

  /** @throws {ServiceNotStarted} no git repository, or another reason the service gives */
  static async start(repository: string): Promise<InfrastructureService> {
    const group = new ProcessGroup(process.execPath, [entry, '--repository', repository], {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    try {
      const outcome = await readyOrExit(group);
      if (outcome === 'ready') return new InfrastructureService(repository, group);
      if (outcome.code === alreadyServed) return new InfrastructureService(repository, undefined);
      throw new ServiceNotStarted(
        outcome.stderr.trim() || `The service ended with exit code ${outcome.code}.`,
      );
    } catch (error) {
      await group.stop();
      throw error;
    }
  }

  get ours(): boolean {
    return this.#group !== undefined;
  }

  /**
   * Where the service listens now: an editor may have started it anew since.
   * @throws {ServiceNotStarted} nobody serves the repository
   */
  async address(actor: string): Promise<ApiAddress> {
    const service = await readServiceFile(this.repository);
    if (!service) throw new ServiceNotStarted('The service says nowhere how to reach it.');
    return { address: service.address, token: service.token, actor };
  }

  /** Stops what runs in slots, then the service; one that others started stays. */
  async stop(): Promise<void> {
    if (!this.#group) return;
    try {
      await stopService(this.repository);
    } finally {
      await this.#group.stop();
    }
  }
}

type Outcome = 'ready' | { code: number | null; stderr: string };

async function readyOrExit(group: ProcessGroup): Promise<Outcome> {
  const { stdout, stderr } = group.child;
  let errors = '';
  stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4_000);
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new ServiceNotStarted(`The service was not ready in time.\n${errors}`)),
      startLimitMilliseconds,
    );
    const settle = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    if (stdout) createInterface({ input: stdout }).on('line', (line) => isReady(line) && settle('ready'));
    group.child.once('close', (code) => settle({ code, stderr: errors }));
    group.child.once('error', (error) => settle({ code: null, stderr: error.message }));
  });
}

function isReady(line: string): boolean {
  try {
    return readyLine.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}
