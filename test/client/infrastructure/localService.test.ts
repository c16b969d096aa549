import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocalService } from '../../../client/infrastructure/localService.ts';
import { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';
import { readServiceFile } from '../../../client/infrastructure/serviceFileReader.ts';
import { callApi } from '../../../server/protocol/apiClient.ts';
import { BundledService } from './bundledService.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

describe('The service of a repository on this machine', () => {
  let bundled: BundledService;
  const sessions: RepositorySession[] = [];
  const commonDirectory = () => path.join(bundled.repository, '.git');
  const signal = () => AbortSignal.timeout(25_000);

  /** A window of an extension of this version. */
  const openWindow = (
    version = '1.0.0',
    personalToken = async (): Promise<string | undefined> => undefined,
  ) => {
    const { repository: root } = bundled;
    const location = { root, mainRoot: root, commonDirectory: commonDirectory() };
    const errorOutput = path.join(bundled.folder, 'errors.log');
    const options = {
      location,
      entry: bundled.entry,
      version,
      actor: 'tester',
      errorOutput,
      log,
      personalToken,
    };
    const source = new LocalService(options);
    const session = new RepositorySession({ id: 'r', name: 'r', root, mainRoot: root, source, log });
    sessions.push(session);
    return session;
  };
  const runningPid = async () => (await readServiceFile(commonDirectory()))?.pid;

  beforeAll(async () => {
    bundled = await BundledService.build();
  });
  afterEach(async () => {
    await Promise.all(sessions.splice(0).map((session) => session.dispose()));
    const file = await readServiceFile(commonDirectory());
    if (file) process.kill(file.pid, 'SIGKILL');
    await bundled.pretendVersion('1.0.0');
  });
  afterAll(() => bundled.remove());

  it('is started once and shared by all windows', async () => {
    const [first, second] = [openWindow(), openWindow()];
    await Promise.all([first.ready(signal()), second.ready(signal())]);
    const [one, two] = await Promise.all([first.call('service'), second.call('service')]);
    expect(one.pid).toBe(two.pid);
    expect(one.windows).toBe(2);
  });

  it('outlives the window that started it', async () => {
    const [first, second] = [openWindow(), openWindow()];
    await first.ready(signal());
    await second.ready(signal());
    const pid = await runningPid();
    await first.dispose();
    expect((await second.call('service')).pid).toBe(pid);
  });

  it('comes back with what was committed when it is killed', async () => {
    const session = openWindow();
    await session.call('createContract', { body: { id: 'C-1', title: 'Kept', total: 5 } });
    const pid = await runningPid();
    const lost = new Promise<void>((resolve) => {
      session.onStateChanged((state) => state.kind === 'connecting' && resolve());
    });
    process.kill(pid ?? 0, 'SIGKILL');
    await lost;
    await session.ready(signal());
    expect(await runningPid()).not.toBe(pid);
    expect(session.store.get('contracts', 'C-1')?.title).toBe('Kept');
  });

  it('is replaced when it is older than the extension', async () => {
    const old = openWindow();
    await old.ready(signal());
    const pid = await runningPid();
    await old.dispose();
    await bundled.pretendVersion('1.1.0');
    const session = openWindow('1.1.0');
    await session.ready(signal());
    expect(await runningPid()).not.toBe(pid);
    expect((await session.call('service')).version).toBe('1.1.0');
  });

  it('is asked as the person whose token the window has, and as its owner for what takes a captain', async () => {
    let kept: string | undefined;
    const session = openWindow('1.0.0', async () => kept);
    expect(await session.call('whoAmI')).toEqual({ name: 'tester', role: 'captain', verified: false });
    const made = await session.call('createToken', { body: { name: 'ada' } });
    kept = made.token;
    await session.reconnect();
    expect(await session.call('whoAmI')).toEqual({ name: 'ada', role: 'operator', verified: true });
    const params = { token: made.id };
    const unreachable = new Promise<string>((resolve) => {
      session.onStateChanged((state) => state.kind === 'unreachable' && resolve(state.reason));
    });
    expect(await session.call('revokeToken', { params })).toMatchObject({ state: 'revoked' });
    expect(await unreachable).toContain('Run "Swarm: Personal Token…"');
    kept = undefined;
    await session.reconnect();
    expect(await session.call('whoAmI')).toMatchObject({ name: 'tester' });
  });

  it('is used as it is when it is newer', async () => {
    await openWindow('1.0.0').ready(signal());
    const pid = await runningPid();
    await openWindow('0.9.0').ready(signal());
    expect(await runningPid()).toBe(pid);
  });

  it('records who acts', async () => {
    const session = openWindow();
    await session.call('createContract', { body: { id: 'C-2', title: 'Mine', total: 5 } });
    const file = await readServiceFile(commonDirectory());
    const api = { address: file?.address ?? '', token: file?.token ?? '' };
    const events = await callApi(api, 'history', { query: { limit: 1000 } });
    expect(events.at(-1)).toMatchObject({ actor: 'tester' });
  });
});
