import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startService } from '../../../server/infrastructure/service/service.ts';
import { readServiceFile } from '../../../server/infrastructure/service/serviceFile.ts';
import { callApi } from '../../../server/protocol/apiClient.ts';
import type { ServiceFile } from '../../../server/protocol/serviceFile.ts';
import { bundledProgram, type ServiceProcess, startBundledService } from '../bundled/bundledProgram.ts';
import { startCounter } from '../serviceSubjects.ts';
import { TemporaryRepository } from '../temporaryRepository.ts';

const main = bundledProgram('service');

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** Runs the service's own entry until it ends. */
function runMain(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], (_error, _stdout, stderr) =>
      resolve({ code: child.exitCode, stderr }),
    );
  });
}

interface Running {
  readonly child: ServiceProcess;
  readonly api: ServiceFile;
}

async function startChild(
  repository: TemporaryRepository,
  stderr: 'inherit' | 'ignore' = 'inherit',
): Promise<Running> {
  const child = startBundledService('countingServiceProgram', [repository.folder], stderr);
  await once(child.stdout, 'data');
  const reading = await readServiceFile(repository.stateFolder);
  if (reading.state !== 'present') throw new Error(`the service file is ${reading.state}`);
  return { child, api: reading.file };
}

async function ended(child: Running['child']): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function credit(api: ServiceFile, contract: string): Promise<{ credited: number }> {
  const body = { agent: 'Agent-1', points: 1, reason: 'done' };
  return callApi(api, 'creditPoints', { params: { contract }, body });
}

describe('the service as a process', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends in order on %s', async (signal) => {
    using repository = new TemporaryRepository();
    const { child, api } = await startChild(repository);
    await credit(api, 'c');
    child.kill(signal);
    await ended(child);
    expect(child.exitCode).toBe(0);
    expect(await readServiceFile(repository.stateFolder)).toEqual({ state: 'absent' });
  });

  it('killed in the middle of writes leaves everything it acknowledged, and another one takes over', async () => {
    using repository = new TemporaryRepository();
    let acknowledged = 0;
    for (let round = 0; round < 3; round += 1) {
      const { child, api } = await startChild(repository);
      const before = acknowledged;
      const write = async (): Promise<void> => {
        while (
          await credit(api, 'c').then(
            () => true,
            () => false,
          )
        ) {
          acknowledged += 1;
          if (acknowledged === before + 40) child.kill('SIGKILL');
        }
      };
      await Promise.all([write(), write(), write(), write()]);
      await ended(child);
    }
    const { child, api } = await startChild(repository);
    const events = await callApi(api, 'history', { query: { limit: 1000 } });
    expect(events.length).toBeGreaterThanOrEqual(acknowledged);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    child.kill('SIGTERM');
    await ended(child);
  });
});

describe('a defect that nobody catches', () => {
  it('is in the log before it ends the service', async () => {
    using repository = new TemporaryRepository();
    const { child, api } = await startChild(repository, 'ignore');
    child.kill('SIGUSR2');
    await ended(child);
    const log = readFileSync(path.join(repository.stateFolder, 'service.log'), 'utf8');
    expect(log).toContain('nobody catches this');
    expect(log).not.toContain(api.token);
    expect(child.exitCode).not.toBe(0);
  });
});

describe('the entry', () => {
  it('says what is wrong with its arguments', async () => {
    expect(await runMain()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--repository is missing'),
    });
    const wrong = await runMain('--repository', '.', '--port', '70000');
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('--port takes a whole number') });
    expect(await runMain('--what')).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage') });
  });

  it('ends with 2 where there is no repository', async () => {
    const { code, stderr } = await runMain('--repository', tmpdir());
    expect([code, stderr]).toEqual([2, expect.stringContaining('not in a git repository')]);
  });

  it('ends with 3 and the address of the owner where another service runs', async () => {
    using repository = new TemporaryRepository();
    const service = await startService({
      repository: repository.folder,
      startSubjects: (parts) => startCounter(parts),
    });
    const { code, stderr } = await runMain('--repository', repository.folder);
    expect([code, stderr]).toEqual([3, expect.stringContaining(service.address)]);
    await service.stop();
  });
});
