import { isPlace, placeOf, short } from './evidencePlace.ts';
import { type EvidenceVerifier, fails, holds } from './evidenceVerifier.ts';

/** A gate of a deployment or a check of the merge queue has passed for exactly this commit. */
export const gatePassed: EvidenceVerifier<'gate'> = async (question, ground) => {
  const { gate, at } = question.spec;
  const place = await placeOf({ ...question, at }, ground);
  if (!isPlace(place)) return place;
  const { commit } = place;
  const facts = { commit, gate };
  const passed = await ground.passed.find(commit, gate);
  if (passed.outcome === 'passed')
    return holds(`${gate} passed for ${short(commit)} in ${passed.where}.`, facts);
  if (passed.outcome === 'none')
    return fails(`No deployment and no merge has run ${gate} for ${short(commit)}.`, facts);
  return fails(`${gate} was ${passed.outcome} for ${short(commit)} in ${passed.where}.`, facts);
};
