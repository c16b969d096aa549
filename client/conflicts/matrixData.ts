import { l10n } from 'vscode';
import type { ConflictMatrix } from '../../server/protocol/conflicts.ts';
import type { LiveStore } from '../infrastructure/liveStore.ts';
import { plainText } from '../plainText.ts';
import { naturalOrder } from '../views/naturalOrder.ts';
import type { MatrixBranch, MatrixData } from './webview/messages.ts';

/**
 * What the panel shows: the answer of the service, in which conflicts are those of the live store, as they may have
 * changed since.
 */
export function matrixData(matrix: ConflictMatrix, store: LiveStore): MatrixData {
  const branches = matrix.branches.map((name) => branchOf(name, matrix.base, store)).sort(inOrder);
  const places = new Map(branches.map(({ name }, place) => [name, place]));
  const placed = <Rest extends readonly unknown[]>(a: string, b: string, ...rest: Rest) => {
    const [one, other] = [places.get(a), places.get(b)];
    return one === undefined || other === undefined ? [] : [[one, other, ...rest] as const];
  };
  return {
    branches,
    teams: [...new Set(branches.flatMap(({ team }) => team ?? []))],
    conflicts: [...store.rows('conflicts').values()].flatMap(({ a, b, files, omitted }) =>
      placed(a, b, files.length + omitted),
    ),
    unknown: matrix.unknown.flatMap(({ a, b, why }) => placed(a, b, why)),
    computing: computingPairs(matrix).flatMap(([a, b]) => placed(a, b)),
    notes: notesOf(matrix.leftOut),
  };
}

function branchOf(name: string, base: string | null, store: LiveStore): MatrixBranch {
  const team = store.get('branches', name)?.team ?? null;
  const prefix = team === null ? undefined : store.get('teams', team)?.branchPrefix;
  const own = prefix !== undefined && name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return { name, label: plainText(own.replace(/^[-/_.]+/, '') || name), team, base: name === base };
}

/** The base first, then team by team, those of none last: places do not change when a branch moves. */
function inOrder(a: MatrixBranch, b: MatrixBranch): number {
  return (
    Number(b.base) - Number(a.base) ||
    Number(a.team === null) - Number(b.team === null) ||
    naturalOrder(a.team ?? '', b.team ?? '') ||
    naturalOrder(a.name, b.name)
  );
}

/** A branch that is not compared with the base yet has no pairs with others yet. */
function computingPairs({ base, branches, computing }: ConflictMatrix): [string, string][] {
  const named = computing.map(([a, b]): [string, string] => [branches[a] ?? '', branches[b] ?? '']);
  const waiting = named.flatMap(([a, b]) => (a === base ? [b] : b === base ? [a] : []));
  const implied = waiting.flatMap((one) =>
    branches.filter((other) => other !== one).map((other): [string, string] => [one, other]),
  );
  return [...named, ...implied];
}

function notesOf({ merged, inactive, overLimit }: ConflictMatrix['leftOut']): string[] {
  return [
    ...(merged > 0 ? [l10n.t('Not compared because they are merged into the base: {0}.', merged)] : []),
    ...(inactive > 0 ? [l10n.t('Not compared because nobody worked on them lately: {0}.', inactive)] : []),
    ...(overLimit > 0
      ? [l10n.t('Not compared because there are more than are compared, the oldest: {0}.', overLimit)]
      : []),
  ];
}
