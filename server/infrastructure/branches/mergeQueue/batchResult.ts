import type { PutOutReport } from '../../../protocol/queue.ts';
import type { Signature, TreeMerge } from '../../git/treeMerge.ts';
import { conflictReport } from './conflictReport.ts';
import type { MergeResult } from './mergeRequest.ts';
import { mergeResult } from './mergeResult.ts';
import { shortReport } from './putOutReports.ts';
import type { QueueMember } from './queueState.ts';
import { filesOfBothSides, reviewReport } from './reviewReport.ts';

export interface BatchRequest {
  readonly merge: TreeMerge;
  readonly target: string;
  readonly onto: string;
  readonly committer: Signature;
  readonly batch: readonly QueueMember[];
  /** Everybody in the queue, in its order. */
  readonly queue: readonly QueueMember[];
}

/** The branches of a batch merged one onto the other. */
export interface BatchResult {
  /** Undefined where no branch could be merged. */
  readonly result: { readonly ids: string[]; readonly commit: string; readonly tree: string } | undefined;
  /** Branches that cannot land on the target as it is. */
  readonly putOut: readonly { readonly id: string; readonly report: PutOutReport }[];
}

/**
 * Merges the branches in order. What cannot be merged with the target, or has to be reviewed, is put out; what cannot be
 * merged with a branch before it is left in the queue: whether that one lands is not known yet.
 */
export async function batchResult(request: BatchRequest): Promise<BatchResult> {
  const putOut: { id: string; report: PutOutReport }[] = [];
  const ids: string[] = [];
  let top: { commit: string; tree: string } | undefined;
  for (const member of request.batch) {
    const result = await memberResult(request, top?.commit ?? request.onto, member);
    if (result.kind === 'built') {
      top = { commit: result.commit, tree: result.tree };
      ids.push(member.id);
    } else if (!top) putOut.push({ id: member.id, report: await reportOf(request, member, result) });
  }
  return { result: top && { ids, ...top }, putOut };
}

type MemberResult = MergeResult | { readonly kind: 'review'; readonly files: readonly string[] };

async function memberResult(
  { merge, target, committer }: BatchRequest,
  onto: string,
  member: QueueMember,
): Promise<MemberResult> {
  const result = await mergeResult({ merge, target, onto, branch: member, committer });
  if (result.kind !== 'built' || !member.review) return result;
  const files = await filesOfBothSides(merge, onto, member);
  return files.length === 0 ? result : { kind: 'review', files };
}

function reportOf(
  { merge, target, onto, queue }: BatchRequest,
  member: QueueMember,
  result: Exclude<MemberResult, { kind: 'built' }>,
): Promise<PutOutReport> | PutOutReport {
  const { branch } = member;
  if (result.kind === 'nothing')
    return shortReport('nothing-to-land', `Everything of ${branch} is in ${target} already.`);
  if (result.kind === 'failed')
    return shortReport('not-mergeable', `${branch} cannot land on ${target}: ${result.why}.`);
  const others = queue.filter(({ id }) => id !== member.id);
  const merged = { merge, target, onto, member, others };
  return result.kind === 'review' ? reviewReport(merged, result.files) : conflictReport(merged, result);
}
