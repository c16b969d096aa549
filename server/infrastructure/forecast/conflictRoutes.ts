import type { BranchMonitor } from '../branches/branchMonitor.ts';
import type { Repository } from '../git/repository.ts';
import { resolveCommit } from '../git/revision.ts';
import type { Handlers } from '../http/handlers.ts';
import type { RowStore } from '../live/rowStore.ts';
import { Refusal } from '../refusal.ts';
import { checkCompared } from './comparedBranch.ts';
import { findHunks } from './conflictHunks.ts';
import type { ConflictMonitor } from './conflictMonitor.ts';

export interface ConflictRouteParts {
  readonly repository: Repository;
  readonly rows: RowStore;
  readonly monitor: Pick<BranchMonitor, 'refresh'>;
  readonly conflicts: ConflictMonitor;
  /** Folder for what merges write. */
  readonly scratch: string;
}

/** The routes of the conflict forecast. */
export function conflictRoutes(
  parts: ConflictRouteParts,
): Pick<Handlers, 'conflictMatrix' | 'conflictHunks'> {
  const { repository, monitor, conflicts, scratch } = parts;
  return {
    conflictMatrix: async ({ query: { branch } }) => {
      // Who has just committed asks about that commit, whether or not it was noticed yet.
      await monitor.refresh();
      if (branch !== undefined) checkCompared(branch, conflicts.plan());
      return conflicts.matrix(branch);
    },
    conflictHunks: async ({ query: { a, b } }) => {
      const [base, tip] = await Promise.all([a, b].map((name) => commitOf(name, parts)));
      const pair = { base: base ?? '', tip: tip ?? '' };
      return { a, b, files: [...(await findHunks(repository, pair, scratch))] };
    },
  };
}

/** The base may be a branch of a remote, which has no row. */
async function commitOf(name: string, { repository, rows }: ConflictRouteParts): Promise<string> {
  const commit =
    rows.get('branches', name)?.commit ?? (await resolveCommit(repository.git, `refs/remotes/${name}`));
  if (commit === undefined) throw new Refusal('not-found', `There is no branch ${JSON.stringify(name)}.`);
  return commit;
}
