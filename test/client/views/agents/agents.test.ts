import { describe, expect, it, vi } from 'vitest';
import { agentRow } from '../../../agentRow.ts';
import { leaseRow } from '../../../leaseRow.ts';
import { taskRow } from '../../../taskRow.ts';
import { snapshotWith } from '../../infrastructure/snapshotWith.ts';
import { fakeVsCode } from '../fakeVsCode.ts';

vi.mock('vscode', () => fakeVsCode);
const arrangement = await import('../../../../client/views/agents/agentArrangement.ts');
const { urgentTrait } = await import('../../../../client/views/agents/agentTraits.ts');
const { presentAgent } = await import('../../../../client/views/agents/agentPresentation.ts');
const nothingBelow = { isBusy: false, hasParts: false };
const { agentTooltip } = await import('../../../../client/views/agents/agentTooltip.ts');
const { agentsView } = await import('../../../../client/views/agents/agentsView.ts');
const { agentParts } = await import('../../../../client/views/agents/agentParts.ts');
const { relatedAgents } = await import('../../../../client/views/agents/agentRelations.ts');
const { LiveStore } = await import('../../../../client/infrastructure/liveStore.ts');
const { RowIndex } = await import('../../../../client/views/rowIndex.ts');

const { agentGrouping, defaultArrangement, parseArrangement, pinnedGroup } = arrangement;
const now = Date.parse('2026-11-21T08:05:00.000Z');

function arranged(changes: Partial<typeof defaultArrangement>, agents: ReturnType<typeof agentRow>[]) {
  const rows = new Map(agents.map((agent) => [agent.id, agent]));
  const index = new RowIndex(agentGrouping({ ...defaultArrangement, ...changes }));
  index.rebuild(rows);
  return [
    ...index.rowsIn([], rows),
    ...index.groupsIn([]).map((group) => [group, ...index.rowsIn([group], rows)].join(' ')),
  ];
}

describe('the arrangement of agents', () => {
  const agents = [
    agentRow('A-10', { team: 'ai', health: 'dead', score: { value: 10, parts: [] } }),
    agentRow('A-2', { team: 'ai', lastSeen: '2026-11-21T07:00:00.000Z' }),
    agentRow('B-1', { role: 'review', branch: 'feature/x', unread: 3 }),
    agentRow('C-1', { condition: 'ghost' }),
  ];

  it('is by team, by role where there is none, and in the order a person counts', () => {
    expect(arranged({}, agents)).toEqual(['ai A-2 A-10', 'review B-1', '~ C-1']);
    expect(arranged({ group: 'health' }, agents)).toEqual(['dead A-10', 'fresh A-2 B-1 C-1']);
    expect(arranged({ group: 'condition' }, agents)).toEqual(['ghost C-1', 'working A-2 A-10 B-1']);
  });

  it('puts what is pinned above all groups, and what is urgent, silent or low first where asked', () => {
    expect(arranged({ pinned: ['B-1'] }, agents)[0]).toBe(`${pinnedGroup} B-1`);
    expect(arranged({ group: 'none', sort: 'urgency' }, agents).slice(0, 2)).toEqual(['C-1', 'A-10']);
    expect(arranged({ group: 'none', sort: 'silence' }, agents)[0]).toBe('A-2');
    expect(arranged({ group: 'none', sort: 'score' }, agents)[0]).toBe('A-10');
  });

  it('leaves out what has not all words, or none of the traits', () => {
    expect(arranged({ text: 'FEATURE b-1' }, agents)).toEqual(['review B-1']);
    expect(arranged({ text: 'feature elsewhere' }, agents)).toEqual([]);
    expect(arranged({ traits: ['dead', 'unread'] }, agents)).toEqual(['ai A-10', 'review B-1']);
  });

  it('is taken from what was kept as far as it is understood', () => {
    expect(parseArrangement(null)).toEqual(defaultArrangement);
    const kept = { text: ' x ', traits: ['dead', 'sleepy'], sort: 7, group: 'role', pinned: ['A', 4] };
    const expected = { text: 'x', traits: ['dead'], sort: 'name', group: 'role', pinned: ['A'] };
    expect(parseArrangement(kept)).toEqual(expected);
  });
});

