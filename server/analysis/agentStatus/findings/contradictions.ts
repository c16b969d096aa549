import type { StatusFinding } from '../../finding.ts';
import { spelledStates } from '../readStatus.ts';
import { stateAmong, stateOfSpelling } from '../stateSpelling.ts';
import type { StatusDocument } from '../statusDocument.ts';
import { blockersOf } from '../statusLists.ts';
import { quoted } from '../syntax/damage.ts';
import type { StatusContext } from './statusContext.ts';

/** What is the same to whoever looks on: an agent at work, one that is done. */
const kinds: Readonly<Record<string, string>> = {
  start: 'at work',
  active: 'at work',
  process: 'at work',
  complete: 'done',
  end: 'done',
};

/** Fields that cannot both be true. */
export function contradictions(document: StatusDocument, context: StatusContext): StatusFinding[] {
  return [...twoStates(document, context), ...doneButBlocked(document)];
}

function twoStates(document: StatusDocument, { states }: StatusContext): StatusFinding[] {
  const [lifecycle, status] = spelledStates(document);
  if (!lifecycle || !status) return [];
  const [counting, other] = [lifecycle, status].map(({ spelling }) => stateAmong(spelling, states));
  if (counting === undefined || other === undefined || kindOf(counting) === kindOf(other)) return [];
  const { start, end } = status.member.value;
  const names = [lifecycle.member.key, status.member.key];
  return [
    {
      rule: 'status-contradiction',
      severity: 'hint',
      message: `"${names[1]}" means ${other}, but "${names[0]}" means ${counting}, which counts.`,
      range: document.range(start, end),
      related: [
        {
          range: document.range(lifecycle.member.value.start, lifecycle.member.value.end),
          message: `"${names[0]}" means ${counting}.`,
        },
      ],
      data: { states: [counting, other] },
    },
  ];
}

function kindOf(state: string): string {
  return kinds[state] ?? state;
}

function doneButBlocked(document: StatusDocument): StatusFinding[] {
  const member = document.field('blockers');
  const state = spelledStates(document)
    .map(({ spelling }) => stateOfSpelling(spelling))
    .find((each) => each !== undefined);
  if (state === undefined || !member) return [];
  const blockers = blockersOf(member);
  if (kindOf(state) !== 'done' || blockers.length === 0) return [];
  const [first = ''] = blockers;
  return [
    {
      rule: 'status-contradiction',
      severity: 'hint',
      message: `The agent is ${state}, but something still blocks it: ${quoted(first)}.`,
      range: document.range(member.value.start, member.value.end),
      data: { state, blockers: blockers.length },
    },
  ];
}
