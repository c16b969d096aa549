import type { BranchHolder } from '../git/worktreeList.ts';
import { Refusal } from '../refusal.ts';
import { many } from '../sentence.ts';
import type { BranchChange } from './branchSubject.ts';

export interface LostCommit {
  readonly commit: string;
  readonly author: string;
  readonly subject: string;
}

/** Work that the base has not: the newest commits of it, and how many there are. */
export interface UnmergedWork {
  readonly count: number;
  readonly commits: readonly LostCommit[];
  /** Files that those commits changed. */
  readonly files: readonly string[];
}

const shownFiles = 100;

/** A deletion with what git knows about it. */
export interface DeleteBranchFacts {
  readonly name: string;
  /** Undefined where there is no such branch. */
  readonly commit: string | undefined;
  /** Commit that the caller has seen and wants to be rid of, work and all. */
  readonly confirm: string | undefined;
  /** Name of the base; undefined where there is none. */
  readonly base: string | undefined;
  readonly holder: BranchHolder | undefined;
  /** Files of the holder's work tree that are in no commit. */
  readonly dirtyFiles: readonly string[];
  readonly unmerged: UnmergedWork;
  readonly deletedAt: string;
}

/**
 * Allows a deletion.
 * @throws {Refusal} `not-found`, `base-branch`, `branch-checked-out`, `branch-moved`, `unmerged-work`
 */
export function decideDelete(facts: DeleteBranchFacts): BranchChange {
  const { name, commit, confirm, base, deletedAt } = facts;
  if (commit === undefined) throw new Refusal('not-found', `There is no branch ${name}.`);
  if (name === base)
    throw new Refusal('base-branch', `${name} is the base that other branches are compared with; it stays.`);
  refuseHeld(facts);
  if (confirm !== undefined && confirm !== commit)
    throw new Refusal(
      'branch-moved',
      `${name} has moved to ${commit.slice(0, 10)} since you looked; look again at what would be lost.`,
      { name, commit },
    );
  if (confirm === undefined) refuseUnmerged(facts, commit);
  return { operation: 'delete', from: commit, to: null, details: { deletedAt } };
}

function refuseHeld({ name, holder, dirtyFiles }: DeleteBranchFacts): void {
  if (!holder) return;
  const where = `${holder.main ? 'the main work tree' : 'the work tree'} ${holder.path}`;
  const files = dirtyFiles.length === 0 ? '' : ` There, ${many(dirtyFiles.length, 'file')} would be lost.`;
  const advice = holder.missing
    ? `That folder is gone: where it is gone for good, run \`git worktree prune\` first.`
    : `Check another branch out there${holder.main ? '' : ', or remove that work tree,'} first.`;
  throw new Refusal('branch-checked-out', `${name} is ${holder.how} in ${where}.${files} ${advice}`, {
    name,
    worktree: holder.path,
    dirtyFiles: dirtyFiles.slice(0, 100),
  });
}

function refuseUnmerged({ name, base, unmerged }: DeleteBranchFacts, commit: string): void {
  const { count, commits, files } = unmerged;
  if (count === 0) return;
  const where = base === undefined ? 'on no other branch' : `not in ${base}`;
  const work = `${many(count, 'commit')} that ${count === 1 ? 'is' : 'are'} ${where}`;
  throw new Refusal(
    'unmerged-work',
    `${name} has ${work}; delete it with the confirmation ${commit} if that work is to go.`,
    { name, commit, count, commits, files: files.slice(0, shownFiles), fileCount: files.length },
  );
}
