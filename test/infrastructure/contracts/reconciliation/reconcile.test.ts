import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDeclaredFacts } from '../../../../server/infrastructure/contracts/declarations/readDeclaredFacts.ts';
import type { LedgerView } from '../../../../server/infrastructure/contracts/reconciliation/ledgerDifferences.ts';
import {
  disagreementsOf,
  findingsOf,
} from '../../../../server/infrastructure/contracts/reconciliation/reconcile.ts';
import { type Disagreement, disagreementSchema } from '../../../../server/protocol/reconciliation.ts';
import { contractRow } from '../../../contractRow.ts';
import { taskRow } from '../../../taskRow.ts';

type Files = Readonly<Record<string, unknown>>;
const nothing: LedgerView = { contract: () => undefined, task: () => undefined, earned: () => 0 };

function disagreements(
  files: Files,
  ledger = nothing,
  lines: Readonly<Record<string, number>> = {},
): Disagreement[] {
  const facts = Object.entries(files).map(([file, content]) =>
    readDeclaredFacts(file, typeof content === 'string' ? content : JSON.stringify(content, null, 1)),
  );
  const linesOf = (file: string) => {
    const physical = lines[file];
    return physical === undefined ? null : { physical, nonBlank: physical - 9 };
  };
  return disagreementsOf(
    facts,
    ledger,
    facts.flatMap((one) => findingsOf(one, ledger, linesOf)),
  );
}

const sentences = (...given: Parameters<typeof disagreements>) =>
  disagreements(...given).map(({ kind, sentence }) => `${kind}: ${sentence}`);

describe('the cases of the field', () => {
  it('declared 138, present 140', () => {
    const contracts = Array.from({ length: 140 }, (_, index) => ({ contract_id: `C-${index}`, points: 1 }));
    const [found, ...others] = disagreements({ 'task_list.json': { total_contracts: 138, contracts } });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'total',
      subject: 'task_list.json',
      sentence: 'task_list.json declares 138 (total_contracts), present are 140 contracts.',
      settle: 'Change total_contracts to 140.',
      figures: [
        { label: 'total_contracts', value: '138', place: 'task_list.json:2' },
        { label: 'contracts', value: '140', place: null },
      ],
    });
  });

  it('progress 1625 of 575, with the right percentage, while the contributions add up to 475', () => {
    const log = [
      '# Consolidation',
      '**Progress**: 1625/575 (283 %)',
      '## Contributions',
      ...[125, 100, 100, 75, 75].map((points, index) => `- Agent-${index + 1}: ${points} points`),
    ].join('\n');
    expect(sentences({ 'points.md': log })).toEqual([
      'progress: points.md states a progress of 1625 of 575.',
      'contributions: The contributions (5) to points.md add up to 475, stated are 1625/575 (283 %) (claimed as completed).',
    ]);
    const contributions = [125, 100, 100, 75, 75].map((points) => ({ agent: 'Agent-1', points }));
    const contract = { contract_id: 'C-1', total_points: 575, completed_points: 1625, contributions };
    const found = disagreements({ 'a.json': contract });
    expect(found.map(({ kind }) => kind)).toEqual(['progress', 'contributions']);
    expect(found[1]?.figures.map(({ value, place }) => [value, place])).toEqual([
      ['1625', 'a.json:4'],
      ['475', null],
      ...[125, 100, 100, 75, 75].map((points, index) => [String(points), `a.json:${8 + 4 * index}`]),
    ]);
  });

  it('the same agent with 1,200 and 8,300 points', () => {
    const files = {
      'agent_workspaces/Agent-3/status.json': { agent_id: 'Agent-3', points_earned: 8300 },
      'scores.json': { scores: { x: { agent_id: 'agent 3', total_points: 1200 } } },
      'same.json': { agent_id: 'Agent-3', total_points: 1200 },
    };
    expect(disagreements(files)).toMatchObject([
      {
        kind: 'agent-points',
        subject: 'Agent-3',
        sentence: 'Agent-3 has 1,200 and 8,300 points, by 3 files.',
        figures: [
          { value: '8300', place: 'agent_workspaces/Agent-3/status.json:3' },
          { value: '1200', place: 'scores.json:5' },
          { value: '1200', place: 'same.json:3' },
        ],
      },
    ]);
  });
});

