import type { Signature, TreeMergeOutcome } from '../../git/treeMerge.ts';
import type { MergeRequest, MergeResult } from './mergeRequest.ts';

interface ReplayedCommit {
  readonly tree: string;
  readonly parentTree: string;
  readonly author: Signature;
  readonly message: string;
}

const differs =
  'replaying its commits one by one gives other files than merging it: it has merge commits with changes of their own, or commits that both sides have; enqueue it under the policy "merge" or "squash", or rebase it by hand';

/**
 * Puts the commits of the branch on top of the target, one by one; merge commits are left out, as git does.
 * @param mergedTree what merging gives: a rebase has to give the same, or something would be lost on the way
 */
export async function rebaseResult(request: MergeRequest, mergedTree: string): Promise<MergeResult> {
  const { merge, onto, committer } = request;
  let commit = onto;
  let tree = (await merge.run(['rev-parse', `${onto}^{tree}`])).text.trim();
  for (const one of await commitsOf(request)) {
    const outcome = await replay(request, tree, one);
    if (outcome.kind !== 'clean') return outcome;
    // What the target has already makes no empty commit.
    if (outcome.tree === tree) continue;
    ({ tree } = outcome);
    const { author, message } = one;
    commit = await merge.commit({ tree, parents: [commit], message, author, committer });
  }
  if (tree !== mergedTree) return { kind: 'failed', why: differs };
  return commit === onto ? { kind: 'nothing' } : { kind: 'built', commit, tree };
}

async function commitsOf({ merge, onto, branch }: MergeRequest): Promise<ReplayedCommit[]> {
  const format = '--format=%T%x01%P%x01%an%x01%ae%x01%at %ai%x01%B';
  const range = ['log', '--reverse', '--topo-order', '--no-merges', '--encoding=UTF-8', '-z', format];
  const { text } = await merge.run([...range, `${onto}..${branch.commit}`]);
  const commits: ReplayedCommit[] = [];
  for (const record of text.split('\0').filter((one) => one !== '')) {
    const [tree = '', parent = '', name = '', email = '', date = '', ...message] = record.split('\u0001');
    // The first commit of a history has no parent: it is a change of nothing.
    const before = parent === '' ? ['mktree'] : ['rev-parse', `${parent}^{tree}`];
    const parentTree = (await merge.run(before)).text.trim();
    const author = { name, email, date: gitDate(date) };
    commits.push({ tree, parentTree, author, message: message.join('\u0001') });
  }
  return commits;
}

/** `1700000000 2023-11-14 22:13:20 +0100` → `@1700000000 +0100`. */
function gitDate(text: string): string {
  const [seconds] = text.split(' ');
  return `@${seconds} ${text.slice(text.lastIndexOf(' ') + 1)}`;
}

/**
 * Applies one commit. Git before 2.40 takes no merge base, so the three trees get commits of their own whose history
 * has that base.
 */
async function replay(
  { merge, committer }: MergeRequest,
  ontoTree: string,
  { tree, parentTree }: ReplayedCommit,
): Promise<TreeMergeOutcome> {
  const step = { message: 'step of a rebase\n', author: committer, committer };
  const base = await merge.commit({ ...step, tree: parentTree, parents: [] });
  const [ours, theirs] = await Promise.all(
    [ontoTree, tree].map((each) => merge.commit({ ...step, tree: each, parents: [base] })),
  );
  return merge.merge(ours ?? '', theirs ?? '');
}
