import { describe, expect, it } from 'vitest';
import {
  type PhantomFacts,
  phantomReason,
} from '../../../../server/infrastructure/contracts/reconciliation/phantomReason.ts';

const lines: Readonly<Record<string, number | null>> = { 'core.py': 250, 'long.py': 900, 'gone.py': null };
const facts: PhantomFacts = {
  linesOf: (file) => {
    const physical = lines[file];
    return physical == null ? null : { physical, nonBlank: physical };
  },
  isMerged: (branch) => branch === 'feature/done',
  declared: undefined,
};
const task = (changes: Partial<Parameters<typeof phantomReason>[0]>, more: Partial<PhantomFacts> = {}) =>
  phantomReason(
    { title: 'Split it', files: [], proof: [], source: 'ledger', ...changes },
    { ...facts, ...more },
  );
const atMost = (file: string, maximum: number) => ({ kind: 'lines' as const, file, maximum });
const merged = (branch: string) => ({ kind: 'merged' as const, branch });
const stated = {
  reported: 'DONE',
  files: ['core.py'],
  lines: { current: null, target: { value: 300, text: '300', line: 1 }, actual: null, reductions: [] },
};

describe('a task is a phantom', () => {
  it.each([
    ['whose only file is gone', { files: ['gone.py'] }, 'gone.py does not exist.'],
    [
      'none of whose files exists',
      { files: ['gone.py', 'x.py'] },
      'None of its 2 files exists, such as gone.py.',
    ],
    [
      'whose limits hold already',
      { proof: [atMost('core.py', 300)] },
      'core.py has 250 lines, at most 300 are wanted.',
    ],
    ['whose branch is merged', { proof: [merged('feature/done')] }, 'feature/done is merged already.'],
  ])('%s', (_, changes, reason) => {
    expect(task(changes)).toBe(reason);
  });

  it('that its file says is completed, or is under the target that its file states', () => {
    const source = 'a.json:3';
    expect(task({ source }, { declared: { ...stated, status: 'completed' } })).toBe(
      'a.json:3 says that it is done (DONE).',
    );
    expect(task({ source }, { declared: { ...stated, status: 'open' } })).toBe(
      'core.py has 250 lines, at most 300 are wanted.',
    );
  });

  it.each([
    ['where a file of it is there', { files: ['gone.py', 'core.py'] }],
    ['where it is to make its file', { title: 'Create the gone module', files: ['gone.py'] }],
    ['where one of two limits does not hold', { proof: [atMost('core.py', 300), atMost('long.py', 300)] }],
    ['where more than lines is to be proven', { proof: [atMost('core.py', 300), merged('feature/open')] }],
    ['where one branch is not merged', { proof: [merged('feature/done'), merged('feature/open')] }],
    ['where nothing can be looked at', {}],
  ])('not %s', (_, changes) => {
    expect(task(changes)).toBeNull();
  });
});
