import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { swarm } from '../../../cli/recordedIo.ts';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';
import { rulesText } from '../../protection/protectedRepository.ts';
import { SubjectGround } from '../../subjectGround.ts';

let example: ExampleRepository;
let folder: string;
let remote: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), "swarm-hooks it's-")));
  remote = path.join(folder, 'remote.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  example = await makeRepository();
  await example.commit('a.txt', 'one\n');
  example.git('branch', 'release/1');
  await example.commit('swarm.json', rulesText(rules));
  example.git('remote', 'add', 'origin', remote);
  example.git('push', '--quiet', 'origin', 'main');
});
afterEach(async () => {
  await example.remove();
  await rm(folder, { recursive: true, force: true });
});

const rules = [
  { pattern: 'release/*', create: [], push: ['lead'], delete: ['lead'] },
  { pattern: 'feature/*', push: ['members'] },
];

/** Plain git as somebody runs it, with hooks. Those start Node, which keeps what it compiles as in all tests. */
function git(actor: string, ...args: string[]) {
  const author = {
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@b',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@b',
  };
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const own = { PATH, NODE_COMPILE_CACHE, HOME: folder, SWARM_ACTOR: actor };
  const { status, stderr, stdout } = spawnSync('git', args, {
    cwd: example.folder,
    encoding: 'utf8',
    env: { ...own, ...author },
  });
  return { status, stderr, stdout };
}

const hooks = (...args: string[]) => swarm(example.folder, ['hooks', ...args]);
const hookFile = (name: string, where = '.git/hooks') => path.join(example.folder, where, name);

/** A hook that tells of its arguments and input, and ends with a code. */
function makeHook(name: string, where = '.git/hooks', code = 0): string {
  mkdirSync(path.join(example.folder, where), { recursive: true });
  const told = path.join(folder, `${name}.told`);
  const text = `#!/bin/sh\nprintf '%s;' "$@" >>"${told}"\ncat >>"${told}"\nexit ${code}\n`;
  writeFileSync(hookFile(name, where), text);
  chmodSync(hookFile(name, where), 0o755);
  return told;
}

describe('with the hooks, plain git', () => {
  it('cannot delete a protected branch, and says which rule', async () => {
    expect((await hooks('install')).stdout).toContain('  reference-transaction: installed\n');
    const refused = git('agent-1', 'branch', '-D', 'release/1');
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain(
      'swarm: agent-1 may not delete release/1: rule "release/*" (line 5 of swarm.json on main) allows only lead to delete.',
    );
    expect(example.git('branch', '--list', 'release/1')).not.toBe('');
    expect(git('ada', 'branch', '-D', 'release/1').status).toBe(0);
  });

  it('cannot create one or commit on one, and does everything else', async () => {
    await hooks('install');
    expect(git('ada', 'branch', 'release/2').stderr).toContain('may not create release/2');
    expect(git('agent-1', 'checkout', '--quiet', 'release/1').status).toBe(0);
    const commit = (actor: string) => git(actor, 'commit', '--quiet', '--allow-empty', '--message', 'x');
    expect(commit('agent-1').stderr).toContain('agent-1 may not move release/1');
    expect(commit('ada').status).toBe(0);
    expect(git('agent-1', 'checkout', '--quiet', '-b', 'other').status).toBe(0);
    expect(commit('agent-1').status).toBe(0);
    expect(git('agent-1', 'tag', 'v1').status).toBe(0);
  });

  it('cannot push to a protected branch of a remote, nor under another name', async () => {
    await hooks('install');
    for (const ref of ['release/1', 'HEAD:refs/heads/release/1']) {
      const { status, stderr } = git('agent-1', 'push', '--quiet', 'origin', ref);
      expect([status, stderr]).toEqual([1, expect.stringContaining('agent-1 may not create release/1')]);
    }
    expect(git('agent-1', 'push', '--quiet', 'origin', 'main').stderr).toBe('');
  });

  it('cannot bring files of another team onto the base', async () => {
    await hooks('install');
    mkdirSync(path.join(example.folder, 'beta'));
    writeFileSync(path.join(example.folder, 'beta/x'), 'x');
    git('agent-1', 'add', '.');
    const commit = (actor: string) => git(actor, 'commit', '--quiet', '--message', 'x');
    expect(commit('agent-1').stderr).toContain(
      'This change of main changes beta/x, which teams.beta.protectedPaths',
    );
    expect(commit('agent-2').status).toBe(0);
  });

  it('is held to new rules from the commit on that brings them', async () => {
    await hooks('install');
    expect(git('agent-1', 'branch', 'late').status).toBe(0);
    const more = [...rules, { pattern: 'late', delete: [] }];
    writeFileSync(path.join(example.folder, 'swarm.json'), rulesText(more));
    git('agent-1', 'commit', '--quiet', '--all', '--message', 'rules');
    expect(git('agent-1', 'branch', '-D', 'late').stderr).toContain('rule "late"');
  });
});

