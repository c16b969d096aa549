import { LineTable } from '../../../analysis/text/lineTable.ts';
import { isPlace, placeOf, spoken } from './evidencePlace.ts';
import { type EvidenceVerifier, fails, holds, unknown } from './evidenceVerifier.ts';

/** A file has at most so many lines. */
export const lineCount: EvidenceVerifier<'lines'> = async (question, ground) => {
  const { spec } = question;
  const place = await placeOf({ ...question, at: spec.at }, ground);
  if (!isPlace(place)) return place;
  const { commit } = place;
  const where = spoken(spec.file, place);
  const found = await ground.repository.file(commit, spec.file);
  if (found === undefined) return fails(`There is no ${where}.`, { commit });
  if (found.text === null) return unknown(`${where} cannot be counted: ${found.why}`, { commit });
  const lines = new LineTable(found.text).count;
  const facts = { commit, lines };
  return lines <= spec.maximum
    ? holds(`${where} has ${lines} lines; at most ${spec.maximum} are asked for.`, facts)
    : fails(`${where} has ${lines} lines; at most ${spec.maximum} are asked for.`, facts);
};
