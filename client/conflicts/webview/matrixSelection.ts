import type { CellStates } from './cellStates.ts';
import type { MatrixBranch, MatrixData, PanelState } from './messages.ts';

/** Stands for all teams, as no team can be called this. */
export const allTeams = '*';

export type Filter = Pick<PanelState, 'text' | 'team' | 'onlyConflicting'>;

/** Places of the branches that are shown. */
export interface MatrixSelection {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** Rows are the branches that match; columns are all, as a branch conflicts with those of other teams as well. */
export function selectBranches(matrix: MatrixData, states: CellStates, filter: Filter): MatrixSelection {
  const all = matrix.branches.map((_, place) => place);
  const matching = all.filter((place) => matches(matrix.branches[place], filter));
  if (!filter.onlyConflicting) return { rows: matching, columns: all };
  const conflicting = (one: number, others: readonly number[]) =>
    others.some((other) => states.get(one, other).kind === 'conflict');
  const rows = matching.filter((place) => conflicting(place, all));
  return { rows, columns: all.filter((place) => conflicting(place, rows)) };
}

function matches(branch: MatrixBranch | undefined, { text, team }: Filter): boolean {
  if (!branch || (team !== allTeams && (branch.team ?? '') !== team)) return false;
  const name = branch.name.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}

/** Pairs that conflict among those shown, each once, from the top. */
export function conflictingPairs(
  { rows, columns }: MatrixSelection,
  states: CellStates,
): { readonly one: number; readonly other: number; readonly files: number }[] {
  const seen = new Set(rows);
  return rows.flatMap((one) =>
    columns.flatMap((other) => {
      const state = states.get(one, other);
      const twice = seen.has(other) && other < one;
      return state.kind === 'conflict' && !twice ? [{ one, other, files: state.files }] : [];
    }),
  );
}
