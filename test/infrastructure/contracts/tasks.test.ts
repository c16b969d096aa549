import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contractSubject } from '../../../server/infrastructure/contracts/contractSubject.ts';
import { shortEnough, TaskGround } from './taskGround.ts';

let ground: TaskGround;

beforeEach(async () => {
  ground = await TaskGround.start();
});
afterEach(() => ground[Symbol.asyncDispose]());

const contract = () => ground.subjects.rows.get('contracts', 'C-1');

describe('a task', () => {
  it('goes from the pool over what the service sees to its credit, and its points with it', async () => {
    const added = await ground.add('T-1', { proof: [shortEnough] });
    expect(added).toMatchObject({ id: 'C-1/T-1', proof: ['core.py has at most 300 lines'] });
    expect(added).toMatchObject({ state: 'submitted', stage: 'open', assignee: null, attempt: 0 });
    const anyway = 'The proof holds before the work, which is what is looked at here';
    const claimed = await ground.claim('T-1', 'Agent-1', { anyway });
    expect(claimed).toMatchObject({ state: 'working', assignee: 'Agent-1' });
    expect(contract()).toMatchObject({ remaining: 40, held: 60, credited: 0, scope: 60 });
    ground.example.git('checkout', '--quiet', '-b', 'feature/split');
    const commit = await ground.example.commit('parts.py', 'x = 1\n');
    const touched = 'on feature/split touches parts.py';
    const submitted = await ground.submit('T-1', { kind: 'commit', commit });
    expect(submitted).toMatchObject({ stage: 'verifying', evidence: [{ verdict: 'pending' }, {}] });
    expect(await ground.looked('T-1')).toMatchObject({
      state: 'completed',
      stage: 'verified',
      credited: false,
      evidence: [
        { kind: 'lines', verdict: 'holds', text: expect.stringContaining('has 250 lines') },
        { kind: 'commit', verdict: 'holds', text: expect.stringContaining(touched) },
      ],
    });
    const credited = await ground.credit('T-1');
    expect(credited).toMatchObject({ stage: 'credited', credited: true, state: 'completed', note: null });
    expect(contract()).toMatchObject({ remaining: 40, held: 0, credited: 60 });
    expect(contract()?.credits).toMatchObject([{ agent: 'Agent-1', points: 60, actor: 'ada', task: 'T-1' }]);
  });

  it('that is credited stays so over a restart, and is credited no second time', async () => {
    await ground.verified('T-1');
    await ground.credit('T-1');
    await expect(ground.credit('T-1')).rejects.toMatchObject({ code: 'invalid-transition' });
    const rows = ground.subjects.rows.list('tasks');
    await ground.subjects.restart();
    expect(ground.subjects.rows.list('tasks')).toEqual(rows);
  });

  it('is claimed by exactly one of two agents that ask in the same millisecond; the other is told who has it', async () => {
    await ground.add('T-1');
    const [first, second] = await Promise.allSettled([
      ground.claim('T-1', 'Agent-1'),
      ground.claim('T-1', 'Agent-2'),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { assignee: 'Agent-1' } });
    expect(second).toMatchObject({
      status: 'rejected',
      reason: { code: 'conflict', message: 'Agent-1 has C-1/T-1.' },
    });
    expect((await ground.claim('T-1', 'Agent-1')).attempt).toBe(1);
  });

  it('tells who credits that its commit was credited for another one, and that its proof is older than the work', async () => {
    ground.example.git('checkout', '--quiet', '-b', 'feature/both');
    await ground.example.commit('parts.py', 'x = 1\n');
    const commit = { kind: 'commit', commit: 'feature/both' } as const;
    for (const task of ['T-1', 'T-2']) {
      await ground.add(task, { points: 10 });
      await ground.claim(task, 'Agent-1');
      await ground.submit(task, commit, shortEnough);
      await ground.looked(task);
      await ground.credit(task);
    }
    const texts = ground.subjects.rows.get('tasks', 'C-1/T-2')?.evidence.map(({ text }) => text);
    expect(texts).toEqual([
      expect.stringMatching(/touches parts\.py\. T-1 was credited for it already\.$/),
      expect.stringMatching(/are asked for\. It was so before the task was claimed\.$/),
    ]);
  });

  it('waits for a person where its evidence does not hold, and is credited once it is accepted with a reason', async () => {
    await ground.add('T-1');
    await ground.claim('T-1', 'Agent-1');
    await ground.submit('T-1', { kind: 'lines', file: 'core.py', maximum: 100 });
    expect(await ground.looked('T-1')).toMatchObject({ state: 'input-required', stage: 'unproven' });
    await expect(ground.credit('T-1')).rejects.toMatchObject({
      message: 'C-1/T-1 is unproven and cannot be credited.',
    });
    const body = { reason: 'Generated code counts double' };
    expect(await ground.subjects.call('acceptTask', { ...ground.named('T-1'), body })).toMatchObject({
      stage: 'verified',
      evidence: [{ verdict: 'fails' }, { kind: 'accepted', text: 'Generated code counts double' }],
    });
    expect((await ground.credit('T-1')).credited).toBe(true);
  });

  it('is not credited where the commit is gone that was seen before', async () => {
    const { git, commit } = ground.example;
    git('checkout', '--quiet', '-b', 'feature/x');
    const seen = await commit('short.py', 'x = 1\n');
    await ground.add('T-1');
    await ground.claim('T-1', 'Agent-1');
    await ground.submit('T-1', { kind: 'commit', commit: 'feature/x' });
    expect((await ground.looked('T-1')).stage).toBe('verified');
    git('reset', '--quiet', '--hard', 'main');
    expect(await ground.credit('T-1')).toMatchObject({
      stage: 'unproven',
      credited: false,
      note: `Not credited: Commit ${seen.slice(0, 7)} is on no branch: it was never pushed here, or was rewritten since.`,
    });
    expect(contract()).toMatchObject({ credited: 0, held: 60 });
  });

  it('whose credit a crash interrupted is credited at the next start, exactly once', async () => {
    await ground.verified('T-1');
    const asked = { type: 'task.credit-asked', data: { task: 'T-1' } };
    await ground.subjects.commands.execute(contractSubject, 'C-1', () => [asked], { actor: 'grace' });
    for (const _ of [1, 2]) {
      await ground.subjects.restart();
      await ground.subjects.row('tasks', 'C-1/T-1', (row) => row?.credited === true);
    }
    expect(contract()).toMatchObject({ credited: 60, credits: [{ actor: 'grace' }] });
    const types = await ground.subjects.eventTypes('contract/C-1');
    expect(types.filter((type) => type === 'task.credited')).toHaveLength(1);
  });

  it('whose evidence nobody had looked at when the service died is looked at by the next one', async () => {
    await ground.add('T-1');
    await ground.claim('T-1', 'Agent-1');
    const handedIn = {
      type: 'task.submitted',
      data: { task: 'T-1', agent: 'Agent-1', evidence: [shortEnough] },
    };
    await ground.subjects.commands.execute(contractSubject, 'C-1', () => [handedIn], { actor: 'Agent-1' });
    await ground.subjects.restart();
    expect((await ground.looked('T-1')).stage).toBe('verified');
  });

  it('is credited once however often the same request comes', async () => {
    await ground.verified('T-1');
    const meta = { actor: 'ada', idempotency: { key: 'k', requestHash: 'h' } };
    const rows = await Promise.all([ground.credit('T-1', meta), ground.credit('T-1', meta)]);
    expect(rows.map(({ credited }) => credited)).toEqual([true, true]);
    expect((await ground.credit('T-1', meta)).credited).toBe(true);
    expect(contract()?.credited).toBe(60);
  });
});