describe('figures of files', () => {
  const task = (points: unknown, status = 'COMPLETED') => ({
    task_id: `T-${points}`,
    title: 'x',
    points,
    status,
  });

  it.each([
    [
      'a total that is not the sum of its tasks',
      { total_points: 100, tasks: [task(60), task(50)] },
      'total: C-1 declares 100 points, its tasks (2) add up to 110.',
    ],
    [
      'tasks worth less than the total',
      { total_points: 138, tasks: [task(60), task(50)] },
      'total: C-1 declares 138 points, its tasks (2) add up to 110.',
    ],
    [
      'tasks worth more than the total, though one has no points',
      { total_points: 50, tasks: [task(60), task(null)] },
      'total: C-1 declares 50 points, its tasks (1) add up to 60 (1 task without points not counted).',
    ],
    [
      'completed tasks that do not add up',
      { total_points: 110, completed_points: 110, tasks: [task(60), task(50, 'CLAIMED')] },
      'contributions: C-1 claims 110 completed points, its completed tasks (1) add up to 60.',
    ],
    [
      'a percentage that is another one',
      { total_points: 200, completed_points: 50, progress: '75%' },
      'percentage: C-1 states 75% as its progress, 50 of 200 points is 25 %.',
    ],
    [
      'points that are no number',
      { total_points: 'lots' },
      'unreadable: total_points of C-1 in a.json is no whole number.',
    ],
  ])('disagree: %s', (_, fields, sentence) => {
    expect(sentences({ 'a.json': { contract_id: 'C-1', ...fields } })).toContain(sentence);
  });

  it('agree, and nothing is said', () => {
    const contract = {
      contract_id: 'C-1',
      total_points: 110,
      completed_points: 60,
      progress: '54.5%',
      tasks: [task(60), task(50, 'AVAILABLE')],
      contributions: { 'Agent-1': 60 },
    };
    const reduction = {
      file_path: 'core.py',
      current_lines: 400,
      target_lines: 300,
      reduction_target: '25%',
    };
    const files = {
      'a.json': contract,
      'copy.json': contract,
      'b.json': [reduction],
      'c.md': '60/110 points (55 %)',
    };
    for (const physical of [400, 399, 409])
      expect(sentences(files, nothing, { 'core.py': physical })).toEqual([]);
  });

  it('of a contract or task that is declared twice, differently, are all named with their places', () => {
    const files = {
      'a.json': [{ contract_id: 'C-1', points: 600, status: 'CLAIMED', claimed_by: 'Agent-7' }],
      'b.json': [{ contract_id: 'C-1', points: 500, status: 'CLAIMED', claimed_by: 'Agent-7' }],
    };
    expect(disagreements(files)).toMatchObject([
      {
        kind: 'declared-twice',
        contract: 'C-1',
        sentence: 'C-1 is declared 2 times, and not the same: points 600 or 500.',
        figures: [{ place: 'a.json:2' }, { place: 'b.json:2' }],
      },
    ]);
  });

  it('of lines are those of the file, of what is completed the actual ones', () => {
    const lines = { file_path: 'core.py', current_lines: 900, target_lines: 300, actual_lines: 250 };
    const files = (status: string) => ({ 'a.json': [{ task_id: 'T', title: 'x', status, ...lines }] });
    expect(sentences(files('COMPLETED'), nothing, { 'core.py': 250 })).toEqual([]);
    expect(sentences(files('COMPLETED'), nothing, { 'core.py': 400 })).toEqual([
      'lines: a.json states 250 lines of core.py (actual_lines); it has 400.',
    ]);
    expect(sentences(files('AVAILABLE'))).toEqual([
      'lines: a.json states 900 lines of core.py (current_lines); it does not exist.',
    ]);
  });
});

