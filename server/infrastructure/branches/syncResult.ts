import path from 'node:path';
import type { SyncBranches, SyncOutcome } from '../../protocol/branchSync.ts';
import type { BaseBranch } from '../git/baseBranch.ts';
import { gitMessage } from '../git/gitClient.ts';
import type { Repository } from '../git/repository.ts';
import { type Signature, TreeMerge } from '../git/treeMerge.ts';
import { mergeResult } from './mergeQueue/mergeResult.ts';

export interface SyncRequest {
  readonly repository: Repository;
  readonly name: string;
  readonly tip: string;
  readonly base: BaseBranch;
  readonly how: NonNullable<SyncBranches['how']>;
  readonly committer: Signature;
  /** Existing folder for git's own files. */
  readonly scratch: string;
}

/** What brings a branch up to date with the base: the commit it would move to, made without a work tree. */
export async function syncResult(request: SyncRequest): Promise<SyncOutcome> {
  const { repository, name, tip, base, scratch } = request;
  // All work trees of the repository share what `git rerere` has recorded in one of them.
  const recorded = path.join(repository.commonFolder, 'rr-cache');
  const merge = await TreeMerge.open(repository, tip, scratch, recorded);
  try {
    const isIn = async (one: string, other: string) =>
      (await merge.run(['merge-base', '--is-ancestor', one, other])).succeeded;
    const outcome = { name, from: tip, files: [] };
    if (await isIn(base.commit, tip))
      return { ...outcome, state: 'up-to-date', to: null, why: `It has every commit of ${base.name}.` };
    if (await isIn(tip, base.commit))
      return {
        ...outcome,
        state: 'fast-forward',
        to: base.commit,
        why: `It has no commit of its own and moves to ${base.name}.`,
      };
    return await combined(request, merge);
  } catch (error) {
    const why = `Nothing was changed: ${gitMessage(error)}.`;
    return { name, state: 'refused', from: tip, to: null, files: [], why };
  } finally {
    await merge.close();
  }
}

async function combined(request: SyncRequest, merge: TreeMerge): Promise<SyncOutcome> {
  const { name, tip, base, how, committer } = request;
  const [onto, branch] =
    how === 'merge'
      ? [tip, { branch: base.name, commit: base.commit, policy: how }]
      : [base.commit, { branch: name, commit: tip, policy: how }];
  const result = await mergeResult({
    merge,
    target: how === 'merge' ? name : base.name,
    onto,
    branch,
    committer,
  });
  const outcome = { name, from: tip, to: null, files: [] };
  if (result.kind === 'conflict') {
    const files = result.files;
    return {
      ...outcome,
      state: 'conflict',
      files,
      why: `It conflicts with ${base.name} in ${files.join(', ')}.`,
    };
  }
  if (result.kind === 'failed')
    return { ...outcome, state: 'refused', why: `git cannot ${how} it with ${base.name}: ${result.why}.` };
  const to = result.kind === 'built' ? result.commit : base.commit;
  return how === 'merge'
    ? { ...outcome, state: 'merged', to, why: `${base.name} is merged into it.${resolution(merge)}` }
    : { ...outcome, state: 'rebased', to, why: `Its commits stand on ${base.name}.${resolution(merge)}` };
}

/** Says what nobody looked at this time. */
function resolution({ resolved }: TreeMerge): string {
  if (resolved.length === 0) return '';
  return ` Conflicts in ${resolved.join(', ')} are resolved as somebody did before (git rerere): look at them.`;
}
