import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeclaredTask } from '../../../../server/infrastructure/contracts/declarations/declaredFacts.ts';
import { readDeclaredFacts } from '../../../../server/infrastructure/contracts/declarations/readDeclaredFacts.ts';

const json = (value: unknown) => readDeclaredFacts('tasks.json', JSON.stringify(value, null, 1));

describe('a JSON file', () => {
  it('declares contracts with their tasks, each figure with its line', () => {
    const { contracts } = json({
      contract_id: 'C-1',
      title: 'Split the core',
      agent_id: 'Agent-1',
      status: 'in_progress',
      tasks: [{ task_id: 'T-1', title: 'Cut', points: 125, status: 'COMPLETED' }, 'Only a title'],
      total_points: '1,575',
      completed_points: 125,
    });
    expect(contracts).toMatchObject([
      {
        id: 'C-1',
        agent: 'Agent-1',
        status: 'claimed',
        isTask: false,
        line: 1,
        total: { value: 1575, text: '1,575', line: 15 },
        completed: { value: 125, line: 16 },
        tasks: [
          { id: 'T-1', points: { value: 125, line: 10 }, status: 'completed', line: 7 },
          { id: null, title: 'Only a title', points: null, line: 13 },
        ],
      },
    ]);
  });

  it('declares the entries of a task list as contracts of one task, and how many it says there are', () => {
    const entry = (contract_id: string, status: string) => ({
      contract_id,
      title: contract_id,
      extra_credit_points: 200,
      status,
      claimed_by: 'Agent-7',
      progress: '0% Complete - In Progress',
    });
    const { contracts, counts, tasks } = json({
      total_contracts: 3,
      completed_contracts: 1,
      contracts: { A: { category: 'a', contracts: [entry('A-1', 'CLAIMED'), entry('A-2', 'COMPLETED')] } },
    });
    expect(tasks).toEqual([]);
    expect(
      contracts.map(({ id, isTask, total, status, percent }) => [id, isTask, total?.value, status, percent]),
    ).toEqual([
      ['A-1', true, 200, 'claimed', null],
      ['A-2', true, 200, 'completed', null],
    ]);
    expect(counts.map(({ label, figure, present }) => [label, figure.value, present])).toEqual([
      ['total_contracts', 3, 2],
      ['completed_contracts', 1, 1],
    ]);
  });

  it('declares tasks of no contract with the lines they state, by Windows paths too, and no path that leads out', () => {
    const task = { current_lines: 369, target_lines: 221, reduction_percent: 40.0, status: 'AVAILABLE' };
    const { tasks } = json([
      { task_id: 'D-1', title: 'Cut', file_path: 'src\\core.py', ...task },
      { task_id: 'D-2', title: 'Cut', file_path: '../../etc/passwd', ...task },
    ]);
    expect(tasks.map(({ files }) => files)).toEqual([['src/core.py'], []]);
    expect(tasks[0]?.lines).toMatchObject({
      current: { value: 369 },
      target: { value: 221 },
      reductions: [{ label: 'reduction_percent', figure: { value: 40 } }],
    });
  });

  it('declares points of agents: of scores, of status files, and of an object that names a total', () => {
    expect(json({ scores: { a: { agent_id: 'Agent-5', total_points: 1521 } } }).agents).toMatchObject([
      { agent: 'Agent-5', label: 'total_points', figure: { value: 1521, line: 5 } },
    ]);
    const status = readDeclaredFacts(
      'agent_workspaces/Agent-8/status.json',
      '{"points_earned": {"mission": 500, "total_current": 10950}}',
    );
    expect(status.agents).toMatchObject([{ agent: 'Agent-8', label: 'points_earned.total_current' }]);
    expect(json({ agent_id: 'Agent-4', total_points: 375, tasks: [{ points: 375 }] }).agents).toEqual([]);
  });

  it('that is damaged is read as far as it goes, and says where the damage is', () => {
    const text =
      '[\n{"contract_id": "C-1", "total_points": 10},\n{"contract_id": "C-2" "total_points": 20},\n{"contract_id": "C-';
    const { contracts, damage } = readDeclaredFacts('a.json', text);
    expect(damage).toBe('line 3, column 23: a comma is missing');
    expect(contracts.map(({ id, total, line }) => [id, total?.value, line]).slice(0, 2)).toEqual([
      ['C-1', 10, 2],
      ['C-2', 20, 3],
    ]);
  });

  it.each([
    ['nothing', ''],
    ['depth', '['.repeat(100_000)],
    ['blanks before a colon', `{"contract_id"${' '.repeat(100_000)}`],
    ['digits and slashes', `{"points": "${'1/'.repeat(50_000)}"}`],
  ])('made of %s is read at once', (_, text) => {
    expect(readDeclaredFacts('a.json', text).contracts.length).toBeLessThan(2);
    expect(readDeclaredFacts('a.md', text).tasks).toEqual([]);
  });

  it('never makes the reader throw, whatever it or a task log contains', () => {
    const key = fc.constantFrom(
      'contract_id',
      'tasks',
      'points',
      'total_points',
      'file_path',
      'current_lines',
      'agent_id',
    );
    const object = fc.dictionary(key, fc.jsonValue());
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          object.map((value) => JSON.stringify([value])),
        ),
        (text) => {
          for (const file of ['a.json', 'a.md']) expect(readDeclaredFacts(file, text).file).toBe(file);
        },
      ),
    );
  });
});