describe('the ledger', () => {
  const ledger = (task: Parameters<typeof taskRow>[2]): LedgerView => ({
    contract: (id) =>
      id === 'C-1' ? contractRow('C-1', { total: 100, credited: 30, version: 4 }) : undefined,
    task: (contract, name) => taskRow(contract, name, task),
    earned: () => 30,
  });
  const file = (status: string, claimed_by: string | null = null) => ({
    'a.json': {
      contract_id: 'C-1',
      total_points: 100,
      completed_points: 30,
      tasks: [{ task_id: 'T-1', title: 'x', status, claimed_by }],
    },
  });

  it('is compared with what files say is completed, both ways, and with who has what', () => {
    expect(sentences(file('COMPLETED'), ledger({ state: 'working', assignee: 'Agent-2' }))).toEqual([
      'completed: a.json says COMPLETED of C-1/T-1, in the ledger it is working.',
    ]);
    expect(sentences(file('AVAILABLE'), ledger({ state: 'completed', credited: true }))).toEqual([
      'completed: C-1/T-1 is completed in the ledger, a.json says AVAILABLE.',
    ]);
    expect(sentences(file('CLAIMED', 'Agent-1'), ledger({ state: 'working', assignee: 'Agent-2' }))).toEqual([
      'claimed-by: a.json says that Agent-1 has C-1/T-1, in the ledger Agent-2 has it.',
    ]);
    expect(sentences(file('CLAIMED', 'Agent-2'), ledger({ state: 'working', assignee: 'Agent-2' }))).toEqual(
      [],
    );
  });

  it('has credited an agent something else than its files claim', () => {
    const claim = (points_earned: number) => ({ 'a.json': { agent_id: 'Agent-3', points_earned } });
    expect(sentences(claim(30), ledger({}))).toEqual([]);
    expect(sentences(claim(8300), ledger({}))).toEqual([
      'agent-points: Agent-3 has 8,300 points, by a.json; 30 are credited in the ledger.',
    ]);
    expect(sentences(claim(8300))).toEqual([]);
  });

  it('has another total, or other credits, than a file claims', () => {
    const declared = { contract_id: 'C-1', total_points: 90, completed_points: 20 };
    expect(sentences({ 'a.json': declared }, ledger({}))).toEqual([
      'total: a.json declares 90 points for C-1, its ledger has 100.',
      'completed: a.json claims 20 completed points for C-1, 30 are credited in the ledger.',
    ]);
    expect(sentences({ 'a.json': { ...declared, contract_id: 'C-2' } }, ledger({}))).toEqual([]);
  });
});

describe('a disagreement', () => {
  it('keeps its id while lines above it come and go, and no two have the same', () => {
    const contract = { contract_id: 'C-1', total_points: 5, completed_points: 9 };
    const before = disagreements({ 'a.json': [contract, contract] });
    const after = disagreements({ 'a.json': [{ note: 'more' }, contract, contract] });
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(new Set(before.map(({ id }) => id)).size).toBe(2);
  });

  it('is always as the API describes it, whatever files contain', () => {
    const number = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant('1,200'), fc.constant('50%'));
    const fields = fc.dictionary(
      fc.constantFrom(
        'total_points',
        'completed_points',
        'progress',
        'points',
        'current_lines',
        'actual_reduction',
      ),
      number,
    );
    const entry = fc
      .record({ contract_id: fc.oneof(fc.string(), fc.constant('C-1')), fields, tasks: fc.array(fields) })
      .map(({ contract_id, fields: own, tasks }) => ({ contract_id, ...own, tasks, file_path: 'a.py' }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), fc.string(), (entries, name) => {
        const files = { [`${name}.json`]: entries, 'b.json': entries };
        for (const one of disagreements(files)) expect(disagreementSchema.safeParse(one).success).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
