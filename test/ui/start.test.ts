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

/** Starts it and reads what it prints until VS Code is served. */
async function start(): Promise<{ child: ChildProcess; folder: string; editor: string }> {
  const child = spawn(process.execPath, [script, '--no-open'], { stdio: ['ignore', 'pipe', 'inherit'] });
  running = child;
  let folder = '';
  for await (const line of createInterface({ input: child.stdout })) {
    folder = /^Example repository: (\S+)/.exec(line)?.[1] ?? folder;
    const editor = /^VS Code with Swarm: (\S+)/.exec(line)?.[1];
    if (editor) return { child, folder, editor };
  }
  throw new Error('npm start ended before VS Code was served');
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
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves nothing behind after %s', async (signal) => {
    const { child, folder, editor } = await start();
    expect((await fetch(editor)).status).toBe(200);
    const service = await readServiceFile(folder);
    if (!service) throw new Error('No service serves the example.');
    const program = await deploy({ address: service.address, token: service.token, actor: 'Avery Quinn' });
    expect([service.pid, program].map(isAlive)).toEqual([true, true]);
    const ended = once(child, 'exit');
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
    expect([service.pid, program].map(isAlive)).toEqual([false, false]);
    await expect(fetch(editor)).rejects.toThrow();
    expect(existsSync(folder)).toBe(false);
  });
});
