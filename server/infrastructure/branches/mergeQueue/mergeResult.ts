import { gitMessage } from '../../git/gitClient.ts';
import type { TreeMerge } from '../../git/treeMerge.ts';
import type { MergeRequest, MergeResult } from './mergeRequest.ts';
import { rebaseResult } from './rebaseResult.ts';

/** Builds the result of merging one branch by its policy; nothing but objects is written. */
export async function mergeResult(request: MergeRequest): Promise<MergeResult> {
  const { merge, onto, branch } = request;
  const [outcome, base, nothingNew] = await Promise.all([
    merge.merge(onto, branch.commit),
    treeOf(merge, onto),
    isAncestor(merge, branch.commit, onto),
  ]);
  if (outcome.kind !== 'clean') return outcome;
  const { tree } = outcome;
  if (branch.policy !== 'merge' && tree === base) return { kind: 'nothing' };
  if (branch.policy === 'rebase') return rebaseResult(request, tree);
  if (nothingNew) return { kind: 'nothing' };
  const commit = await (branch.policy === 'squash' ? squash(request, tree) : join(request, tree));
  return { kind: 'built', commit, tree };
}

function join({ merge, onto, branch, target, committer }: MergeRequest, tree: string): Promise<string> {
  return merge.commit({
    tree,
    parents: [onto, branch.commit],
    message: `Merge branch '${branch.branch}' into ${target}\n`,
    author: committer,
    committer,
  });
}

async function squash({ merge, onto, branch, committer }: MergeRequest, tree: string): Promise<string> {
  const range = ['log', '--reverse', '--no-merges', '--encoding=UTF-8', '-z'];
  const { text } = await merge.run([...range, '--format=%an%n%ae%n%B', `${onto}..${branch.commit}`]);
  const commits = text
    .split('\0')
    .filter((one) => one !== '')
    .map((one) => one.split('\n'));
  const [name = committer.name, email = committer.email] = commits.at(-1) ?? [];
  const subjects = commits.map(([, , subject]) => `* ${subject}`);
  const message =
    commits.length === 1
      ? `${commits[0]?.slice(2).join('\n').trim()}\n`
      : `Squash branch '${branch.branch}'\n\n${subjects.join('\n')}\n`;
  return merge.commit({ tree, parents: [onto], message, author: { name, email }, committer });
}

/** @throws {Error} what git says */
async function treeOf(merge: TreeMerge, commit: string): Promise<string> {
  const { text, complaint, succeeded } = await merge.run(['rev-parse', '--verify', `${commit}^{tree}`]);
  if (!succeeded) throw new Error(gitMessage(complaint));
  return text.trim();
}

async function isAncestor(merge: TreeMerge, commit: string, of: string): Promise<boolean> {
  return (await merge.run(['merge-base', '--is-ancestor', commit, of])).succeeded;
}
