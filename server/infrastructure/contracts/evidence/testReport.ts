import { readJUnit } from '../../deployments/gates/reports/junit.ts';
import { UnusableReport } from '../../deployments/gates/reports/reportContent.ts';
import { isPlace, placeOf, spoken } from './evidencePlace.ts';
import {
  type EvidenceFinding,
  type EvidenceGround,
  type EvidenceQuestion,
  type EvidenceVerifier,
  fails,
  holds,
  unknown,
} from './evidenceVerifier.ts';

/** A report in JUnit XML has no failed test, and enough that have run. */
export const testReport: EvidenceVerifier<'tests'> = async (question, ground) => {
  const { report, file } = question.spec;
  if (file !== undefined) return committedReport(file, question, ground);
  if (report !== undefined) return judged(report, 'The posted report', question.spec.minimum, {});
  // Its text is not kept once it was read: nothing can have changed it.
  return question.before ?? unknown('The posted report is not at hand any more; hand it in again.');
};

async function committedReport(
  file: string,
  question: EvidenceQuestion<'tests'>,
  ground: EvidenceGround,
): Promise<EvidenceFinding> {
  const place = await placeOf({ ...question, at: question.spec.at }, ground);
  if (!isPlace(place)) return place;
  const { commit } = place;
  const where = spoken(file, place);
  const content = await ground.repository.smallFile(commit, file);
  if (content === undefined) return fails(`There is no ${where}.`, { commit });
  if (content.text === null) return unknown(`${where} cannot be read: ${content.why}`, { commit });
  return judged(content.text, where, question.spec.minimum, { commit });
}

function judged(
  text: string,
  where: string,
  minimum: number,
  facts: EvidenceFinding['facts'],
): EvidenceFinding {
  try {
    const { figures } = readJUnit([text]);
    const { run = 0, failed = 0, skipped = 0 } = figures;
    const seen = { ...facts, run, failed, skipped };
    const counts = `${run} tests have run and ${failed} failed`;
    if (failed > 0) return fails(`${where}: ${counts}.`, seen);
    if (run < minimum) return fails(`${where}: ${counts}; at least ${minimum} have to run.`, seen);
    return holds(`${where}: ${counts}.`, seen);
  } catch (error) {
    if (error instanceof UnusableReport) return fails(`${where} ${error.message}.`, facts);
    throw error;
  }
}
