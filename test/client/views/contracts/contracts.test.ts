import { describe, expect, it, vi } from 'vitest';
import type { ReplyState } from '../../../../client/infrastructure/liveReply.ts';
import { contractRow } from '../../../contractRow.ts';
import { taskRow } from '../../../taskRow.ts';
import { snapshotWith } from '../../infrastructure/snapshotWith.ts';
import { fakeVsCode } from '../fakeVsCode.ts';

vi.mock('vscode', () => fakeVsCode);
const { contractsView } = await import('../../../../client/views/contracts/contractsView.ts');
const { contractTooltip, pointsBar, presentContract } = await import(
  '../../../../client/views/contracts/contractPresentation.ts'
);
const { taskPart } = await import('../../../../client/views/contracts/taskParts.ts');
const { LiveStore } = await import('../../../../client/infrastructure/liveStore.ts');

const now = Date.parse('2026-11-21T08:00:00.000Z');
const nothing: ReplyState<'reconciliation'> = { reply: undefined, problem: undefined, loading: false };

function sectionsOf(state: ReplyState<'reconciliation'>, contracts = [contractRow('C')]) {
  const store = new LiveStore();
  store.applySnapshot({ ...snapshotWith([]), contracts });
  const view = contractsView({ leaderboard: () => undefined, reconciliation: () => state });
  return view.sections?.(store, 'repository') ?? [];
}

describe('the row of a contract', () => {
  it('begins with its points, and says what waits and when it is due', () => {
    const row = contractRow('C', {
      credited: 40,
      held: 20,
      remaining: 40,
      deadline: '2026-11-24T08:00:00.000Z',
      tasks: { open: 2, working: 0, waiting: 1, completed: 0, credited: 1, ended: 0 },
    });
    expect(presentContract(row, now)).toMatchObject({
      description: '40/100 ●●◐○○ · 1 waiting · 2 open · due in 3 d · Work',
      contextValue: 'contract',
      children: 'collapsed',
    });
    expect(presentContract({ ...row, deadline: '2026-11-21T06:00:00.000Z' }, now).description).toContain(
      'overdue for 2 h',
    );
  });

  it('counts in its tooltip the kinds of tasks that there are', () => {
    const counts = { open: 2, working: 0, waiting: 1, completed: 0, credited: 0, ended: 0 };
    expect(contractTooltip(contractRow('C', { tasks: counts })).value).toContain('2 open, 1 waiting');
    expect(contractTooltip(contractRow('C')).value).not.toContain('Tasks');
  });

  it('takes no points where it is closed or spent', () => {
    expect(presentContract(contractRow('C', { closed: 'done' }), now).contextValue).toBe('contract.closed');
    expect(presentContract(contractRow('C', { remaining: 0 }), now).contextValue).toBe('contract.spent');
    expect([pointsBar(0, 0, 0), pointsBar(900, 0, 100)]).toEqual(['', '●●●●●']);
  });
});

describe('the row of a task', () => {
  it('warns of a phantom before anybody claims it', () => {
    const { presentation, parts } = taskPart(taskRow('C', 'T', { phantom: 'a.py does not exist.' }), 'task');
    expect(presentation.icon).toBe('warning');
    expect(presentation.description).toBe('10 · open · nothing to do: a.py does not exist.');
    expect(parts?.map(({ id }) => id)).toEqual(['phantom']);
  });

  it('has what was seen of its evidence below it', () => {
    const evidence = [
      {
        kind: 'lines',
        spec: 'a.py has at most 300 lines',
        verdict: 'fails',
        text: 'It has 412.',
        time: null,
      },
      { kind: 'gate', spec: 'gate tests passed', verdict: 'pending', text: '', time: null },
    ] as const;
    const task = taskRow('C', 'T', { stage: 'unproven', assignee: 'A', evidence: [...evidence] });
    const { presentation, parts = [] } = taskPart(task, 'task');
    expect(presentation).toMatchObject({
      description: '10 · not proven · A · 1 of 2 proofs fail',
      contextValue: 'task.unproven',
    });
    expect(parts.map((part) => part.presentation.description)).toEqual(['It has 412.', 'not looked at yet']);
  });
});

describe('the tasks of a contract', () => {
  it('begin with what waits for a decision, and change its row when they change', () => {
    const store = new LiveStore();
    const tasks = [
      taskRow('C', 'T-1', { stage: 'credited' }),
      taskRow('C', 'T-10'),
      taskRow('C', 'T-2'),
      taskRow('C', 'T-3', { stage: 'asking' }),
    ];
    store.applySnapshot({ ...snapshotWith([]), contracts: [contractRow('C')], tasks });
    const view = contractsView({ leaderboard: () => undefined, reconciliation: () => nothing });
    expect(view.parts?.(contractRow('C'), store).map(({ id }) => id)).toEqual([
      'task:T-3',
      'task:T-2',
      'task:T-10',
      'task:T-1',
    ]);
    const related: string[] = [];
    store.onChanged((change) => related.push(...(view.related?.(change, store) ?? [])));
    store.applyChange({ resource: 'tasks', id: 'C/T-2', row: taskRow('C', 'T-2', { stage: 'claimed' }) });
    expect(related).toEqual(['C']);
  });
});

describe('the reconciliation', () => {
  const reply = { files: 3, contracts: 2, tasks: 5, agents: 1, total: 0, disagreements: [] };
  const said = (state: ReplyState<'reconciliation'>) => sectionsOf(state)[0]?.presentation.description;

  it('says that it reads, that it failed and why, and that all agrees', () => {
    expect(said({ ...nothing, loading: true })).toBe('reading files…');
    expect(said({ ...nothing, problem: 'Refused.' })).toBe('Refused.');
    expect(said({ ...nothing, reply })).toBe('everything agrees');
    expect(said({ ...nothing, reply: { ...reply, files: 0 } })).toBe('no files to compare');
  });

  it('leaves an empty view to its welcome text', () => {
    expect(sectionsOf({ ...nothing, reply }, [])).toEqual([]);
  });

  it('lists disagreements by kind, each with its places, which a click opens', () => {
    const disagreement = {
      id: 'total/C',
      kind: 'total' as const,
      subject: 'C',
      contract: 'C',
      settle: null,
      sentence: 'C declares 138, its tasks add up to 140.',
      figures: [
        { label: 'sum of 12 tasks', value: '140', place: null },
        { label: 'declared', value: '138', place: 'c.json:4' },
      ],
    };
    const [section] = sectionsOf({
      ...nothing,
      reply: { ...reply, total: 1, disagreements: [disagreement] },
    });
    const one = section?.parts?.[0]?.parts?.[0];
    const place = [{ repository: 'repository', place: 'c.json:4' }];
    expect(section?.presentation.description).toBe('1 disagreement');
    expect(one?.presentation).toMatchObject({ label: 'C', command: { arguments: place } });
    expect(one?.parts?.map((part) => part.presentation.command?.arguments)).toEqual([undefined, place]);
  });
});
