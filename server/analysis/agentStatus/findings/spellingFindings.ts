import type { StatusFinding } from '../../finding.ts';
import { nearestName } from '../../nearestName.ts';
import { priorityOfSpelling } from '../prioritySpelling.ts';
import { spelledStates } from '../readStatus.ts';
import { stateAmong } from '../stateSpelling.ts';
import type { StatusDocument } from '../statusDocument.ts';
import { wordsOf } from '../statusValues.ts';
import { quoted } from '../syntax/damage.ts';
import type { StatusContext } from './statusContext.ts';

const levels = ['low', 'normal', 'high', 'urgent'];

/** Words for states and priorities that mean none. */
export function spellingFindings(document: StatusDocument, { states }: StatusContext): StatusFinding[] {
  const spelled = spelledStates(document);
  const isUnderstood = spelled.some(({ spelling }) => stateAmong(spelling, states) !== undefined);
  const unknown = spelled.flatMap(({ member, spelling }): StatusFinding[] => {
    if (stateAmong(spelling, states) !== undefined) return [];
    const counts = isUnderstood ? 'the other field counts' : 'the agent stays in the state it was in';
    const message = `${quoted(spelling)} means no state, so ${counts}. States: ${states.join(', ')}.`;
    const nearest = nearestName(spelling, states);
    return [finding(document, member.value, message, nearest)];
  });
  return [...unknown, ...priorityFindings(document)];
}

function priorityFindings(document: StatusDocument): StatusFinding[] {
  const member = document.field('priority');
  const spelling = wordsOf(member?.value, []);
  if (!member || spelling === null || priorityOfSpelling(spelling) !== undefined) return [];
  const message = `${quoted(spelling)} means no priority. Priorities: ${levels.join(', ')}.`;
  return [finding(document, member.value, message, nearestName(spelling, levels))];
}

function finding(
  document: StatusDocument,
  { start, end }: { readonly start: number; readonly end: number },
  message: string,
  nearest: string | undefined,
): StatusFinding {
  const range = document.range(start, end);
  return { rule: 'status-spelling', severity: 'hint', message, range, data: nearest ? { nearest } : {} };
}
