import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import {
  type RunningService,
  type ServiceOptions,
  startService,
} from '../../../server/infrastructure/service/service.ts';
import { readServiceFile } from '../../../server/infrastructure/service/serviceFile.ts';
import { unwritableStateFolder } from '../../../server/infrastructure/service/stateFolder.ts';
import { callApi } from '../../../server/protocol/apiClient.ts';
import { Follower } from '../http/follower.ts';
import { startCounter } from '../serviceSubjects.ts';
import { TemporaryRepository } from '../temporaryRepository.ts';

const isRoot = process.getuid?.() === 0;

function start(
  repository: TemporaryRepository,
  options: Partial<ServiceOptions> = {},
): Promise<RunningService> {
  return startService({
    repository: repository.folder,
    startSubjects: (parts) => startCounter(parts),
    ...options,
  });
}

function credit(service: RunningService, points = 1): Promise<{ credited: number }> {
  const body = { agent: 'Agent-1', points, reason: 'done' };
  return callApi(service, 'creditPoints', { params: { contract: 'c' }, body });
}

describe('the service', () => {
  it('says where it is and by which token in a file of its user alone, as long as it runs', async () => {
    using repository = new TemporaryRepository();
    const service = await start(repository);
    expect(await readServiceFile(service.stateFolder)).toMatchObject({
      state: 'present',
      file: { address: service.address, token: service.token, pid: process.pid },
    });
    expect(service.stateFolder).toBe(repository.stateFolder);
    expect(statSync(service.stateFolder).mode & 0o777).toBe(0o700);
    for (const name of ['service.json', 'events.db', 'service.log'])
      expect(statSync(path.join(service.stateFolder, name)).mode & 0o777).toBe(0o600);
    await service.stop();
    expect(await readServiceFile(service.stateFolder)).toEqual({ state: 'absent' });
  });

  it('has a new token at every start and keeps what happened', async () => {
    using repository = new TemporaryRepository();
    const first = await start(repository);
    await credit(first, 5);
    await first.stop();
    const second = await start(repository);
    expect(second.token).not.toBe(first.token);
    expect((await credit(second, 2)).credited).toBe(7);
    await second.stop();
  });

  it('shows itself in its own row, with the windows that are connected', async () => {
    using repository = new TemporaryRepository();
    const service = await start(repository);
    const window = await Follower.open(service, '?client=window');
    const row = await callApi(service, 'service');
    expect(row).toMatchObject({ pid: process.pid, repository: repository.folder, base: 'main', windows: 1 });
    expect((await callApi(service, 'snapshot')).service).toEqual(row);
    window.close();
    await service.stop();
  });

  it('stops when it is asked to through the API', async () => {
    using repository = new TemporaryRepository();
    const service = await start(repository);
    expect(await callApi(service, 'shutdown')).toEqual({ stopping: true });
    await service.stopped;
    expect(existsSync(path.join(service.stateFolder, 'service.json'))).toBe(false);
  });

  it('stops by itself when no window comes, or after the last one has gone', async () => {
    using repository = new TemporaryRepository();
    await (await start(repository, { untilIdleSeconds: 0 })).stopped;
    const service = await start(repository, { untilIdleSeconds: 0.5 });
    const window = await Follower.open(service, '?client=window');
    window.close();
    await service.stopped;
  });

  it('leaves the file of a service that came after it', async () => {
    using repository = new TemporaryRepository();
    const service = await start(repository);
    const file = path.join(service.stateFolder, 'service.json');
    const other = { address: 'http://127.0.0.1:1', token: 'x'.repeat(43), pid: 1, version: '1' };
    writeFileSync(file, JSON.stringify(other));
    await service.stop();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(other);
  });

  it('never writes its token to its log', async () => {
    using repository = new TemporaryRepository();
    const startSubjects: ServiceOptions['startSubjects'] = async (parts) => {
      const { token } = JSON.parse('{"token":"canary-1"}') as { token: string };
      parts.log.info({ token, request: { headers: { authorization: 'canary-2' } } }, 'hello');
      return startCounter(parts);
    };
    const service = await start(repository, { startSubjects });
    await credit(service);
    await service.stop();
    const log = readFileSync(path.join(service.stateFolder, 'service.log'), 'utf8');
    expect(log).toContain('"route":"/v1/contracts/:contract/credits"');
    expect(log).not.toContain('canary');
    expect(log).not.toContain(service.token);
  });
});

