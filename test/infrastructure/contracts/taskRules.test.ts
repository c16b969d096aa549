import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shortEnough, TaskGround } from './taskGround.ts';

let ground: TaskGround;

beforeAll(async () => {
  ground = await TaskGround.start();
});
beforeEach(() => ground.open());
afterAll(() => ground[Symbol.asyncDispose]());

const contract = () => ground.subjects.rows.get('contracts', ground.contract);
const because = { reason: 'because' };

describe('the worker of a task', () => {
  it('verifies, accepts, credits and resolves nothing of its own, in whatever spelling', async () => {
    const { subjects } = ground;
    await ground.verified('T-1');
    const meta = { actor: 'AGENT 1' };
    await expect(ground.credit('T-1', meta)).rejects.toMatchObject({
      code: 'not-allowed',
      message: 'AGENT 1 cannot credit its own work; somebody else has to.',
    });
    await expect(subjects.call('verifyTask', ground.named('T-1'), meta)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await ground.add('T-2', { points: 10 });
    await ground.claim('T-2', 'Agent-1');
    await ground.submit('T-2', { kind: 'lines', file: 'core.py', maximum: 1 });
    await ground.looked('T-2');
    await expect(
      subjects.call('acceptTask', { ...ground.named('T-2'), body: because }, meta),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await subjects.call('disputeTask', { ...ground.named('T-1'), body: because });
    const body = { ...because, outcome: 'upheld' as const };
    await expect(subjects.call('resolveTask', { ...ground.named('T-1'), body }, meta)).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('is the only agent that hands it in or gives it back; people may do so too', async () => {
    await ground.add('T-1');
    await ground.claim('T-1', 'Agent-1');
    const release = (actor: string, role: 'agent' | 'operator') =>
      ground.subjects.call(
        'releaseTask',
        { ...ground.named('T-1'), body: { failed: false } },
        { actor, role },
      );
    await expect(release('Agent-2', 'agent')).rejects.toMatchObject({
      code: 'not-allowed',
      message: `Agent-2 does not work on ${ground.contract}/T-1; Agent-1 has it.`,
    });
    expect((await release('ada', 'operator')).stage).toBe('open');
  });

  it('of an earlier attempt or under an older lease is refused', async () => {
    await ground.add('T-1');
    await ground.claim('T-1', 'Agent-1', { fence: 7 });
    await ground.subjects.call('releaseTask', { ...ground.named('T-1'), body: { failed: false } });
    expect(await ground.claim('T-1', 'Agent-2', { fence: 9 })).toMatchObject({ attempt: 2, fence: 9 });
    const submit = (seen: { attempt?: number; fence?: number }) =>
      ground.subjects.call('submitTask', {
        ...ground.named('T-1'),
        body: { evidence: [shortEnough], ...seen },
      });
    const outdated = {
      code: 'conflict',
      message: `${ground.contract}/T-1 went on since: Agent-2 has it now, at attempt 2.`,
    };
    await expect(submit({ attempt: 1 })).rejects.toMatchObject(outdated);
    await expect(submit({ fence: 7 })).rejects.toMatchObject(outdated);
    expect((await submit({ attempt: 2, fence: 9 })).stage).toBe('verifying');
  });

  it('asks and waits; somebody else answers', async () => {
    await ground.add('T-1');
    await ground.claim('T-1', 'Agent-1');
    const body = { question: 'Which of the two?' };
    expect(await ground.subjects.call('askTask', { ...ground.named('T-1'), body })).toMatchObject({
      state: 'input-required',
      stage: 'asking',
      note: 'Which of the two?',
    });
    const answer = { ...ground.named('T-1'), body: { reason: 'The first' } };
    await expect(ground.subjects.call('answerTask', answer, { actor: 'agent-1' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await ground.subjects.call('answerTask', answer)).toMatchObject({
      state: 'working',
      note: 'The first',
    });
  });
});

describe('points of a task', () => {
  it('are held while it is contested, and go to the agent or back to the contract', async () => {
    const { subjects } = ground;
    await ground.verified('T-1');
    await ground.credit('T-1');
    const dispute = () => subjects.call('disputeTask', { ...ground.named('T-1'), body: because });
    const resolve = (outcome: 'upheld' | 'overturned') =>
      subjects.call('resolveTask', { ...ground.named('T-1'), body: { ...because, outcome } });
    expect(await dispute()).toMatchObject({ disputed: true, credited: false, state: 'input-required' });
    expect(contract()).toMatchObject({ credited: 0, held: 60, remaining: 40 });
    expect(await resolve('upheld')).toMatchObject({ credited: true });
    expect(contract()).toMatchObject({ credited: 60, held: 0 });
    await dispute();
    expect(await resolve('overturned')).toMatchObject({ state: 'rejected', credited: false });
    expect(contract()).toMatchObject({ credited: 0, remaining: 100, credits: [{ reversed: true }] });
    expect(await subjects.call('leaderboard', { query: { contract: ground.contract } })).toMatchObject({
      total: 0,
    });
  });

  it('are taken back by an entry of their own; the one before stays as it was', async () => {
    const { subjects } = ground;
    await ground.verified('T-1');
    await ground.credit('T-1');
    const params = { contract: ground.contract };
    const entries = () => subjects.call('contractEntries', { params, query: { after: 0, limit: 100 } });
    const before = await entries();
    expect(await subjects.call('reverseTask', { ...ground.named('T-1'), body: because })).toMatchObject({
      state: 'rejected',
    });
    const after = await entries();
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toMatchObject({
      type: 'task.reversed',
      task: 'T-1',
      agent: 'Agent-1',
      reason: 'because',
      postings: [
        { account: 'earned/Agent-1', points: -60 },
        { account: `budget/${ground.contract}`, points: 60 },
      ],
    });
    expect(await subjects.call('contractBalances', { params })).toMatchObject({ sum: 0 });
  });

  it('are refused where the budget holds them for others, and told', async () => {
    await ground.add('T-1');
    await ground.add('T-2');
    await ground.claim('T-1', 'Agent-1');
    await expect(ground.claim('T-2', 'Agent-2')).rejects.toMatchObject({
      code: 'over-budget',
      message: `${ground.contract} has 40 of 100 points left, 60 are held for tasks under way; 60 are too many.`,
    });
    expect(contract()?.problem).toBe(`${ground.contract} has tasks worth 120 points and a budget of 100`);
    await expect(ground.add('T-3', { points: 101 })).rejects.toMatchObject({
      message: `${ground.contract}/T-3 is worth 101 points; all of ${ground.contract} is 100.`,
    });
  });
});

describe('a contract', () => {
  it('that is closed, due or for others lets nothing be claimed, with a sentence', async () => {
    const { subjects } = ground;
    const params = { contract: ground.contract };
    await ground.add('T-1');
    const amend = (body: object) => subjects.call('amendContract', { params, body: { ...because, ...body } });
    await amend({ parties: ['Agent-2'] });
    await expect(ground.claim('T-1', 'Agent-1')).rejects.toMatchObject({
      message: `${ground.contract} is for Agent-2; Agent-1 is none of them.`,
    });
    await amend({ parties: [], deadline: '2026-01-01T00:00:00.000Z' });
    await expect(ground.claim('T-1', 'Agent-1')).rejects.toMatchObject({
      message: expect.stringMatching(/^C-\d+ was due by 2026-01-01.*: amend its deadline/),
    });
    expect(contract()?.problem).toBe(
      `${ground.contract} was due by 2026-01-01 00:00 UTC; 1 task is not credited`,
    );
    await amend({ deadline: null });
    await ground.claim('T-1', 'Agent-1');
    await expect(subjects.call('closeContract', { params, body: because })).rejects.toMatchObject({
      message: `Points of ${ground.contract} are held for T-1: release, credit or cancel them first.`,
    });
    await subjects.call('cancelTask', { ...ground.named('T-1'), body: { ...because, as: 'canceled' } });
    expect((await subjects.call('closeContract', { params, body: because })).closed).toBe('because');
    await expect(ground.add('T-2')).rejects.toMatchObject({
      message: `${ground.contract} is closed: because`,
    });
    await expect(amend({ total: 1 })).resolves.toMatchObject({ total: 1 });
  });
});
