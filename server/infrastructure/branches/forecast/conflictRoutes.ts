import { objectId } from '../../../protocol/names.ts';
import { BoundedMemo } from '../../collections/boundedMemo.ts';
import type { Repository } from '../../git/repository.ts';
import { resolveCommit } from '../../git/revision.ts';
import type { Handlers } from '../../http/handlers.ts';
import { Refusal } from '../../refusal.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import type { BranchMonitor } from '../branchMonitor.ts';
import { checkCompared } from './comparedBranch.ts';
import { findHunks } from './conflictHunks.ts';
import type { ConflictMonitor } from './conflictMonitor.ts';
import { FileOverlaps } from './fileOverlaps.ts';

export interface ConflictRouteParts {
  readonly repository: Repository;
  readonly rows: RowStore;
  readonly monitor: Pick<BranchMonitor, 'refresh'>;
  readonly conflicts: ConflictMonitor;
  /** Folder for what merges write. */
  readonly scratch: string;
}

const rememberedCommits = 1000;

/** The routes of the conflict forecast. */
export function conflictRoutes(
  parts: ConflictRouteParts,
): Pick<Handlers, 'conflictMatrix' | 'conflictHunks' | 'overlaps'> {
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
    overlaps: overlapsHandler(parts),
  };
}

function overlapsHandler(parts: ConflictRouteParts): Handlers['overlaps'] {
  const overlaps = new FileOverlaps(parts.repository);
  const commits = new BoundedMemo<string>(rememberedCommits);
  return async ({ query: { at, path, own } }) => {
    const names = parts.conflicts.compared().filter((name) => name !== own && name !== at);
    const tips = names.map(async (name) => ({ name, commit: await commitOf(name, parts) }));
    const branches = await Promise.all(tips);
    const find = () => revisionOf(at, parts);
    // What an object id stands for does not change.
    const commit = await (objectId.safeParse(at).success ? commits.get(at, find) : find());
    return overlaps.find({ commit, path }, branches);
  };
}

async function revisionOf(revision: string, { repository, rows }: ConflictRouteParts): Promise<string> {
  const commit = rows.get('branches', revision)?.commit ?? (await resolveCommit(repository.git, revision));
  if (commit === undefined)
    throw new Refusal('unknown-revision', `There is no branch, tag or commit ${JSON.stringify(revision)}.`);
  return commit;
}

/** The base may be a branch of a remote, which has no row. */
async function commitOf(name: string, { repository, rows }: ConflictRouteParts): Promise<string> {
  const commit =
    rows.get('branches', name)?.commit ?? (await resolveCommit(repository.git, `refs/remotes/${name}`));
  if (commit === undefined) throw new Refusal('not-found', `There is no branch ${JSON.stringify(name)}.`);
  return commit;
}
