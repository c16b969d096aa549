import { short } from './evidencePlace.ts';
import { listed } from './evidenceText.ts';
import { type EvidenceVerifier, fails, holds } from './evidenceVerifier.ts';

/** A commit is on some branch and touches the files. */
export const commitTouches: EvidenceVerifier<'commit'> = async (question, { repository }) => {
  const { spec, before, isFinal, claimedAt } = question;
  const seen = before?.facts['commit'];
  const commit = isFinal && typeof seen === 'string' ? seen : await repository.commit(spec.commit);
  if (commit === undefined) return fails(`There is no commit ${spec.commit}.`);
  const branch = await repository.branchWith(commit);
  if (branch === undefined)
    return fails(
      `Commit ${short(commit)} is on no branch: it was never pushed here, or was rewritten since.`,
      {
        commit,
      },
    );
  if (claimedAt !== null && (await repository.isAncestor(commit, claimedAt)))
    return fails(`Commit ${short(commit)} was in the base before the task was claimed.`, { commit, branch });
  const touched = await repository.touched(commit);
  const asked = spec.files ?? question.files;
  const missing = asked.filter(
    (file) => !touched.some((path) => path === file || path.startsWith(`${file}/`)),
  );
  const facts = { commit, branch, files: touched.length };
  if (missing.length > 0) return fails(`Commit ${short(commit)} does not touch ${listed(missing)}.`, facts);
  if (touched.length === 0) return fails(`Commit ${short(commit)} changes no file.`, facts);
  const what = listed(asked.length === 0 ? touched : asked);
  return holds(`Commit ${short(commit)} on ${branch} touches ${what}.`, facts);
};
