import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ContractState, totalOf } from '../../../../server/infrastructure/contracts/contractState.ts';
import { contractSubject } from '../../../../server/infrastructure/contracts/contractSubject.ts';
import { contractAfter } from '../../../../server/infrastructure/contracts/decideOpened.ts';
import { readDeclaredFacts } from '../../../../server/infrastructure/contracts/declarations/readDeclaredFacts.ts';
import { decideImportPlan } from '../../../../server/infrastructure/contracts/reconciliation/decideImportPlan.ts';
import { planImports } from '../../../../server/infrastructure/contracts/reconciliation/importPlan.ts';
import { importedContractSchema } from '../../../../server/protocol/reconciliation.ts';

const meta = { actor: 'ada' };
const plansOf = (file: string, content: unknown) =>
  planImports([
    readDeclaredFacts(file, typeof content === 'string' ? content : JSON.stringify(content, null, 1)),
  ]);

/** Imports a plan and gives what it reports and leaves. */
function imported(content: unknown, file = 'a.json', state: ContractState = contractSubject.initial) {
  return plansOf(file, content).map((plan) => {
    const { drafts, report } = decideImportPlan(state, plan, meta);
    return { drafts, report, after: contractAfter(state, plan.contract, drafts) };
  });
}

const task = (task_id: string, points: unknown, more: object = {}) => ({
  task_id,
  title: task_id,
  points,
  ...more,
});

const corePlan = {
  contract_id: 'C-1',
  title: 'Core',
  total_points: 100,
  completed_points: 80,
  tasks: [
    task('T-1', 60, { status: 'COMPLETED', claimed_by: 'Agent-1' }),
    task('T-2', 20, {
      file_path: 'core.py',
      current_lines: 900,
      target_lines: 300,
      status: 'CLAIMED',
      claimed_by: 'Agent-2',
    }),
    task('T-3', 'some'),
  ],
};

describe('an import', () => {
  it('opens a contract with open tasks that carry their lines; completed ones are claimed, nothing is credited', () => {
    const [one] = imported(corePlan);
    expect(one?.report).toMatchObject({
      contract: 'C-1',
      total: 100,
      source: 'a.json:1',
      action: 'open',
      tasks: [
        { task: 'T-1', points: 60, source: 'a.json:7', claimedBy: 'Agent-1', completed: true },
        { task: 'T-2', completed: false },
      ],
      problems: ['a.json:24: "T-3" has no whole positive points; it is left out.'],
    });
    expect(one?.drafts.map(({ type }) => type)).toEqual([
      'contract.imported',
      'task.added',
      'task.claimed',
      'task.added',
    ]);
    expect(one?.drafts[3]?.data).toMatchObject({
      task: 'T-2',
      source: 'a.json:14',
      files: ['core.py'],
      proof: [{ kind: 'lines', file: 'core.py', maximum: 300 }],
    });
  });

  it('takes the entries of a task list as contracts of one task, and a task log as one contract, saying so', () => {
    const [list] = imported({
      contracts: [{ contract_id: 'A-1', title: 'Audit', extra_credit_points: 150 }],
    });
    expect(list?.report).toMatchObject({
      contract: 'A-1',
      total: 150,
      tasks: [{ task: 'A-1', points: 150 }],
    });
    const [log] = imported('# Log\n- [ ] (125 pts): One\n- [ ] (75 pts): Two', 'docs/LOG.md');
    expect(log?.report).toMatchObject({
      contract: 'docs-LOG.md',
      title: 'Log',
      total: 200,
      action: 'open',
      notes: ['docs/LOG.md:1 states no total: the sum of 2 tasks, 200, is taken.'],
      problems: [],
    });
  });

  it('sent again changes nothing, and adds only tasks that are new, whatever moved above them', () => {
    const text = '- [ ] (125 pts): One\n- [ ] (75 pts): Two';
    const [first] = imported(text, 'a.md');
    const [again] = imported(text, 'a.md', first?.after);
    expect(again).toMatchObject({ drafts: [], report: { action: 'present', tasks: [] } });
    const [more] = imported(`# Title\n- [ ] (10 pts): New\n${text}`, 'a.md', first?.after);
    expect(more?.report).toMatchObject({ action: 'extend', tasks: [{ title: 'New' }] });
  });

  it.each([
    [
      { contract_id: 'C-1', total_points: 0, tasks: [] },
      'a.json:1 states no total of C-1 that is a whole positive number.',
    ],
    [
      [
        { contract_id: 'C-1', total_points: 5 },
        { contract_id: 'C-1', total_points: 6 },
      ],
      'C-1 is declared again at a.json:6; the first declaration counts.',
    ],
    [
      { contract_id: 'C-1', total_points: 5, tasks: [task('T-1', 9)] },
      'C-1/T-1 is worth 9 points; all of C-1 is 5.',
    ],
    [
      { contract_id: 'C-1', total_points: 5, tasks: [task('T-1', 2), task('T-1', 3)] },
      'a.json:10: "T-1" is there twice; the first one counts.',
    ],
  ])('says what it leaves out: %j', (content, problem) => {
    const { problems = [], notes = [] } = imported(content)[0]?.report ?? {};
    expect([...problems, ...notes]).toContain(problem);
  });

  it('never credits and never promises more than the total, whatever a file declares', () => {
    const points = fc.oneof(fc.integer({ min: -5, max: 500 }), fc.jsonValue());
    const entry = fc.record({
      task_id: fc.oneof(fc.string(), fc.constantFrom('T-1', 'T-2')),
      points,
      status: fc.constantFrom('COMPLETED', 'CLAIMED', 'AVAILABLE'),
      claimed_by: fc.constantFrom('Agent-1', '', null),
    });
    const contract = fc.record({
      contract_id: fc.constantFrom('C-1', '../x', 'ä', ''),
      total_points: points,
      tasks: fc.array(entry, { maxLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(contract, { maxLength: 3 }), (content) => {
        for (const { report, after, drafts } of imported(content)) {
          expect(importedContractSchema.safeParse(report).success).toBe(true);
          expect(drafts.some(({ type }) => type.includes('credited'))).toBe(false);
          if (!after.opened) continue;
          expect(after.books.sums).toMatchObject({ earned: 0 });
          expect(after.books.sums.budget + after.books.sums.held).toBe(totalOf(after));
        }
      }),
      { numRuns: 60 },
    );
  });
});