const summary = ({ line, points, status, priority, ...task }: DeclaredTask) => {
  const { assignee, files } = task;
  return [line, points?.value, status, priority, assignee, files];
};

describe('a Markdown task log', () => {
  it('declares its tasks with points, priority, who has them and the files in code marks', () => {
    const { title, tasks } = readDeclaredFacts(
      'MASTER_TASK_LOG.md',
      [
        '# Master *Task* Log',
        '- [ ] **HIGH** (125 pts): Swarm console realism in `src/console.py`',
        '- [x] **MEDIUM** (1,050 points): Navigation [Agent-5] ✅ COMPLETE (2026-01-03)',
        '- [ ] **LOW**: Create `src/new.py` (25 pts)',
        '- [ ] No points at all',
        '```',
        '- [ ] **HIGH** (100 pts): only an example',
        '```',
        '- [ ] (5 pts): Behind the example',
      ].join('\r\n'),
    );
    expect(title).toBe('Master Task Log');
    expect(tasks.map(summary)).toEqual([
      [2, 125, 'open', 'high', null, ['src/console.py']],
      [3, 1050, 'completed', 'normal', 'Agent-5', []],
      [4, 25, 'open', 'low', null, []],
      [9, 5, 'open', 'normal', null, []],
    ]);
    expect(tasks[0]?.title).toBe('Swarm console realism in `src/console.py`');
  });

  it('states fractions of points, and percentages that are of them', () => {
    const fractions = (text: string) =>
      readDeclaredFacts('a.md', text).fractions.map(({ part, whole, percent }) => [part, whole, percent]);
    expect(fractions('Progress: **1,625/575** (283 %)')).toEqual([[1625, 575, 283]]);
    expect(fractions('700/4,250 pts (16.5% of total value!)')).toEqual([[700, 4250, 16.5]]);
    expect(fractions('Perfect groups: 4/11 (100% success), cycle 1/3 (67% AHEAD!)')).toEqual([]);
    expect(fractions('2026/11/21 and src/1/2 (3 %)')).toEqual([]);
  });

  it('lists contributions and totals below headings that say so, and what was earned in a while as neither', () => {
    const { contributions, agents } = readDeclaredFacts(
      'a.md',
      '## Contributions\n- **Agent-1**: 125 points\n- Total: 475 points\n## Leaderboard\n- Agent-3: 8,300 points\n- Gap: 20 points\n**Cycle 3**:\n- Agent-3: 70 pts',
    );
    expect(contributions.map(({ agent, points }) => [agent, points.value])).toEqual([['Agent-1', 125]]);
    expect(agents.map(({ agent, figure }) => [agent, figure.text])).toEqual([['Agent-3', '8,300']]);
  });
});
