import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Queue } from '../../../../server/protocol/queue.ts';
import { type ExampleRepository, makeBranchedRepository } from '../../git/exampleRepository.ts';
import { SubjectGround } from '../../subjectGround.ts';

const clean = 'feature/realtime-clean';
let example: ExampleRepository;
let ground: SubjectGround;
let folder: string;
let remote: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'swarm-remote-')));
  remote = path.join(folder, 'remote.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  example = await makeBranchedRepository();
  example.git('remote', 'add', 'origin', `file://${remote}`);
  example.git('push', '--quiet', '--set-upstream', 'origin', 'main');
  ground = await SubjectGround.start(example.folder);
});
afterEach(async () => {
  await ground.close();
  await example.remove();
  await rm(folder, { recursive: true, force: true });
});

const push = (name: string, more: object = {}) =>
  ground.call('pushBranch', { body: { name, force: false, ...more } });
const fetch = () => ground.call('fetchRemote', { body: {} });
const onRemote = (ref: string) =>
  execFileSync('git', ['-C', remote, 'rev-parse', '--verify', '--quiet', ref], { encoding: 'utf8' }).trim();
const tip = (name: string) => example.git('rev-parse', name);

/** Another clone pushes a commit to a branch of the remote. */
async function pushElsewhere(branch: string): Promise<string> {
  const clone = path.join(folder, `clone-${crypto.randomUUID()}`);
  const git = (...args: string[]) => example.git('-C', clone, ...args);
  example.git('clone', '--quiet', `file://${remote}`, clone);
  git('checkout', '--quiet', branch);
  await writeFile(path.join(clone, 'theirs.txt'), crypto.randomUUID());
  git('add', '.');
  git('commit', '--quiet', '--message', 'theirs');
  git('push', '--quiet', 'origin', branch);
  return git('rev-parse', 'HEAD');
}

