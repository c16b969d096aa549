import { watch } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServiceProcess } from '../../../client/infrastructure/serviceProcess.ts';

describe('Starting the service', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'swarm-start-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A real process with this program in the place of the service. */
  const start = async (program: string, signal = new AbortController().signal, readyLimit = 20_000) => {
    const entry = path.join(folder, 'service.mjs');
    await writeFile(entry, program);
    const errorOutput = path.join(folder, 'logs', 'errors.log');
    return startServiceProcess({ entry, repository: folder, untilIdle: 7, errorOutput, readyLimit }, signal);
  };
  const ready = "process.stdout.write(JSON.stringify({ ready: true, address: 'x' }) + '\\n');";

  it('is done once the service says that it is ready', async () => {
    const child = await start(`${ready} setInterval(() => {}, 1000);`);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    expect(child.exitCode).toBeNull();
    child.kill('SIGKILL');
    await ended;
  });

  it('gives it the repository and nothing of the editor', async () => {
    process.env['VSCODE_SECRET_HOOK'] = 'x';
    const child = await start(`
      const { VSCODE_SECRET_HOOK, ELECTRON_RUN_AS_NODE } = process.env;
      console.error([process.argv.slice(2).join(' '), VSCODE_SECRET_HOOK, ELECTRON_RUN_AS_NODE].join('|'));
      process.exit(1);`).catch((error: Error) => error.message);
    expect(child).toBe(`--repository ${folder} --until-idle 7||1`);
  });

  it('fails with the sentence that the service ended with', async () => {
    const failing = start("console.error('There is no space left.'); process.exit(1);");
    await expect(failing).rejects.toMatchObject({
      reason: 'start-failed',
      message: 'There is no space left.',
    });
  });

  it('names the error of a service that crashed', async () => {
    await expect(start("throw new TypeError('no such thing');")).rejects.toThrow('TypeError: no such thing');
  });

  it('knows that another service owns the repository', async () => {
    const failing = start("console.error('Owned by process 7.'); process.exit(3);");
    await expect(failing).rejects.toMatchObject({ reason: 'owned', message: 'Owned by process 7.' });
  });

  it('does not wait for ever for a service that never gets ready', async () => {
    const failing = start('setInterval(() => {}, 1000);', undefined, 300);
    await expect(failing).rejects.toMatchObject({ reason: 'start-failed', message: /ended by SIGKILL/ });
  });

  it('kills a half-started service when it is cancelled', async () => {
    const controller = new AbortController();
    const watcher = watch(folder, (_event, name) => name === 'started' && controller.abort());
    const failing = start(
      `import { writeFileSync } from 'node:fs';
      writeFileSync(${JSON.stringify(path.join(folder, 'started'))}, String(process.pid));
      setInterval(() => {}, 1000);`,
      controller.signal,
    );
    await expect(failing).rejects.toThrow('SIGKILL');
    watcher.close();
  });
});