describe('hooks that were there before', () => {
  it.each(['.git/hooks', '.husky/_', 'quoted "hooks"'])(
    'in %s run with the same arguments and input, decide too, and come back byte for byte',
    async (where) => {
      if (where !== '.git/hooks') {
        git('ada', 'config', 'core.hooksPath', where);
        mkdirSync(path.join(example.folder, where), { recursive: true });
        writeFileSync(path.join(example.folder, where, '.gitignore'), '*');
      }
      const told = makeHook('pre-push', where);
      const before = readFileSync(hookFile('pre-push', where));
      for (let times = 0; times < 2; times++) await hooks('install');
      const status = JSON.parse((await hooks('status', '--json')).stdout);
      expect(status).toMatchObject({
        folder: path.join(example.folder, where),
        hooks: [
          { name: 'pre-push', state: 'installed', chained: true },
          { name: 'reference-transaction', state: 'installed', chained: false },
        ],
      });
      const commit = await example.commit('b.txt', 'b\n');
      expect(git('ada', 'push', '--quiet', 'origin', 'main').stderr).toBe('');
      const heads = `refs/heads/main ${commit} refs/heads/main`;
      expect(readFileSync(told, 'utf8')).toContain(`origin;${remote};${heads} `);
      expect((await hooks('remove')).stdout).toContain('pre-push: not installed');
      expect(readFileSync(hookFile('pre-push', where))).toEqual(before);
      expect(statSync(hookFile('pre-push', where)).mode & 0o777).toBe(0o755);
      expect(existsSync(hookFile('reference-transaction', where))).toBe(false);
    },
  );

  it('may refuse by themselves, in every state of a transaction', async () => {
    const told = makeHook('reference-transaction');
    await hooks('install');
    expect(git('ada', 'branch', 'x').status).toBe(0);
    const states = readFileSync(told, 'utf8').match(/(prepared|committed);/g);
    expect(states).toEqual(['prepared;', 'committed;']);
    await hooks('remove');
    makeHook('pre-push', '.git/hooks', 7);
    await hooks('install');
    expect(git('ada', 'push', '--quiet', 'origin', 'main:other').status).not.toBe(0);
  });

  it('are left alone where they are not executable, as git leaves them', async () => {
    const told = makeHook('pre-push', '.git/hooks', 1);
    chmodSync(hookFile('pre-push'), 0o644);
    await hooks('install');
    expect(git('ada', 'push', '--quiet', 'origin', 'main:other').status).toBe(0);
    expect(existsSync(told)).toBe(false);
    await hooks('remove');
    expect(statSync(hookFile('pre-push')).mode & 0o777).toBe(0o644);
  });

  it('that are files of the repository are not touched; the sentence says what to do', async () => {
    git('ada', 'config', 'core.hooksPath', 'tools/hooks');
    makeHook('pre-push', 'tools/hooks');
    git('ada', 'add', 'tools');
    const { code, stderr } = await hooks('install');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('tools/hooks/pre-push is a file of this repository'),
    ]);
    expect(existsSync(hookFile('reference-transaction', 'tools/hooks'))).toBe(false);
  });

  it('that replaced ours since are told, kept, and never overwritten', async () => {
    makeHook('pre-push');
    await hooks('install');
    makeHook('pre-push');
    const status = await hooks('status');
    expect([status.code, status.stdout]).toEqual([
      1,
      expect.stringContaining('pre-push: replaced by another program'),
    ]);
    expect((await hooks('install')).stderr).toContain('Another program has replaced');
  });
});

describe('the service', () => {
  it('installs, records and removes; its own changes of refs pass', async () => {
    const ground = await SubjectGround.start(example.folder);
    await ground.call('installHooks');
    expect((await ground.call('hookStatus')).hooks.map(({ state }) => state)).toEqual([
      'installed',
      'installed',
    ]);
    await ground.call('createBranch', { body: { name: 'feature/beta-x' } }, { actor: 'agent-2' });
    await ground.call('removeHooks');
    expect(await ground.eventTypes('hooks/repository')).toEqual(['hooks.installed', 'hooks.removed']);
    await ground.close();
  });
});
