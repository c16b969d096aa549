import { describe, expect, it } from 'vitest';
import { taskNeeds } from '../../../server/infrastructure/attention/taskNeeds.ts';
import type { Evidence } from '../../../server/protocol/evidence.ts';
import { taskRow } from '../../taskRow.ts';

const seen = (verdict: Evidence['verdict'], text: string): Evidence => ({
  kind: 'lines',
  spec: 'a.py has at most 300 lines',
  verdict,
  text,
  time: '2026-11-21T08:00:00.000Z',
});

describe('a task needs a human', () => {
  it.each([
    [{}, undefined],
    [{ stage: 'claimed', assignee: 'Agent-1' }, undefined],
    [{ stage: 'verified', assignee: 'Agent-1' }, undefined],
    [
      { stage: 'asking', assignee: 'Agent-1', note: 'Which of the two?' },
      'Agent-1 asks about C-1/T-1 (Split the core): Which of the two?',
    ],
    [
      {
        stage: 'unproven',
        assignee: 'Agent-1',
        evidence: [seen('holds', 'Fine.'), seen('unknown', 'Busy.'), seen('fails', 'a.py has 400 lines.')],
      },
      'Agent-1 has handed C-1/T-1 (Split the core) in, and its evidence does not suffice: a.py has 400 lines.',
    ],
    [
      { stage: 'disputed', assignee: 'Agent-1', note: 'The tests were deleted' },
      'C-1/T-1 (Split the core) of Agent-1 is disputed: The tests were deleted',
    ],
  ] as const)('where it is %j: %s', (changes, message) => {
    const { evidence = [], ...others } = changes as { evidence?: readonly Evidence[] };
    expect(taskNeeds(taskRow('C-1', 'T-1', { ...others, evidence: [...evidence] }))).toBe(message);
  });
});
