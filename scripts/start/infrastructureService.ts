import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import * as z from 'zod';
import { type ApiAddress, callApi } from '../../server/protocol/apiClient.ts';
import { serviceFileName, serviceFileSchema, stateFolderName } from '../../server/protocol/serviceFile.ts';
import { ProcessGroup } from '../processGroup.ts';

const entry = path.resolve(import.meta.dirname, '../../dist/server/service.js');
const startLimitMilliseconds = 20_000;
const slotStopLimitMilliseconds = 30_000;
const readyLine = z.object({ ready: z.literal(true), address: z.string() });
/** The service says so when another one already serves the repository. */
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

  /** Where the service listens now: an editor may have started it anew since. */
  async address(actor: string): Promise<ApiAddress> {
    const args = ['rev-parse', '--path-format=absolute', '--git-common-dir'];
    const { stdout } = await execa('git', args, { cwd: this.repository });
    const file = path.join(stdout, stateFolderName, serviceFileName);
    const { address, token } = serviceFileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return { address, token, actor };
  }

  /** Stops what runs in slots, then the service; one that others started stays. */
  async stop(): Promise<void> {
    if (!this.#group) return;
    try {
      const api = await this.address('npm start');
      const { service } = await callApi(api, 'snapshot');
      await stopSlots(api);
      await callApi(api, 'shutdown', { body: {} });
      await processEnd(service.pid);
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
    if (stdout)
      createInterface({ input: stdout }).on('line', (line) => {
        if (isReady(line)) settle('ready');
      });
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

async function stopSlots(api: ApiAddress): Promise<void> {
  const deadline = Date.now() + slotStopLimitMilliseconds;
  const running = async () =>
    (await callApi(api, 'listSlots')).filter(({ state }) => state !== 'idle' && state !== 'failed');
  for (const { environment, team, slot, state } of await running())
    if (state !== 'stopping')
      await callApi(api, 'stopSlot', { params: { environment, team, slot }, body: {} });
  while ((await running()).length > 0) {
    if (Date.now() > deadline) throw new Error('what runs in a slot did not stop');
    await delay(100);
  }
}

async function processEnd(pid: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (isAlive(pid) && Date.now() < deadline) await delay(50);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
