import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStatus } from '../../../server/analysis/agentStatus/readStatus.ts';
import { likelyText, statusText } from './arbitraryStatus.ts';

const written = new Date('2026-11-21T08:00:00.000Z');
const read = (value: unknown) => readStatus(JSON.stringify(value, null, 2), written);

const fullText = `\uFEFF{
  "agent_id": "Agent-3", "agent_name": "Scout", "role": "Surveyor", "team": "Realtime",
  "status": "ACTIVE_AGENT_MODE", "current_phase": "TASK_EXECUTION", "mission_priority": "CRITICAL - P0",
  "current_mission": "Survey\\nthe docs", "waiting_for": "none", "git_branch": "feature/realtime/scout",
  "last_updated": "2026-11-21T08:00:00Z", "usage": { "total_tokens": 1200, "cost_usd": 0.5 }
}`;

describe('a status file', () => {
  it('gives all that is known of an agent, with or without a BOM', () => {
    expect(readStatus(fullText, written)).toEqual({
      id: 'Agent-3',
      name: 'Scout',
      role: 'Surveyor',
      team: 'Realtime',
      mission: 'Survey the docs',
      phase: 'TASK_EXECUTION',
      priority: { reported: 'CRITICAL - P0', level: 'urgent' },
      reported: 'ACTIVE_AGENT_MODE',
      state: 'active',
      spellings: ['ACTIVE_AGENT_MODE'],
      waitingFor: null,
      blockers: [],
      branch: 'feature/realtime/scout',
      worktree: null,
      currentTasks: [],
      completedTasks: [],
      nextActions: [],
      points: null,
      usage: { tokens: 1200, cost: 0.5, seconds: null },
      claimedAt: written,
      seenAt: written,
      problems: [],
      problem: null,
      damaged: false,
      unreadable: false,
    });
  });

  it.each([
    [{ status: 'ACTIVE', fsm_state: 'BLOCKED' }, 'blocked'],
    [{ status: 'OPERATIONAL', fsm_state: { current_state: 'process', since: 'x' } }, 'process'],
    [{ status: 'done', fsm_state: 'QUANTUM' }, 'complete'],
    [{ fsm_state: ['x'], status: { state: 'end' } }, 'end'],
    [{ agentStatus: 'notStarted' }, 'start'],
    [{ status: 'Vibing' }, null],
    [{ status: 7, blockers: 3, points_earned: {} }, null],
    [{}, null],
  ])('%j is %s', (fields, state) => {
    expect(read(fields)).toMatchObject({ state, problem: null });
  });

  it.each([
    [
      ['needs a key', { issue: 'CI is red' }, '', 'None'],
      ['needs a key', 'CI is red'],
    ],
    [{ ci: 'red', docs: { description: 'missing' } }, ['ci: red', 'docs: missing']],
    [3, ['3 blockers']],
    ['1', ['1 blocker']],
    [0, []],
    ['waiting for review', ['waiting for review']],
    ['None', []],
    [true, ['blocked']],
    [false, []],
    [null, []],
    [[], []],
  ])('with the blockers %j is blocked by %j', (blockers, words) => {
    expect(read({ blockers }).blockers).toEqual(words);
  });

  it.each([
    [1250, { name: 'points_earned', value: 1250, line: 2 }, []],
    ['1,250 pts', { name: 'points_earned', value: 1250, line: 2 }, []],
    [
      { total: 500, cleanup: 300, docs: '200' },
      { name: 'total', value: 500, line: 3 },
      [
        { name: 'cleanup', value: 300, line: 4 },
        { name: 'docs', value: 200, line: 5 },
      ],
    ],
    [{ cleanup: 300 }, null, [{ name: 'cleanup', value: 300, line: 3 }]],
  ])('gives the points %j with their lines', (points_earned, total, parts) => {
    expect(read({ points_earned }).points).toEqual({ total, parts });
  });

  it.each(['many', {}, [], null, ['1']])('has no points where it says %j', (points_earned) => {
    expect(read({ points_earned }).points).toBeNull();
  });

  it('gives tasks as words, as objects, by name, or the one that stands alone', () => {
    const tasks = ['Write docs', { id: 7, task: 'Fix CI', status: 'OPEN', points: 50 }, 3, null, ''];
    const status = read({ current_tasks: tasks, completed_tasks: { docs: 'DONE' }, next_actions: 'Rest' });
    expect(status.currentTasks).toEqual([
      { title: 'Write docs', id: null, reported: null, points: null, line: 3 },
      { title: 'Fix CI', id: '7', reported: 'OPEN', points: 50, line: 4 },
    ]);
    expect(status.completedTasks).toMatchObject([{ title: 'docs', reported: 'DONE' }]);
    expect(status.nextActions).toMatchObject([{ title: 'Rest' }]);
  });

  it('takes the most usual of several names of a field, whatever their order', () => {
    expect(read({ mission: 'old', current_mission: 'new', Mission: 'other' }).mission).toBe('new');
  });

  it('cuts long words and takes control characters out of them', () => {
    expect(read({ agent_name: `a\u001b[31m\u202eb${'x'.repeat(1000)}` }).name).toMatch(/^a \[31m bx{490,}$/);
    expect(read({ agent_name: 'x'.repeat(1000) }).name).toHaveLength(500);
  });
});

describe('a status file that is no JSON', () => {
  it('gives what can be read, and a sentence with the place of the first damage', () => {
    const text = '{\n "agent_name": "Scout"\n "status": "ACTIVE",\n "current_mission": "Survey the';
    expect(readStatus(text, written)).toMatchObject({
      name: 'Scout',
      state: 'active',
      mission: 'Survey the',
      problem: 'status.json line 2, column 23: a comma is missing',
      damaged: true,
      unreadable: false,
    });
  });

  it('with a merge conflict is read as the side that is checked out', () => {
    const text =
      '{\n<<<<<<< HEAD\n "status": "ACTIVE"\n||||||| base\n "status": "X"\n=======\n "status": "END"\n>>>>>>> x\n}';
    const status = readStatus(text, written);
    expect(status).toMatchObject({ state: 'active', damaged: true });
    expect(status.problem).toBe(
      'status.json line 2, column 1: there are conflict markers of git; the side of HEAD is read',
    );
  });

  it('with a second object is read as the first', () => {
    expect(readStatus('{"status": "ACTIVE"}\n{"status": "END"}', written)).toMatchObject({
      state: 'active',
      problem: 'status.json line 2, column 1: a second object follows the first; the first is read',
    });
  });

  it.each([
    ['', 'line 1, column 1: the file is empty'],
    ['[1]', 'line 1, column 1: an object is expected'],
    ['All systems operational.', 'line 1, column 1: an object is expected'],
    ['null', 'line 1, column 1: an object is expected'],
  ])('%j is unreadable: %s', (text, problem) => {
    expect(readStatus(text, written)).toMatchObject({
      problem: `status.json ${problem}`,
      unreadable: true,
      seenAt: written,
    });
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.oneof(likelyText, statusText), (text) => {
        const { state, problem, problems, unreadable, damaged } = readStatus(text, written);
        expect(unreadable && (state !== null || problem === null || !damaged)).toBe(false);
        expect(problem === null).toBe(problems.length === 0);
      }),
    );
  });
});

describe('last_updated', () => {
  it.each(['2026-11-21T08:30:00Z', '2026-11-21T05:00:00Z'])(
    'that contradicts the time the file was written (%s) is told, and the file’s own time counts',
    (last_updated) => {
      const status = readStatus(`{\n  "last_updated": "${last_updated}"\n}`, written);
      expect(status).toMatchObject({ seenAt: written, claimedAt: new Date(last_updated), unreadable: false });
      expect(status.problem).toMatch(
        /^status\.json line 2, column 3: last_updated says .* the file's own time is used$/,
      );
    },
  );

  it('a moment before the file was written is believed', () => {
    const seenAt = new Date('2026-11-21T07:59:40Z');
    expect(read({ last_updated: '2026-11-21T07:59:40Z' })).toMatchObject({ seenAt, problem: null });
  });

  it('in free words counts as none', () => {
    expect(read({ last_updated: 'just now' })).toMatchObject({ seenAt: written, claimedAt: null });
  });
});
