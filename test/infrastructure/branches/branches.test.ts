import { existsSync } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { branchSubject, createRequested } from '../../../server/infrastructure/branches/branchSubject.ts';
import { type ExampleRepository, makeBranchedRepository, makeRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

let example: ExampleRepository;
let ground: SubjectGround;

beforeEach(async () => {
  example = await makeBranchedRepository();
  ground = await SubjectGround.start(example.folder);
  await ground.write('swarm.json', { teams: { realtime: { branchPrefix: 'feature/realtime' } } });
  await ground.row('teams', 'realtime', (row) => row?.branches === 2);
});
afterEach(async () => {
  await ground.close();
  await example.remove();
});

describe('the list of branches', () => {
  it('shows team, distance to the base and the outcome of merging with it', async () => {
    const rows = await ground.comparedBranches();
    const shown = Object.fromEntries(
      rows.map(({ name, team, ahead, behind, conflict }) => [name, { team, ahead, behind, conflict }]),
    );
    expect(shown).toEqual({
      elsewhere: {
        team: null,
        ahead: 1,
        behind: 2,
        conflict: { state: 'unknown', why: 'refusing to merge unrelated histories' },
      },
      'feature/realtime-clean': { team: 'realtime', ahead: 1, behind: 1, conflict: { state: 'none' } },
      'feature/realtime-conflict': {
        team: 'realtime',
        ahead: 1,
        behind: 1,
        conflict: { state: 'conflict', files: ['app.py'] },
      },
      main: { team: null, ahead: 0, behind: 0, conflict: { state: 'none' } },
    });
    expect(rows.filter(({ base, current }) => base && current).map(({ name }) => name)).toEqual(['main']);
    expect(ground.subjects.facts().base).toBe('main');
  });

  it('follows what git does in a terminal: new, packed, moved, checked out and deleted branches', async () => {
    example.git('branch', 'feature/realtime-new');
    await ground.row('branches', 'feature/realtime-new', (row) => row?.conflict.state === 'none');
    example.git('pack-refs', '--all');
    example.git('checkout', '--quiet', 'feature/realtime-new');
    await ground.row('branches', 'feature/realtime-new', (row) => row?.current === true);
    await example.commit('new.py', 'd = 1\n');
    await ground.row('branches', 'feature/realtime-new', (row) => row?.ahead === 1);
    example.git('checkout', '--quiet', 'main');
    example.git('branch', '-D', 'feature/realtime-new');
    await ground.row('branches', 'feature/realtime-new', (row) => row === undefined);
  });

  it('shows no branch as checked out while the head is detached, and still creates one', async () => {
    example.git('checkout', '--quiet', '--detach', 'feature/realtime-clean');
    await ground.row('branches', 'main', (row) => row?.current === false);
    expect((await ground.comparedBranches()).some(({ current }) => current)).toBe(false);
    const head = example.git('rev-parse', 'HEAD');
    const body = { team: 'realtime', topic: 'from-nowhere' };
    await ground.subjects.handlers.createBranch({ params: {}, query: {}, body, meta: { actor: 'Ada' } });
    await ground.row('branches', 'feature/realtime-from-nowhere', (row) => row?.current === false);
    expect(example.git('rev-parse', 'HEAD')).toBe(head);
  });

  it('compares with another base as soon as swarm.json names one', async () => {
    await ground.write('swarm.json', { base: 'elsewhere' });
    await ground.row('branches', 'elsewhere', (row) => row?.base === true && row.conflict.state === 'none');
    expect(ground.subjects.facts().base).toBe('elsewhere');
    await ground.write('swarm.json', { base: 'nowhere' });
    const why = 'swarm.json names the base nowhere, which is not here';
    await ground.row(
      'branches',
      'main',
      (row) => row?.conflict.state === 'unknown' && row.conflict.why === why,
    );
  });

  it('is empty in a repository without commits', async () => {
    const empty = await makeRepository();
    const other = await SubjectGround.start(empty.folder);
    expect(await other.comparedBranches()).toEqual([]);
    expect(other.subjects.facts()).toEqual({
      activeDays: 30,
      base: null,
      configuration: [],
      configurationFrom: null,
    });
    await other.close();
    await empty.remove();
  });
});

const refused = [
  [{ name: '--upload-pack=x' }, 'invalid-name'],
  [{ name: '../../x' }, 'invalid-name'],
  [{ name: 'a\nb' }, 'invalid-name'],
  [{ name: 'main' }, 'branch-exists'],
  [{ name: 'main/below' }, 'branch-exists'],
  [{ name: 'x', from: 'nowhere' }, 'unknown-revision'],
  [{ name: 'x', from: '--all' }, 'unknown-revision'],
  [{ team: 'nobody', topic: 'x' }, 'not-found'],
  [{ team: 'realtime', topic: 'x.lock' }, 'invalid-name'],
] as const;

describe('creating a branch', () => {
  it('makes a ref by the template of the team and touches neither work tree nor index', async () => {
    const index = () => readFile(path.join(example.folder, '.git/index'));
    const before = await index();
    const row = await ground.call('createBranch', { body: { team: 'realtime', topic: 'cursor' } });
    expect(row).toMatchObject({
      name: 'feature/realtime-cursor',
      team: 'realtime',
      commit: example.git('rev-parse', 'main'),
    });
    expect(example.git('rev-parse', 'feature/realtime-cursor')).toBe(row.commit);
    expect(example.git('branch', '--show-current')).toBe('main');
    expect(example.git('status', '--porcelain')).toBe('?? swarm.json');
    expect(await index()).toEqual(before);
    expect(await ground.eventTypes('branch/feature/realtime-cursor')).toEqual([
      'branch.create-requested',
      'branch.created',
    ]);
  });

  it('starts from the revision asked for', async () => {
    const row = await ground.call('createBranch', { body: { name: 'x', from: 'feature/realtime-clean' } });
    expect(row.commit).toBe(example.git('rev-parse', 'feature/realtime-clean'));
  });

  it('refuses what cannot be with a code and a sentence, and changes no ref', async () => {
    const before = example.git('for-each-ref');
    for (const [body, code] of refused)
      await expect(ground.call('createBranch', { body }), JSON.stringify(body)).rejects.toMatchObject({
        code,
        message: expect.stringMatching(/^\S.+ .+/),
      });
    expect(example.git('for-each-ref')).toBe(before);
  });

  it('refuses a name that git cannot keep beside another branch, and records nothing', async () => {
    for (const [name, other] of [
      ['feature/realtime-clean/deeper', 'feature/realtime-clean'],
      ['main/x/y', 'main'],
      ['feature', 'feature/realtime-clean'],
    ] as const)
      await expect(ground.call('createBranch', { body: { name } })).rejects.toMatchObject({
        code: 'branch-exists',
        message: expect.stringContaining(`beside the branch ${other}`),
      });
    const events = await ground.temporary.log.read(0, 100);
    expect(events.filter(({ stream }) => stream.startsWith('branch/'))).toEqual([]);
    expect((await ground.call('createBranch', { body: { name: 'mai' } })).name).toBe('mai');
  });

  it('happens once however often a request is repeated, and only one of two at a time wins', async () => {
    const meta = { actor: 'ada', idempotency: { key: 'k', requestHash: 'h' } };
    const repeated = [1, 2, 3].map(() => ground.call('createBranch', { body: { name: 'once' } }, meta));
    expect((await Promise.all(repeated)).map(({ name }) => name)).toEqual(['once', 'once', 'once']);
    const racing = [1, 2].map(() => ground.call('createBranch', { body: { name: 'race' } }));
    const outcomes = await Promise.allSettled(racing);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await ground.eventTypes('branch/once')).toEqual(['branch.create-requested', 'branch.created']);
  });

  it('can make a branch again that was deleted with git', async () => {
    await ground.call('createBranch', { body: { name: 'again' } });
    example.git('branch', '-D', 'again');
    expect(await ground.call('createBranch', { body: { name: 'again' } })).toMatchObject({ name: 'again' });
  });

  it('that a crash interrupted gets the outcome git shows at the next start', async () => {
    const commit = example.git('rev-parse', 'main');
    for (const name of ['done', 'undone'])
      await ground.commands.execute(branchSubject, name, () => [createRequested(commit, 'main', null)], {
        actor: 'ada',
      });
    example.git('branch', 'done');
    await ground.restart();
    expect((await ground.eventTypes('branch/done')).at(-1)).toBe('branch.created');
    expect((await ground.eventTypes('branch/undone')).at(-1)).toBe('branch.create-failed');
  });

  it('that somebody makes with git meanwhile is refused and stays where it is', async () => {
    const other = example.git('rev-parse', 'elsewhere');
    ground.commands.onCommitted(({ type }) => {
      if (type === 'branch.create-requested') example.git('branch', 'raced', 'elsewhere');
    });
    await expect(ground.call('createBranch', { body: { name: 'raced' } })).rejects.toMatchObject({
      code: 'git-failed',
    });
    expect(example.git('rev-parse', 'raced')).toBe(other);
    expect((await ground.eventTypes('branch/raced')).at(-1)).toBe('branch.create-failed');
  });

  it('never runs a hook of the repository', async () => {
    const hook = path.join(example.folder, '.git/hooks/reference-transaction');
    const mark = path.join(example.folder, 'hooked');
    await ground.write('.git/hooks/reference-transaction', `#!/bin/sh\ntouch '${mark}'\n`);
    await chmod(hook, 0o755);
    await ground.call('createBranch', { body: { name: 'hookless' } });
    expect(existsSync(mark)).toBe(false);
    example.git('branch', 'hooked');
    expect(existsSync(mark)).toBe(true);
  });
});
