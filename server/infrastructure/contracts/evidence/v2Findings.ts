import { analyze } from '../../../analysis/analyze.ts';
import type { Finding } from '../../../analysis/finding.ts';
import { languageOf } from '../../../analysis/languages.ts';
import { baseLimits } from './baseLimits.ts';
import { type EvidencePlace, isPlace, placeOf, spoken } from './evidencePlace.ts';
import { listed } from './evidenceText.ts';
import {
  type EvidenceFinding,
  type EvidenceGround,
  type EvidenceVerifier,
  fails,
  holds,
  unknown,
} from './evidenceVerifier.ts';

/** Files have no V2 findings left, by the limits that the base states: a branch does not lift its own. */
export const v2Findings: EvidenceVerifier<'v2'> = async (question, ground) => {
  const { files, rules, at } = question.spec;
  const place = await placeOf({ ...question, at }, ground);
  if (!isPlace(place)) return place;
  const { commit } = place;
  const found: Finding[] = [];
  for (const file of files) {
    const findings = await findingsIn(file, place, ground);
    if ('verdict' in findings) return findings;
    const left = findings.filter(({ rule }) => rules?.includes(rule) ?? true);
    const [first] = left;
    if (first)
      return fails(`${spoken(file, place)}, line ${first.range.start.line}: ${first.message}`, {
        commit,
        findings: left.length,
        rule: first.rule,
      });
    found.push(...left);
  }
  const what = rules === undefined ? 'no findings' : `no findings of ${listed(rules)}`;
  return holds(`${spoken(listed(files), place)}: ${what}.`, { commit, findings: found.length });
};

async function findingsIn(
  file: string,
  place: EvidencePlace,
  { repository }: EvidenceGround,
): Promise<Finding[] | EvidenceFinding> {
  const { commit } = place;
  const languageId = languageOf(file);
  if (languageId === undefined) return unknown(`V2 has no rules for ${file}.`, { commit });
  const content = await repository.smallFile(commit, file);
  if (content === undefined) return fails(`There is no ${spoken(file, place)}.`, { commit });
  if (content.text === null)
    return unknown(`${spoken(file, place)} cannot be checked: ${content.why}`, { commit });
  const limits = await baseLimits(repository, commit);
  const { settings } = limits.of(file, languageId, content.text);
  return analyze(content.text, languageId, settings).filter(({ severity }) => severity !== 'hint');
}
