import { describe, expect, it } from 'vitest';
import { selectActive } from '../../../../server/infrastructure/branches/forecast/activeBranches.ts';
import type { Branch } from '../../../../server/protocol/branches.ts';

const now = Date.parse('2026-06-30T12:00:00Z');

function branch(name: string, changes: Partial<Branch> = {}): Branch {
  return {
    name,
    team: null,
    base: false,
    current: false,
    worktree: null,
    commit: 'a'.repeat(40),
    subject: '',
    author: '',
    committedAt: '2026-06-29T12:00:00.000Z',
    ahead: 1,
    behind: 0,
    upstream: null,
    conflict: { state: 'none' },
    ...changes,
  };
}

describe('the active branches', () => {
  it('are neither the base nor merged, and their last commit is young enough', () => {
    const { active, leftOut } = selectActive(
      [
        branch('main', { base: true }),
        branch('merged', { ahead: 0 }),
        branch('unknown', { ahead: null }),
        branch('just', { committedAt: '2026-05-31T12:00:00.000Z' }),
        branch('old', { committedAt: '2026-05-31T11:59:59.000Z' }),
      ],
      30,
      now,
    );
    expect(active.map(({ name }) => name)).toEqual(['unknown', 'just']);
    expect([...leftOut]).toEqual([
      ['merged', 'merged'],
      ['old', 'inactive'],
    ]);
  });

  it('are the newest ones where there are too many', () => {
    const branches = ['b', 'a', 'c'].map((name, day) =>
      branch(name, { committedAt: `2026-06-2${day}T12:00:00.000Z` }),
    );
    const { active, leftOut } = selectActive(branches, 30, now, 2);
    expect(active.map(({ name }) => name)).toEqual(['c', 'a']);
    expect([...leftOut]).toEqual([['b', 'overLimit']]);
  });
});
