import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';
import { SubjectGround } from '../../subjectGround.ts';

let example: ExampleRepository;
let ground: SubjectGround;

/** Twenty lines of which some are other ones. */
function lines(changed: Readonly<Record<number, string>> = {}): string {
  return Array.from({ length: 20 }, (_, index) => `${changed[index + 1] ?? `line ${index + 1}`}\n`).join('');
}

/** Makes a branch of main with one commit. */
async function branch(name: string, file: string, text: string): Promise<string> {
  example.git('checkout', '--quiet', '-b', name, 'main');
  const commit = await example.commit(file, text);
  example.git('checkout', '--quiet', 'main');
  return commit;
}

beforeEach(async () => {
  example = await makeRepository();
  await example.commit('app.py', lines());
  await branch('one', 'app.py', lines({ 5: 'one' }));
  await branch('two', 'app.py', lines({ 5: 'two' }));
  await branch('three', 'app.py', lines({ 15: 'three' }));
  ground = await SubjectGround.start(example.folder);
});
afterEach(async () => {
  await ground.close();
  await example.remove();
});

/** Waits until the pairs that conflict are these. */
async function conflicting(...ids: string[]): Promise<void> {
  const reached = Promise.withResolvers<void>();
  const wanted = ids.toSorted().join();
  const present = () =>
    ground.rows
      .list('conflicts')
      .map(({ id }) => id)
      .sort()
      .join();
  const end = ground.rows.onChanged(() => present() === wanted && reached.resolve());
  if (present() !== wanted) await reached.promise;
  end();
}

/** What the log says of a pair, once it has said so often that there are so many events. */
async function logged(id: string, count: number): Promise<unknown[]> {
  const reached = Promise.withResolvers<void>();
  const events = async () =>
    (await ground.temporary.log.read(0, 1000)).filter(({ stream }) => stream === `conflict/${id}`);
  const check = () => void events().then(({ length }) => length >= count && reached.resolve());
  const end = ground.commands.onCommitted(check);
  check();
  await reached.promise;
  end();
  return (await events()).map(({ type, data }) => [type, data['reason'] ?? data['files']]);
}

describe('the conflict forecast', () => {
  it('names every pair of active branches that would conflict, with its files', async () => {
    await conflicting('one two');
    const matrix = await ground.call('conflictMatrix');
    expect({ ...matrix, branches: matrix.branches.toSorted() }).toEqual({
      state: 'complete',
      base: 'main',
      branches: ['main', 'one', 'three', 'two'],
      leftOut: { merged: 0, inactive: 0, overLimit: 0 },
      pairs: [{ id: 'one two', a: 'one', b: 'two', base: false, files: ['app.py'], omitted: 0 }],
      computing: [],
      unknown: [],
    });
  });

  it('follows a branch that moves, the base that moves, and a branch that goes', async () => {
    await conflicting('one two');
    example.git('checkout', '--quiet', 'three');
    await example.commit('app.py', lines({ 5: 'three' }));
    await conflicting('one three', 'one two', 'three two');
    example.git('checkout', '--quiet', 'main');
    await example.commit('app.py', lines({ 5: 'main' }));
    await conflicting('main one', 'main three', 'main two', 'one three', 'one two', 'three two');
    expect((await ground.call('conflictMatrix', { query: { branch: 'main' } })).pairs).toHaveLength(3);
    example.git('branch', '--quiet', '-D', 'one', 'two');
    await conflicting('main three');
  });

  it('records in the log that a conflict appeared and that it is gone, each once, also after a restart', async () => {
    expect(await logged('one two', 1)).toEqual([['conflict.appeared', ['app.py']]]);
    example.git('commit', '--quiet', '--allow-empty', '--message=x');
    await ground.restart();
    await conflicting('one two');
    example.git('branch', '--force', 'two', 'one');
    await conflicting();
    expect(await logged('one two', 2)).toEqual([
      ['conflict.appeared', ['app.py']],
      ['conflict.gone', 'resolved'],
    ]);
  });

  it('says in the log why a conflict is gone', async () => {
    await branch('four', 'app.py', lines({ 5: 'four' }));
    await conflicting('four one', 'four two', 'one two');
    await logged('four two', 1);
    example.git('branch', '--quiet', '-D', 'four');
    await conflicting('one two');
    expect((await logged('four one', 2)).at(-1)).toEqual(['conflict.gone', 'deleted']);
    example.git('merge', '--quiet', 'two');
    await conflicting('main one');
    expect((await logged('one two', 2)).at(-1)).toEqual(['conflict.gone', 'merged']);
  });

  it('leaves out merged and old branches and says so where one is asked for', async () => {
    example.git('branch', 'merged', 'main');
    await ground.write('swarm.json', { branches: { activeDays: 1 } });
    await ground.row('branches', 'merged', (row) => row?.ahead === 0);
    const asked = (name: string) => ground.call('conflictMatrix', { query: { branch: name } });
    await expect(asked('merged')).rejects.toMatchObject({
      code: 'not-found',
      message: 'The branch "merged" is not compared with others: it is merged into the base.',
    });
    await expect(asked('nobody')).rejects.toThrow('There is no branch "nobody".');
  });

  it('tells the lines of both sides that conflict', async () => {
    example.git('checkout', '--quiet', 'two');
    await example.commit('app.py', `new\n${lines({ 5: 'two', 6: 'and' })}`);
    const reached = await ground.row('branches', 'two', (row) => row?.ahead === 2);
    expect(reached?.name).toBe('two');
    expect(await ground.call('conflictHunks', { query: { a: 'one', b: 'two' } })).toEqual({
      a: 'one',
      b: 'two',
      files: [
        {
          path: 'app.py',
          sides: {
            a: { path: 'app.py', blob: example.git('rev-parse', 'one:app.py') },
            b: { path: 'app.py', blob: example.git('rev-parse', 'two:app.py') },
          },
          hunks: [{ a: { start: 5, count: 2 }, b: { start: 6, count: 2 } }],
          why: null,
        },
      ],
    });
  });

  it('tells under which name each side has a file that conflicts, and which side has none', async () => {
    example.git('checkout', '--quiet', '-b', 'moved', 'main');
    example.git('mv', 'app.py', 'main.py');
    await example.commit('main.py', lines({ 5: 'moved' }));
    example.git('checkout', '--quiet', '-b', 'gone', 'main');
    example.git('rm', '--quiet', 'app.py');
    example.git('commit', '--quiet', '--message', 'Remove');
    example.git('checkout', '--quiet', 'main');
    await ground.row('branches', 'gone', (row) => row?.ahead === 1);
    const sides = async (a: string, b: string) =>
      (await ground.call('conflictHunks', { query: { a, b } })).files.map((file) => [
        file.sides.a?.path,
        file.sides.b?.path,
      ]);
    expect(await sides('moved', 'one')).toEqual([['main.py', 'app.py']]);
    expect(await sides('gone', 'one')).toEqual([[undefined, 'app.py']]);
  });
});
