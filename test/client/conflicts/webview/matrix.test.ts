import { describe, expect, it } from 'vitest';
import { CellStates } from '../../../../client/conflicts/webview/cellStates.ts';
import { cellSize, clamped, moved, visibleCells } from '../../../../client/conflicts/webview/gridGeometry.ts';
import { conflictingPairs, selectBranches } from '../../../../client/conflicts/webview/matrixSelection.ts';
import type { MatrixData } from '../../../../client/conflicts/webview/messages.ts';

const branch = (name: string, team: string | null, base = false) => ({ name, label: name, team, base });
const matrix: MatrixData = {
  branches: [
    branch('main', null, true),
    branch('feature/ai-one', 'ai'),
    branch('feature/ai-two', 'ai'),
    branch('feature/rt-one', 'rt'),
    branch('docs', null),
  ],
  teams: ['ai', 'rt'],
  conflicts: [
    [1, 3, 2],
    [3, 0, 1],
  ],
  unknown: [[0, 4, 'no common commit']],
  computing: [
    [1, 2],
    [1, 3],
  ],
  notes: [],
};
const states = new CellStates(matrix);
const everything = { text: '', team: '*', onlyConflicting: false };

describe('the state of a pair', () => {
  it('is the same from both sides', () => {
    expect([states.get(0, 3), states.get(3, 0)]).toEqual(Array(2).fill({ kind: 'conflict', files: 1 }));
    expect(states.get(4, 0)).toEqual({ kind: 'unknown', why: 'no common commit' });
    expect([states.get(2, 1).kind, states.get(2, 2).kind, states.get(2, 4).kind]).toEqual([
      'computing',
      'same',
      'none',
    ]);
  });

  it('is a conflict as soon as one is known, whatever is still being computed', () => {
    expect(states.get(1, 3)).toEqual({ kind: 'conflict', files: 2 });
    expect([states.count('conflict'), states.count('computing')]).toEqual([2, 1]);
  });
});

describe('the branches that are shown', () => {
  const shown = (filter: Partial<typeof everything>) =>
    selectBranches(matrix, states, { ...everything, ...filter });

  it('are all, or in the rows those of a team and with a text, in any order of its words', () => {
    expect(shown({})).toEqual({ rows: [0, 1, 2, 3, 4], columns: [0, 1, 2, 3, 4] });
    expect(shown({ team: 'ai' }).rows).toEqual([1, 2]);
    expect(shown({ team: '' }).rows).toEqual([0, 4]);
    expect(shown({ text: 'ONE feature' }).rows).toEqual([1, 3]);
    expect(shown({ text: 'one' }).columns).toEqual([0, 1, 2, 3, 4]);
  });

  it('are on request those that conflict with another one', () => {
    expect(shown({ onlyConflicting: true })).toEqual({ rows: [0, 1, 3], columns: [0, 1, 3] });
    expect(shown({ onlyConflicting: true, team: 'ai' })).toEqual({ rows: [1], columns: [3] });
  });

  it('make a list in which each conflicting pair stands once', () => {
    expect(conflictingPairs(shown({}), states).map(({ one, other }) => [one, other])).toEqual([
      [0, 3],
      [1, 3],
    ]);
    expect(conflictingPairs(shown({ team: 'rt' }), states).map(({ one, other }) => [one, other])).toEqual([
      [3, 0],
      [3, 1],
    ]);
  });
});

describe('the grid', () => {
  it('draws the cells on the screen and a few beyond', () => {
    expect(visibleCells(0, 10 * cellSize, 200)).toEqual({ from: 0, to: 13 });
    expect(visibleCells(100 * cellSize, 10 * cellSize, 200)).toEqual({ from: 97, to: 113 });
    expect(visibleCells(100 * cellSize, 10 * cellSize, 5)).toEqual({ from: 5, to: 5 });
  });

  it('is walked with the keys of every grid and never left', () => {
    const size = { rows: 3, columns: 4 };
    const at = (key: string, row: number, column: number, ctrlKey = false) =>
      moved({ row, column }, { key, ctrlKey }, size);
    expect(at('ArrowDown', 2, 1)).toEqual({ row: 2, column: 1 });
    expect(at('ArrowLeft', 1, 1)).toEqual({ row: 1, column: 0 });
    expect(at('End', 0, 0)).toEqual({ row: 0, column: 3 });
    expect(at('End', 0, 0, true)).toEqual({ row: 2, column: 3 });
    expect(at('Home', 2, 3, true)).toEqual({ row: 0, column: 0 });
    expect(at('PageUp', 2, 3)).toEqual({ row: 0, column: 3 });
    expect(at('x', 0, 0)).toBeUndefined();
    expect(clamped({ row: 9, column: 9 }, { rows: 0, columns: 0 })).toEqual({ row: 0, column: 0 });
  });
});
