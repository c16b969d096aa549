import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Queue } from '../../../server/protocol/queue.ts';
import { ProtectedRepository, rulesText } from './protectedRepository.ts';

let repository: ProtectedRepository;
afterEach(() => repository.close());

const actor = (name: string) => ({ actor: name });
const enqueue = (branch: string, who: string, reviewed = false) =>
  repository.ground.call(
    'enqueue',
    { body: { branch, target: 'main', priority: 'normal', reviewed } },
    actor(who),
  );

async function finished(branch: string) {
  const of = (queue: Queue | undefined) => queue?.finished.find((entry) => entry.branch === branch);
  return of(await repository.ground.row('queue', 'main', (queue) => of(queue) !== undefined));
}

describe('a rule for creating', () => {
  it('refuses with its pattern and line, and lets through whom it names', async () => {
    repository = await ProtectedRepository.start([{ pattern: 'release/*', create: ['lead:alpha'] }]);
    const create = (name: string, who: string) =>
      repository.ground.call('createBranch', { body: { name } }, actor(who));
    await expect(create('release/1', 'agent-1')).rejects.toMatchObject({
      code: 'not-allowed',
      message:
        'agent-1 may not create release/1: rule "release/*" (line 5 of swarm.json on main) allows only lead:alpha to create.',
      data: { rule: 'release/*', line: 5 },
    });
    expect(repository.example.git('branch', '--list', 'release/*')).toBe('');
    expect(await create('release/1', 'ada')).toMatchObject({ name: 'release/1' });
    expect(await create('feature/alpha-x', 'agent-1')).toMatchObject({ name: 'feature/alpha-x' });
  });

  it('holds for restoring a branch too', async () => {
    repository = await ProtectedRepository.start([{ pattern: 'feature/**', create: ['members'] }]);
    const confirm = await repository.branch('feature/beta-x');
    await repository.ground.call('deleteBranch', { body: { name: 'feature/beta-x', confirm } });
    const restore = (who: string) =>
      repository.ground.call('restoreBranch', { body: { name: 'feature/beta-x' } }, actor(who));
    await expect(restore('agent-1')).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await restore('agent-2')).toMatchObject({ name: 'feature/beta-x' });
  });
});

describe('a rule for deleting', () => {
  it('holds for one branch and for a cleanup, where the others go', async () => {
    repository = await ProtectedRepository.start([{ pattern: 'keep', delete: [] }]);
    const { git } = repository.example;
    for (const name of ['keep', 'go']) git('branch', name, 'main~1');
    const commit = git('rev-parse', 'main~1');
    await expect(repository.ground.call('deleteBranch', { body: { name: 'keep' } })).rejects.toMatchObject({
      message: expect.stringContaining('ada may not delete keep: rule "keep" (line 5'),
    });
    const branches = ['keep', 'go'].map((name) => ({ name, commit }));
    expect(await repository.ground.call('cleanUpBranches', { body: { branches } })).toMatchObject([
      { state: 'refused', why: expect.stringContaining('allows nobody to delete') },
      { state: 'deleted', name: 'go' },
    ]);
    expect(git('branch', '--list', '--format=%(refname:short)', 'keep', 'go')).toBe('keep');
  });
});