describe('the service refuses, with a sentence and nothing left open,', () => {
  it('to start twice, and says where the first one is', async () => {
    using repository = new TemporaryRepository();
    const service = await start(repository);
    await expect(start(repository)).rejects.toMatchObject({
      reason: 'owned',
      message: expect.stringContaining(service.address),
    });
    expect((await credit(service)).credited).toBe(1);
    await service.stop();
  });

  it('a folder that is in no repository, or is none', async () => {
    for (const folder of [tmpdir(), '/nonexistent/folder'])
      await expect(
        startService({ repository: folder, startSubjects: (parts) => startCounter(parts) }),
      ).rejects.toMatchObject({ reason: 'not-a-repository' });
  });

  it('a port that is taken, and can be started on another one then', async () => {
    using repository = new TemporaryRepository();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(start(repository, { port })).rejects.toMatchObject({
      reason: 'port-taken',
      message: expect.stringContaining(String(port)),
    });
    taken.close();
    await (await start(repository)).stop();
  });

  it('a log that was tampered with, naming the event', async () => {
    using repository = new TemporaryRepository();
    const service = await start(repository);
    for (const points of [1, 2, 3]) await credit(service, points);
    await service.stop();
    const database = new DatabaseSync(path.join(repository.stateFolder, 'events.db'));
    database.exec(`DROP TRIGGER events_are_never_changed; UPDATE events SET actor = 'x' WHERE seq = 2`);
    database.close();
    await expect(start(repository)).rejects.toMatchObject({
      reason: 'log',
      message: expect.stringContaining('event 2'),
    });
  });

  it('subjects that cannot start, and can be started again', async () => {
    using repository = new TemporaryRepository();
    const startSubjects = () => Promise.reject(new Error('no subjects'));
    await expect(start(repository, { startSubjects })).rejects.toThrow('no subjects');
    await (await start(repository)).stop();
  });
});

describe('the state folder', () => {
  it('is made private where others may look into it', async () => {
    using repository = new TemporaryRepository();
    mkdirSync(repository.stateFolder, { mode: 0o755 });
    chmodSync(repository.stateFolder, 0o755);
    await (await start(repository)).stop();
    expect(statSync(repository.stateFolder).mode & 0o777).toBe(0o700);
  });

  it.skipIf(process.platform !== 'linux')('on a full disk is told in a sentence', () => {
    let full: unknown;
    try {
      writeFileSync('/dev/full', 'x');
    } catch (error) {
      full = error;
    }
    expect(unwritableStateFolder('/r/swarm', full)).toMatchObject({
      reason: 'state-folder',
      message: 'The folder /r/swarm cannot be written: no space left on device.',
    });
    expect(unwritableStateFolder('/r/swarm', new Error('other'))).toBeUndefined();
  });

  it('is refused where it is a link to elsewhere', async () => {
    using repository = new TemporaryRepository();
    using elsewhere = new TemporaryRepository();
    symlinkSync(elsewhere.folder, repository.stateFolder);
    await expect(start(repository)).rejects.toMatchObject({ reason: 'state-folder' });
    expect(existsSync(path.join(elsewhere.folder, 'events.db'))).toBe(false);
  });

  it.runIf(isRoot).each(['', 'service.json', 'events.db'])(
    'is refused where "%s" in it is another user\'s',
    async (name) => {
      using repository = new TemporaryRepository();
      await (await start(repository)).stop();
      const target = path.join(repository.stateFolder, name);
      if (name) writeFileSync(target, '{}', { flag: 'a', mode: 0o600 });
      chownSync(target, 12_345, 12_345);
      await expect(start(repository)).rejects.toMatchObject({
        reason: 'state-folder',
        message: expect.stringContaining('another user'),
      });
    },
  );
});
