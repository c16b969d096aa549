import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EvidenceGround } from './evidenceGround.ts';

const lines = (count: number) => 'x = 1\n'.repeat(count);

let ground: EvidenceGround;
let first: string;

beforeAll(async () => {
  ground = await EvidenceGround.start();
  const { git } = ground.example;
  first = await ground.commit({ 'src/core.py': lines(400), 'README.md': 'Read me.\n' });
  git('checkout', '--quiet', '-b', 'feature/split');
  await ground.commit({ 'src/core.py': lines(250), 'src/parts/a.py': lines(10) });
  git('checkout', '--quiet', 'main');
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('a file with at most so many lines', () => {
  it('is counted in the commit, not in the work tree, and told with what was seen', async () => {
    const spec = { kind: 'lines', file: 'src/core.py', maximum: 300 } as const;
    expect(await ground.look(spec)).toEqual({
      verdict: 'fails',
      text: `src/core.py at main (${first.slice(0, 7)}) has 400 lines; at most 300 are asked for.`,
      facts: { commit: first, lines: 400 },
    });
    expect(await ground.look({ ...spec, at: 'feature/split' })).toMatchObject({
      verdict: 'holds',
      facts: { lines: 250 },
    });
  });

  it('is none where the file or the commit is not there', async () => {
    expect(await ground.look({ kind: 'lines', file: 'src/none.py', maximum: 1 })).toMatchObject({
      verdict: 'fails',
      text: `There is no src/none.py at main (${first.slice(0, 7)}).`,
    });
    expect(
      await ground.look({ kind: 'lines', file: 'README.md', maximum: 1, at: 'feature/none' }),
    ).toMatchObject({ verdict: 'fails', text: 'There is no branch or commit feature/none.' });
  });
});

describe('a commit that touches files', () => {
  it('has to be on a branch and to change each of them, folders included', async () => {
    const tip = ground.example.git('rev-parse', 'feature/split');
    const look = (files: string[]) => ground.look({ kind: 'commit', commit: tip, files });
    expect(await look(['src/core.py', 'src/parts'])).toMatchObject({
      verdict: 'holds',
      text: `Commit ${tip.slice(0, 7)} on feature/split touches src/core.py, src/parts.`,
    });
    expect(await look(['README.md', 'src/core.py'])).toMatchObject({
      verdict: 'fails',
      text: `Commit ${tip.slice(0, 7)} does not touch README.md.`,
    });
    expect(await ground.look({ kind: 'commit', commit: 'f'.repeat(40) })).toMatchObject({ verdict: 'fails' });
  });

  it('answers for the files of its task where it names none', async () => {
    const looked = await ground.look({ kind: 'commit', commit: 'feature/split' }, { files: ['README.md'] });
    expect(looked.verdict).toBe('fails');
  });

  it('is no work on a task that was claimed after it was in the base', async () => {
    const at = 'feature/split';
    const tip = ground.example.git('rev-parse', at);
    expect(await ground.look({ kind: 'commit', commit: first }, { claimedAt: first })).toMatchObject({
      verdict: 'fails',
      text: `Commit ${first.slice(0, 7)} was in the base before the task was claimed.`,
    });
    expect((await ground.look({ kind: 'commit', commit: tip }, { claimedAt: first })).verdict).toBe('holds');
    expect((await ground.look({ kind: 'merged', branch: at, into: at }, { claimedAt: tip })).verdict).toBe(
      'fails',
    );
    const checkedOut = ['HEAD', 'head', 'main-worktree/HEAD', 'worktrees/w-1/HEAD', 'ORIG_HEAD'];
    for (const commit of [...checkedOut, 'worktrees/w-1/refs/bisect/bad', '@', 'main@{1}'])
      await expect(ground.look({ kind: 'commit', commit })).rejects.toThrow(
        /not what is checked out somewhere/,
      );
  });

  it('counts no more once no branch has it', async () => {
    const { git } = ground.example;
    git('checkout', '--quiet', '-b', 'feature/gone', 'main');
    const commit = await ground.commit({ 'gone.py': lines(1) });
    const spec = { kind: 'commit', commit: 'feature/gone' } as const;
    const before = await ground.look(spec);
    expect(before.verdict).toBe('holds');
    git('reset', '--quiet', '--hard', 'main');
    await ground.commit({ 'gone.py': lines(2) });
    git('checkout', '--quiet', 'main');
    expect(await ground.look(spec, { before, isFinal: true })).toMatchObject({
      verdict: 'fails',
      text: `Commit ${commit.slice(0, 7)} is on no branch: it was never pushed here, or was rewritten since.`,
    });
  });
});

describe('evidence at a branch that was rewritten since', () => {
  it('fails when points depend on it, and holds where the branch only went on', async () => {
    const { git } = ground.example;
    git('checkout', '--quiet', '-b', 'feature/moving', 'main');
    await ground.commit({ 'moving.py': lines(3) });
    const spec = { kind: 'lines', file: 'moving.py', maximum: 5, at: 'feature/moving' } as const;
    const before = await ground.look(spec);
    await ground.commit({ 'moving.py': lines(4) });
    expect(await ground.look(spec, { before, isFinal: true })).toMatchObject({
      verdict: 'holds',
      facts: { lines: 4 },
    });
    git('reset', '--quiet', '--hard', 'main');
    await ground.commit({ 'moving.py': lines(2) });
    git('checkout', '--quiet', 'main');
    expect((await ground.look(spec, { before, isFinal: true })).text).toMatch(
      /^feature\/moving was rewritten since it was looked at: it was at [0-9a-f]{7} and is at [0-9a-f]{7}\.$/,
    );
    expect((await ground.look(spec, { before })).verdict).toBe('holds');
  });
});

describe('a branch that is merged', () => {
  it('is found merged, squashed or deleted after it, and not before', async () => {
    const { git } = ground.example;
    git('checkout', '--quiet', '-b', 'feature/small', 'main');
    await ground.commit({ 'small.py': lines(2) });
    await ground.commit({ 'small.py': lines(3) });
    git('checkout', '--quiet', 'main');
    const spec = { kind: 'merged', branch: 'feature/small' } as const;
    expect(await ground.look(spec)).toMatchObject({ verdict: 'fails', text: expect.stringMatching(/lacks/) });
    git('merge', '--quiet', '--squash', 'feature/small');
    const commit = await ground.commit({});
    const before = await ground.look(spec);
    expect(before).toMatchObject({ verdict: 'holds', facts: { how: 'patch', into: commit } });
    git('branch', '--quiet', '-D', 'feature/small');
    expect((await ground.look(spec, { before, isFinal: true })).verdict).toBe('holds');
    git('reset', '--quiet', '--hard', 'HEAD~1');
    expect((await ground.look(spec, { before, isFinal: true })).verdict).toBe('fails');
  });
});

describe('what cannot be looked at', () => {
  it('is unknown after its time, and says so', async () => {
    await using hurried = await EvidenceGround.start(0);
    expect(await hurried.look({ kind: 'merged', branch: 'main' })).toMatchObject({
      verdict: 'unknown',
      text: 'It could not be looked at: it took longer than 0 s.',
    });
  });
});