describe('pushing a branch', () => {
  it('makes it on the remote, lets it follow that, and shows it in its row and the log', async () => {
    expect(ground.rows.get('branches', clean)?.upstream).toBeNull();
    expect(await push(clean)).toEqual({ name: clean, remote: 'origin', from: null, to: tip(clean) });
    expect(onRemote(`refs/heads/${clean}`)).toBe(tip(clean));
    expect(ground.rows.get('branches', clean)?.upstream).toEqual({
      name: `origin/${clean}`,
      ahead: 0,
      behind: 0,
      gone: false,
    });
    expect(await ground.eventTypes('remote/origin')).toEqual(['remote.push-requested', 'remote.pushed']);
  });

  it('is refused where the remote has moved since it was fetched, and takes nothing away', async () => {
    const theirs = await pushElsewhere('main');
    await example.commit('mine.txt', 'mine\n');
    for (const force of [false, true])
      await expect(push('main', { force })).rejects.toMatchObject({
        code: 'branch-moved',
        message: expect.stringContaining('main is not on origin as it was fetched last'),
      });
    expect(onRemote('main')).toBe(theirs);
    expect(await fetch()).toMatchObject({ remote: 'origin', moved: [{ name: 'main', to: theirs }] });
    await expect(push('main')).rejects.toMatchObject({
      message: expect.stringContaining('main on origin has 1 commit that the branch here has not'),
    });
    expect(ground.rows.get('branches', 'main')?.upstream).toMatchObject({ ahead: 1, behind: 1 });
    await push('main', { force: true });
    expect(onRemote('main')).toBe(tip('main'));
  });

  it('is refused where no such remote, branch or repository is, with a sentence', async () => {
    await expect(push('nowhere')).rejects.toThrow('There is no branch nowhere.');
    await expect(push(clean, { remote: 'elsewhere' })).rejects.toThrow(
      'There is no remote elsewhere; add it',
    );
    await expect(push('--mirror')).rejects.toMatchObject({ code: 'invalid-name' });
    await rm(remote, { recursive: true });
    await expect(push(clean)).rejects.toThrow('There is no repository at the address of origin');
  });

  it("tells the remote's own words where it refuses", async () => {
    const hook = path.join(remote, 'hooks/pre-receive');
    await writeFile(hook, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    await expect(push(clean)).rejects.toThrow(`origin refused ${clean}: pre-receive hook declined.`);
  });

  it('is held to the rules', async () => {
    const rules = { branches: { protection: [{ pattern: clean, create: [] }] } };
    await example.commit('swarm.json', JSON.stringify(rules));
    await expect(push(clean)).rejects.toMatchObject({ code: 'not-allowed' });
    await push('feature/realtime-conflict');
  });
});

describe('fetching', () => {
  it('moves no local branch, whatever refspec the repository names', async () => {
    example.git('config', 'remote.origin.fetch', '+refs/heads/*:refs/heads/*');
    const before = tip('main');
    const theirs = await pushElsewhere('main');
    expect((await fetch()).moved).toEqual([{ name: 'main', from: before, to: theirs }]);
    expect(tip('main')).toBe(before);
    expect((await fetch()).moved).toEqual([]);
  });

  it('runs no program that the configuration of the repository names', async () => {
    const ran = path.join(folder, 'ran');
    for (const key of ['uploadpack', 'receivepack'])
      example.git(
        'config',
        `remote.origin.${key}`,
        `touch ${ran}; git-${key === 'uploadpack' ? 'upload' : 'receive'}-pack`,
      );
    example.git('config', 'core.sshCommand', `touch ${ran}; ssh`);
    example.git('config', 'credential.helper', `!touch ${ran}`);
    example.git('config', 'core.alternateRefsCommand', `touch ${ran}`);
    for (const hook of ['pre-push', 'reference-transaction'])
      await writeFile(path.join(example.folder, '.git/hooks', hook), `#!/bin/sh\ntouch ${ran}\n`, {
        mode: 0o755,
      });
    await fetch();
    await push(clean);
    expect(existsSync(ran)).toBe(false);
    example.git('-c', 'core.hooksPath=/dev/null', 'remote', 'set-url', 'origin', `ext::sh -c 'touch ${ran}'`);
    await expect(fetch()).rejects.toThrow('The address of origin is of a kind that Swarm does not use');
    expect(existsSync(ran)).toBe(false);
  });

  it('ends when its caller goes away, and records that', async () => {
    const connected = Promise.withResolvers<void>();
    const silent = createServer(() => connected.resolve());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    example.git('remote', 'set-url', 'origin', `http://127.0.0.1:${port}/x.git`);
    const caller = new AbortController();
    const fetching = ground.call('fetchRemote', { body: {}, signal: caller.signal });
    const refused = expect(fetching).rejects.toMatchObject({
      code: 'remote-failed',
      message: 'It was cancelled; no local branch has moved.',
    });
    await connected.promise;
    caller.abort();
    await refused;
    silent.close();
    expect(await ground.eventTypes('remote/origin')).toEqual([
      'remote.fetch-requested',
      'remote.fetch-failed',
    ]);
  });
});

describe('a sync that fetches first', () => {
  it("brings branches up to what the base's upstream has, without moving the base", async () => {
    await ground.write('swarm.json', {
      branches: { fetchBeforeSync: true },
      teams: { realtime: { branchPrefix: 'feature/realtime' } },
    });
    await ground.row('teams', 'realtime', (row) => row !== undefined);
    const [before, theirs] = [tip('main'), await pushElsewhere('main')];
    await ground.call('syncBranches', { body: { branches: [clean], dryRun: false } });
    expect(example.git('merge-base', clean, theirs)).toBe(theirs);
    expect(tip('main')).toBe(before);
  });
});

describe('a landing of the merge queue', () => {
  const pushed = async (state: NonNullable<Queue['push']>['state']) =>
    (await ground.row('queue', 'main', (queue) => queue?.push?.state === state))?.push;

  beforeEach(async () => {
    example.git('checkout', '--quiet', '--detach');
    await ground.write('swarm.json', { mergeQueue: { push: true }, teams: { t: { branchPrefix: 't' } } });
    await ground.row('teams', 't', (row) => row !== undefined);
  });
  const enqueue = (branch: string) =>
    ground.call('enqueue', { body: { branch, target: 'main', priority: 'normal', reviewed: false } });

  it('is pushed where that is wanted', async () => {
    await enqueue(clean);
    expect(await pushed('pushed')).toMatchObject({ commit: tip('main'), why: null });
    expect(onRemote('main')).toBe(tip('main'));
  });

  it('stands where the remote refuses it, which is told', async () => {
    const theirs = await pushElsewhere('main');
    await enqueue(clean);
    expect(await pushed('failed')).toMatchObject({
      commit: tip('main'),
      why: expect.stringContaining('main is not on origin as it was fetched last'),
    });
    expect(onRemote('main')).toBe(theirs);
    expect(await readFile(path.join(example.folder, '.git/HEAD'), 'utf8')).not.toContain('main');
  });
});
