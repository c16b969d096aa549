import { short } from './evidencePlace.ts';
import { type EvidenceVerifier, fails, holds, unknown } from './evidenceVerifier.ts';

/** The work of a branch is in another one: its commits, or the same changes squashed or rebased. */
export const branchMerged: EvidenceVerifier<'merged'> = async (question, { repository }) => {
  const { spec, before, claimedAt } = question;
  const into = spec.into ?? repository.base;
  if (into === null) return unknown('There is no base branch to look at.');
  const seen = before?.facts['commit'];
  // A branch may be deleted once it is merged, and be used for something else: what was seen is what counts.
  const commit = typeof seen === 'string' ? seen : await repository.commit(spec.branch);
  if (commit === undefined) return fails(`There is no branch or commit ${spec.branch}.`);
  if (claimedAt !== null && (await repository.isAncestor(commit, claimedAt)))
    return fails(`${spec.branch} (${short(commit)}) was in the base before the task was claimed.`, {
      commit,
    });
  const target = await repository.commit(into);
  if (target === undefined) return fails(`There is no branch or commit ${into}.`);
  const how = await repository.mergedHow(target, commit);
  const facts = { commit, into: target };
  const what = `${spec.branch} (${short(commit)})`;
  if (how === undefined) return fails(`${what} has work that ${into} (${short(target)}) lacks.`, facts);
  const way = how === 'ancestry' ? 'merged' : 'squashed or rebased';
  return holds(`${what} is in ${into} (${short(target)}), ${way}.`, { ...facts, how });
};
