import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { branchSubject, changeRequested } from '../../../server/infrastructure/branches/branchSubject.ts';
import { keptRef } from '../../../server/infrastructure/branches/keptBranches.ts';
import { type ExampleRepository, makeBranchedRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

const clean = 'feature/realtime-clean';
let example: ExampleRepository;
let ground: SubjectGround;

beforeEach(async () => {
  example = await makeBranchedRepository();
  ground = await SubjectGround.start(example.folder);
});
afterEach(async () => {
  await ground.close();
  await example.remove();
});

function tip(name: string): string {
  return example.git('rev-parse', `refs/heads/${name}`);
}

function deleteIt(name: string, confirm?: string) {
  return ground.call('deleteBranch', { body: confirm === undefined ? { name } : { name, confirm } });
}

describe('deleting a branch', () => {
  it('refuses unmerged work and names each commit that would be lost', async () => {
    const before = example.git('for-each-ref');
    await expect(deleteIt(clean)).rejects.toMatchObject({
      code: 'unmerged-work',
      message: expect.stringContaining(`${clean} has 1 commit that is not in main`),
      data: {
        commit: tip(clean),
        count: 1,
        commits: [{ commit: tip(clean), author: 'Ada', subject: 'Change clean.py' }],
      },
    });
    expect(example.git('for-each-ref')).toBe(before);
    expect(await ground.eventTypes(`branch/${clean}`)).toEqual([]);
  });

  it('deletes it when its last commit is confirmed, keeps it, and restores it with its history', async () => {
    const commit = tip(clean);
    const deleted = await deleteIt(clean, commit);
    expect(deleted).toMatchObject({ name: clean, commit });
    expect(Date.parse(deleted.restorableUntil) - Date.parse(deleted.deletedAt)).toBe(30 * 86_400_000);
    expect(ground.rows.get('branches', clean)).toBeUndefined();
    expect(example.git('branch', '--list', clean)).toBe('');
    expect(await ground.call('restorableBranches')).toEqual([{ ...deleted, subject: 'Change clean.py' }]);
    expect(await ground.call('restoreBranch', { body: { name: clean } })).toMatchObject({
      name: clean,
      commit,
    });
    expect(tip(clean)).toBe(commit);
    expect(await ground.call('restorableBranches')).toEqual([]);
    expect(await ground.eventTypes(`branch/${clean}`)).toEqual([
      'branch.delete-requested',
      'branch.deleted',
      'branch.restore-requested',
      'branch.restored',
    ]);
  });

  it('refuses a confirmation of another commit than the last', async () => {
    const seen = tip(clean);
    example.git('checkout', '--quiet', clean);
    const now = await example.commit('more.py', 'x = 1\n');
    example.git('checkout', '--quiet', 'main');
    await expect(deleteIt(clean, seen)).rejects.toMatchObject({
      code: 'branch-moved',
      data: { commit: now },
    });
    expect(tip(clean)).toBe(now);
  });

  it('needs no confirmation for what is merged, squashed or rebased into the base', async () => {
    example.git('branch', 'same', 'main~1');
    for (const name of ['squashed', 'rebased']) {
      example.git('checkout', '--quiet', '-b', name, 'main~1');
      for (const step of ['1', '2']) await example.commit(`${name}${step}.py`, step);
    }
    example.git('checkout', '--quiet', 'main');
    example.git('merge', '--squash', 'squashed');
    example.git('commit', '--quiet', '--message', 'All of it');
    example.git('cherry-pick', 'rebased~1', 'rebased');
    // Later changes in the same files: merging would conflict, and yet the work is there.
    await example.commit('squashed1.py', 'later');
    await example.commit('rebased1.py', 'later');
    for (const name of ['same', 'squashed', 'rebased']) await deleteIt(name);
    expect(example.git('branch', '--format=%(refname:short)')).toBe(
      ['elsewhere', clean, 'feature/realtime-conflict', 'main'].join('\n'),
    );
  });

  it('refuses a branch that a work tree holds, and names the tree and what is uncommitted there', async () => {
    const tree = path.join(ground.temporary.folder, 'tree with blank');
    example.git('worktree', 'add', '--quiet', tree, clean);
    await writeFile(path.join(tree, 'new\nfile'), '');
    await expect(deleteIt(clean, tip(clean))).rejects.toMatchObject({
      code: 'branch-checked-out',
      message: expect.stringContaining(
        `is checked out in the work tree ${tree}. There, 1 file would be lost.`,
      ),
      data: { worktree: tree, dirtyFiles: ['new\nfile'] },
    });
    await rm(tree, { recursive: true });
    await expect(deleteIt(clean, tip(clean))).rejects.toMatchObject({
      message: expect.stringContaining('git worktree prune'),
    });
    example.git('worktree', 'prune');
    await deleteIt(clean, tip(clean));
  });

  it('refuses a branch in the middle of a rebase', async () => {
    const name = 'feature/realtime-conflict';
    example.git('checkout', '--quiet', name);
    expect(() => example.git('rebase', 'main')).toThrow();
    await expect(deleteIt(name, tip(name))).rejects.toMatchObject({
      code: 'branch-checked-out',
      message: expect.stringContaining('is being rebased in the main work tree'),
    });
  });

  it('refuses the base, what does not exist and what is no name', async () => {
    example.git('checkout', '--quiet', '--detach');
    await expect(deleteIt('main', tip('main'))).rejects.toMatchObject({ code: 'base-branch' });
    await expect(deleteIt('nowhere')).rejects.toMatchObject({ code: 'not-found' });
    for (const name of ['--all', '../main', 'refs/heads/main', 'a\0b', 'a b'])
      await expect(deleteIt(name)).rejects.toMatchObject({ code: 'invalid-name' });
  });

  it('changes nothing while another git holds the ref, and says which file', async () => {
    await writeFile(path.join(example.folder, `.git/refs/heads/${clean}.lock`), '');
    const before = example.git('for-each-ref');
    await expect(deleteIt(clean, tip(clean))).rejects.toMatchObject({
      code: 'git-failed',
      message: expect.stringMatching(/Another git process holds .*clean\.lock; try again/),
    });
    expect(example.git('for-each-ref')).toBe(before);
    expect((await ground.eventTypes(`branch/${clean}`)).at(-1)).toBe('branch.delete-failed');
  });

  it('loses no commit that is added in the last moment', async () => {
    const name = 'race';
    example.git('branch', name, 'main');
    ground.commands.onCommitted(({ type }) => {
      if (type === 'branch.delete-requested') example.git('branch', '--force', name, clean);
    });
    await expect(deleteIt(name)).rejects.toMatchObject({ code: 'git-failed' });
    expect(tip(name)).toBe(tip(clean));
    expect(example.git('for-each-ref', 'refs/swarm')).toBe('');
  });

  it('happens once however often a request is repeated', async () => {
    const meta = { actor: 'ada', idempotency: { key: 'k', requestHash: 'h' } };
    const body = { name: clean, confirm: tip(clean) };
    const answers = await Promise.all([1, 2].map(() => ground.call('deleteBranch', { body }, meta)));
    expect(answers[0]).toEqual(answers[1]);
    expect(await ground.call('restorableBranches')).toHaveLength(1);
  });

  it('that a crash interrupted gets the outcome git shows at the next start', async () => {
    const deletedAt = new Date().toISOString();
    for (const name of [clean, 'gone']) {
      const change = { operation: 'delete', from: tip(clean), to: null, details: { deletedAt } } as const;
      await ground.commands.execute(branchSubject, name, () => [changeRequested(change)], { actor: 'ada' });
    }
    example.git('update-ref', keptRef('gone', deletedAt), clean);
    await ground.restart();
    expect((await ground.eventTypes(`branch/${clean}`)).at(-1)).toBe('branch.delete-failed');
    expect((await ground.eventTypes('branch/gone')).at(-1)).toBe('branch.deleted');
  });

  it('leaves the branch alone that a symbolic ref of that name points to', async () => {
    example.git('symbolic-ref', 'refs/heads/alias', `refs/heads/${clean}`);
    await deleteIt('alias', tip(clean));
    expect(example.git('branch', '--list', '--format=%(refname:short)', 'alias', clean)).toBe(clean);
  });
});

describe('restoring a branch', () => {
  it('refuses a name that exists again or stands in the way, and takes another', async () => {
    const commit = tip(clean);
    await deleteIt(clean, commit);
    example.git('branch', clean, 'main');
    await expect(ground.call('restoreBranch', { body: { name: clean } })).rejects.toMatchObject({
      code: 'branch-exists',
      message: expect.stringContaining('restore this one under another name'),
    });
    const below = { name: clean, as: `${clean}/below` };
    await expect(ground.call('restoreBranch', { body: below })).rejects.toMatchObject({
      code: 'branch-exists',
    });
    expect(tip(clean)).toBe(tip('main'));
    const restored = await ground.call('restoreBranch', { body: { name: clean, as: 'brought-back' } });
    expect(restored).toMatchObject({ name: 'brought-back', commit });
  });

  it('brings back the deletion asked for, the last one by default', async () => {
    const first = await deleteIt(clean, tip(clean));
    example.git('branch', clean, 'main');
    await deleteIt(clean);
    const body = { name: clean, deletedAt: first.deletedAt };
    expect(await ground.call('restoreBranch', { body })).toMatchObject({ commit: first.commit });
    await expect(ground.call('restoreBranch', { body })).rejects.toMatchObject({ code: 'not-found' });
    const rest = await ground.call('restoreBranch', { body: { name: clean, as: 'last' } });
    expect(rest.commit).toBe(tip('main'));
  });

  it('is possible for 30 days; then the commits are let go and the log says so', async () => {
    const ref = `refs/swarm/deleted/2001-02-03T04-05-06.789Z/${clean}`;
    example.git('update-ref', ref, tip(clean));
    example.git('update-ref', 'refs/swarm/deleted/strange', tip(clean));
    expect(await ground.call('restorableBranches')).toEqual([]);
    await ground.restart();
    // No list waits for it, and nor does the start.
    await expect.poll(() => ground.eventTypes(`branch/${clean}`)).toEqual(['branch.kept-expired']);
    expect(example.git('for-each-ref', '--format=%(refname)', 'refs/swarm')).toBe(
      'refs/swarm/deleted/strange',
    );
  });

  it('shows the branches although another git holds what is to be let go', async () => {
    const ref = `refs/swarm/deleted/2001-02-03T04-05-06.789Z/${clean}`;
    example.git('update-ref', ref, tip(clean));
    await writeFile(path.join(example.folder, `.git/${ref}.lock`), '');
    await ground.restart();
    expect(ground.rows.get('branches', clean)?.commit).toBe(tip(clean));
    expect(await ground.eventTypes(`branch/${clean}`)).toEqual([]);
    expect(example.git('rev-parse', ref)).toBe(tip(clean));
  });

  it('works without a base and keeps what no other branch has', async () => {
    await ground.write('swarm.json', { base: 'nowhere' });
    await ground.row('branches', 'main', (row) => row?.base === false);
    await expect(deleteIt('elsewhere')).rejects.toMatchObject({
      code: 'unmerged-work',
      message: expect.stringContaining('on no other branch'),
    });
    await mkdir(path.join(example.folder, '.git/refs/swarm'), { recursive: true });
    example.git('branch', 'twin', 'elsewhere');
    await deleteIt('elsewhere');
  });
});