it('a group that is too large to be drawn at once begins folded', () => {
  const view = agentsView({ current: defaultArrangement });
  const group = (count: number) => view.presentGroup(['ai'], count, new LiveStore()).children;
  expect([group(200), group(201)]).toEqual([undefined, 'collapsed']);
});

describe('the row of an agent', () => {
  it('says what is wrong before anything else', () => {
    const agent = agentRow('A', {
      state: 'blocked',
      condition: 'waiting-for-input',
      flags: ['blocked', 'looping'],
    });
    const { description, icon } = presentAgent(agent, now, nothingBelow);
    expect(description).toBe('waiting for input · looping · blocked · 5 min');
    expect(icon).toBe('debug-pause');
    expect(urgentTrait(agent)).toBe('blocked');
  });

  it('says once how long it has been silent', () => {
    const words = (health: 'late' | 'stale' | 'dead') =>
      presentAgent(agentRow('A', { health, flags: ['late'] }), now, nothingBelow).description;
    expect([words('late'), words('stale'), words('dead')]).toEqual([
      'late · active · 5 min',
      'stale · active · 5 min',
      'dead · active · 5 min',
    ]);
  });

  it('says of one that is well what it does, where, and since when it is heard', () => {
    const agent = agentRow('A', {
      lastSeen: new Date(now - 5_000).toISOString(),
      mission: 'Count ticks',
      branch: 'feature/x',
      contract: 'C-1',
      leases: 1,
      unread: 2,
    });
    expect(presentAgent(agent, now, { isBusy: false, hasParts: true })).toMatchObject({
      description: 'active · now · 2 unread · Count ticks · C-1 · feature/x · 1 lease',
      contextValue: 'agent.unread',
      children: 'collapsed',
    });
  });

  it('tells menus what can be opened and undone', () => {
    const kind = (changes: Parameters<typeof agentRow>[1]) =>
      presentAgent(agentRow('A', changes), now, nothingBelow);
    expect(kind({ file: 'a/status.json', worktree: '/w', draining: true }).contextValue).toBe(
      'agent.file.worktree.draining',
    );
    expect(kind({ quarantined: true }).contextValue).toBe('agent.quarantined');
    expect(kind({ unread: 2 }).contextValue).toBe('agent.unread');
    const busy = presentAgent(agentRow('A', {}), now, { isBusy: true, hasParts: true });
    expect(busy.contextValue).toBe('agent.busy');
  });

  it('has a tooltip with its evidence and the parts of its score', () => {
    const { value } = agentTooltip(
      agentRow('A', {
        evidence: [{ kind: 'process', text: 'pid 7 is gone', time: null }],
        score: { value: 60, parts: [{ name: 'health', points: -40, reason: 'It is dead.' }] },
        usage: { tokens: 1_200, cost: null, seconds: 90 },
      }),
    );
    for (const part of [
      'process: pid 7 is gone',
      'Score 60 of 100',
      'health -40: It is dead.',
      '1,200 tokens',
    ])
      expect(value).toContain(part);
  });
});

describe('what an agent has', () => {
  const store = new LiveStore();
  store.applySnapshot({
    ...snapshotWith([agentRow('A', { unread: 1, problem: 'Line 3: a comma is missing.', file: 'a.json' })]),
    leases: [leaseRow('1', { holder: 'A' }), leaseRow('2', { holder: 'B' })],
    tasks: [
      taskRow('C', 'T-1', { assignee: 'A', state: 'working', stage: 'claimed' }),
      taskRow('C', 'T-2', { assignee: 'A', state: 'completed', stage: 'credited' }),
    ],
  });

  it('stands below it: its problem, what it has not read, its tasks under way and its leases', () => {
    const agent = store.get('agents', 'A');
    const parts = agent ? agentParts(agent, store) : [];
    expect(parts.map(({ id }) => id)).toEqual(['problem', 'unread', 'task:C/T-1', 'lease:1']);
  });

  it('shows the agents anew that had a lease or have it now', () => {
    const touched: string[][] = [];
    store.onChanged((change) => touched.push([...relatedAgents(change, store)]));
    store.applyChange({ resource: 'leases', id: '1', row: leaseRow('1', { holder: 'C' }) });
    expect(touched).toEqual([['A', 'C']]);
  });
});