describe('a rule for moving', () => {
  it('holds for a sync and its dry run', async () => {
    repository = await ProtectedRepository.start([{ pattern: 'feature/alpha-x', push: ['agent-1'] }]);
    const before = await repository.branch('feature/alpha-x');
    repository.example.git('checkout', '--quiet', '--force', 'main');
    await repository.example.commit('later.txt', 'x\n');
    repository.example.git('checkout', '--quiet', '--detach');
    const sync = (who: string, dryRun: boolean) =>
      repository.ground.call('syncBranches', { body: { branches: ['feature/alpha-x'], dryRun } }, actor(who));
    for (const dryRun of [true, false])
      expect(await sync('agent-2', dryRun)).toMatchObject([
        { state: 'refused', to: null, why: expect.stringContaining('agent-2 may not move feature/alpha-x') },
      ]);
    expect(repository.example.git('rev-parse', 'feature/alpha-x')).toBe(before);
    expect(await sync('agent-1', false)).toMatchObject([{ state: 'merged' }]);
  });

  it('keeps a history linear: a merge is refused, a rebase is not', async () => {
    repository = await ProtectedRepository.start([{ pattern: 'feature/*', linearHistory: true }]);
    await repository.branch('feature/alpha-x');
    repository.example.git('checkout', '--quiet', '--force', 'main');
    await repository.example.commit('later.txt', 'x\n');
    repository.example.git('checkout', '--quiet', '--detach');
    const sync = (how: 'merge' | 'rebase') =>
      repository.ground.call('syncBranches', { body: { branches: ['feature/alpha-x'], how, dryRun: false } });
    expect(await sync('merge')).toMatchObject([
      { state: 'refused', why: expect.stringContaining('would get a merge commit') },
    ]);
    expect(await sync('rebase')).toMatchObject([{ state: 'rebased' }]);
  });
});

describe('a rule for merging', () => {
  it('refuses who may not enqueue, a missing check and merge commits', async () => {
    repository = await ProtectedRepository.start([
      { pattern: 'main', merge: ['members'], linearHistory: true },
    ]);
    await repository.branch('feature/alpha-x');
    await expect(enqueue('feature/alpha-x', 'agent-2')).rejects.toThrow(
      'agent-2 may not merge into main: rule "main" (line 5 of swarm.json on main) allows only members to merge.',
    );
    await expect(enqueue('feature/alpha-x', 'agent-1')).rejects.toThrow('Set the policy "squash"');
    await repository.ground.write('swarm.json', {
      mergeQueue: { policy: 'squash' },
      teams: { t: { branchPrefix: 't' } },
    });
    await repository.ground.row('teams', 't', (row) => row !== undefined);
    await enqueue('feature/alpha-x', 'agent-1');
    expect(await finished('feature/alpha-x')).toMatchObject({ state: 'landed' });
  });

  it('names the check that the queue does not run', async () => {
    repository = await ProtectedRepository.start([{ pattern: 'main', requiredGates: ['test', 'lint'] }]);
    await repository.branch('feature/alpha-x');
    await expect(enqueue('feature/alpha-x', 'ada')).rejects.toThrow(
      'Nothing can be merged into main: rule "main" (line 5 of swarm.json on main) requires the checks test, lint, which',
    );
  });

  it('puts out what was enqueued before the rule landed', async () => {
    repository = await ProtectedRepository.start([]);
    const { ground, example } = repository;
    await repository.branch('feature/alpha-x');
    await ground.call('pauseQueue', { body: { target: 'main' } });
    await enqueue('feature/alpha-x', 'agent-2');
    example.git('checkout', '--quiet', '--force', 'main');
    const before = await example.commit('swarm.json', rulesText([{ pattern: 'main', merge: ['lead'] }]));
    example.git('checkout', '--quiet', '--detach');
    await ground.call('resumeQueue', { body: { target: 'main' } });
    expect(await finished('feature/alpha-x')).toMatchObject({
      state: 'put-out',
      report: { cause: 'not-allowed', message: expect.stringContaining('agent-2 may not merge into main') },
    });
    expect(example.git('rev-parse', 'main')).toBe(before);
  });
});

describe('protected paths', () => {
  it('reach the base only through the team that has them', async () => {
    repository = await ProtectedRepository.start([]);
    await mkdir(path.join(repository.example.folder, 'beta'));
    await repository.branch('feature/alpha-x', 'beta/mine.txt');
    await expect(enqueue('feature/alpha-x', 'agent-1')).rejects.toMatchObject({
      code: 'not-allowed',
      message:
        'feature/alpha-x changes beta/mine.txt, which teams.beta.protectedPaths of swarm.json on main protects: the lead or a member of beta has to do this (ask bob, agent-2).',
    });
    await enqueue('feature/alpha-x', 'bob');
    expect(await finished('feature/alpha-x')).toMatchObject({ state: 'landed', actor: 'bob' });
  });
});

