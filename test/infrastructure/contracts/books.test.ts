import { describe, expect, it } from 'vitest';
import {
  balanceOf,
  budget,
  checkedPostings,
  earned,
  emptyBooks,
  held,
  issued,
  move,
  posted,
} from '../../../server/infrastructure/contracts/books.ts';

const opened = posted(emptyBooks, move(100, issued('C-1'), budget('C-1')));

describe('the books of a contract', () => {
  it('refuse an entry that overdraws any account but the one the points come from', () => {
    expect(balanceOf(opened, issued('C-1'))).toBe(-100);
    expect(() => checkedPostings(opened, move(101, budget('C-1'), earned('Agent-1')))).toThrow(
      'budget/C-1 holds 100 points; that is too few.',
    );
    expect(() => checkedPostings(opened, move(1, held('C-1', 'T-1'), budget('C-1')))).toThrow(
      'held/C-1/T-1 holds 0 points; that is too few.',
    );
    expect(checkedPostings(opened, move(100, budget('C-1'), earned('Agent-1')))).toHaveLength(2);
  });

  it('take no entry that makes points out of nothing, or names no kind of account', () => {
    expect(() => checkedPostings(opened, [{ account: earned('Agent-1'), points: 1 }])).toThrow(TypeError);
    expect(() => checkedPostings(opened, move(1, budget('C-1'), 'gifts/Agent-1'))).toThrow(TypeError);
  });
});
