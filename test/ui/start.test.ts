import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { isAlive } from '../../scripts/isAlive.ts';
import { readServiceFile } from '../../scripts/start/stopService.ts';
import { type ApiAddress, callApi } from '../../server/protocol/apiClient.ts';

const script = path.resolve(import.meta.dirname, '../../scripts/start.ts');
let running: ChildProcess | undefined;

afterEach(() => {
  running?.kill('SIGTERM');
});

interface Started {
  readonly child: ChildProcess;
  /** The example repository. */
  readonly folder: string;
  /** What the line said that was waited for. */
  readonly told: string;
}

/** Starts it and reads what it prints until a line begins with this. */
async function start(until: 'Infrastructure service' | 'VS Code with Swarm'): Promise<Started> {
  const child = spawn(process.execPath, [script, '--no-open'], { stdio: ['ignore', 'pipe', 'inherit'] });
  running = child;
  let folder = '';
  for await (const line of createInterface({ input: child.stdout })) {
    folder = /^Example repository: (\S+)/.exec(line)?.[1] ?? folder;
    if (line.startsWith(`${until}: `)) return { child, folder, told: line.slice(until.length + 2) };
  }
  throw new Error(`npm start ended before it told of: ${until}`);
}

async function endedBy(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown[]> {
  const ended = once(child, 'exit');
  child.kill(signal);
  return ended;
}

async function serviceOf(folder: string) {
  const service = await readServiceFile(folder);
  if (!service) throw new Error('No service serves the example.');
  return service;
}

async function deploy(api: ApiAddress): Promise<number> {
  const { hash } = await callApi(api, 'commandApproval', { query: { team: 'ai-workflow' } });
  await callApi(api, 'approveCommand', { body: { team: 'ai-workflow', hash } });
  const params = { environment: 'development', team: 'ai-workflow', slot: 'slot-3' };
  await callApi(api, 'startSlot', { params, body: { revision: 'main' } });
  const slot = async () => (await callApi(api, 'listSlots')).find(({ slot: name }) => name === params.slot);
  await expect.poll(async () => (await slot())?.state).toBe('healthy');
  return (await slot())?.pid ?? 0;
}

describe('npm start', () => {
  it('leaves nothing behind after SIGINT', async () => {
    const { child, folder, told: editor } = await start('VS Code with Swarm');
    expect((await fetch(editor)).status).toBe(200);
    const service = await serviceOf(folder);
    const program = await deploy({ address: service.address, token: service.token, actor: 'Avery Quinn' });
    expect([service.pid, program].map(isAlive)).toEqual([true, true]);
    expect(await endedBy(child, 'SIGINT')).toEqual([0, null]);
    expect([service.pid, program].map(isAlive)).toEqual([false, false]);
    await expect(fetch(editor)).rejects.toThrow();
    expect(existsSync(folder)).toBe(false);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)(
    'leaves nothing behind after %s while it starts',
    async (signal) => {
      const { child, folder } = await start('Infrastructure service');
      const { pid } = await serviceOf(folder);
      expect(await endedBy(child, signal)).toEqual([0, null]);
      expect(isAlive(pid)).toBe(false);
      expect(existsSync(folder)).toBe(false);
    },
  );
});