describe('the conflict policy manual-review', () => {
  const reviewing = { branchPrefix: 'feature/alpha', lead: 'ada', conflictPolicy: 'manual-review' };

  /** A branch and main change other lines of the same file. */
  async function changeOnBothSides(): Promise<void> {
    repository = await ProtectedRepository.start([], { teams: { alpha: reviewing } });
    const { ground, example } = repository;
    await ground.write('swarm.json', { teams: { alpha: reviewing } });
    await ground.row('teams', 'alpha', (row) => row?.conflictPolicy === 'manual-review');
    example.git('checkout', '--quiet', '--force', 'main');
    await example.commit('shared.txt', 'a\nb\nc\nd\ne\nf\n');
    await repository.branch('feature/alpha-x', 'shared.txt', 'A\nb\nc\nd\ne\nf\n');
    await repository.branch('feature/alpha-y', 'other.txt');
    example.git('checkout', '--quiet', '--force', 'main');
    await example.commit('shared.txt', 'a\nb\nc\nd\ne\nF\n');
    example.git('checkout', '--quiet', '--detach');
  }

  it('puts out what touches the same files, until the team has looked', async () => {
    await changeOnBothSides();
    const { ground, example } = repository;
    await enqueue('feature/alpha-y', 'zoe');
    expect(await finished('feature/alpha-y')).toMatchObject({ state: 'landed' });
    await enqueue('feature/alpha-x', 'zoe');
    expect((await finished('feature/alpha-x'))?.report).toMatchObject({
      cause: 'review-needed',
      files: ['shared.txt'],
      message: expect.stringContaining('`swarm branches enqueue feature/alpha-x --reviewed`'),
      hunks: [{ file: 'shared.txt', text: expect.stringContaining('-f\n+F\n') }],
    });
    await expect(enqueue('feature/alpha-x', 'zoe', true)).rejects.toThrow(
      'zoe cannot say that it is reviewed',
    );
    await enqueue('feature/alpha-x', 'ada', true);
    await ground.row('queue', 'main', (queue) => queue?.finished.length === 3);
    expect(example.git('show', 'main:shared.txt')).toBe('A\nb\nc\nd\ne\nF');
  });
});

describe('where the rules come from', () => {
  it('is the base: an agent that edits swarm.json in its work tree or on its branch lifts nothing', async () => {
    repository = await ProtectedRepository.start([{ pattern: 'main', merge: ['lead'] }]);
    const { ground } = repository;
    await repository.branch('feature/alpha-x', 'swarm.json', '{"base": "feature/alpha-x"}');
    await ground.write('swarm.json', { base: 'feature/alpha-x', teams: { t: { branchPrefix: 't' } } });
    await ground.row('teams', 't', (row) => row !== undefined);
    await expect(enqueue('feature/alpha-x', 'agent-1')).rejects.toThrow('(line 5 of swarm.json on main)');
  });

  it('is the newest valid version there, where somebody has broken it', async () => {
    repository = await ProtectedRepository.start([{ pattern: 'x', create: [] }]);
    repository.example.git('checkout', '--quiet', '--force', 'main');
    await repository.example.commit('swarm.json', '{ "branches": ');
    await expect(repository.ground.call('createBranch', { body: { name: 'x' } })).rejects.toThrow('rule "x"');
  });

  it('is the work tree, where the base has committed none', async () => {
    repository = await ProtectedRepository.start([]);
    repository.example.git('checkout', '--quiet', '--force', 'main');
    repository.example.git('rm', '--quiet', 'swarm.json');
    repository.example.git('commit', '--quiet', '--message', 'x');
    await writeFile(
      path.join(repository.example.folder, 'swarm.json'),
      rulesText([{ pattern: 'x', create: [] }], { teams: { t: { branchPrefix: 't' } } }),
    );
    await repository.ground.row('teams', 't', (row) => row !== undefined);
    await expect(repository.ground.call('createBranch', { body: { name: 'x' } })).rejects.toThrow(
      'rule "x" (line 5 of swarm.json in the work tree)',
    );
  });
});
