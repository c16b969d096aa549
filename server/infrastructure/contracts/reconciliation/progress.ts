import type { FileFacts } from '../declarations/declaredFacts.ts';
import { type Finding, stated } from './disagreement.ts';

/** Progress beyond the total. */
export function progressOf(facts: FileFacts): Finding[] {
  const contracts = facts.contracts.flatMap(({ id, total, completed }): Finding[] => {
    if (total === null || completed === null || completed.value <= total.value) return [];
    return [
      {
        kind: 'progress',
        subject: id,
        contract: id,
        sentence: `${id} claims ${completed.text} of ${total.text} points.`,
        settle: 'Count again what is completed: no contract pays more than its total.',
        figures: [stated(facts, 'claimed as completed', completed), stated(facts, 'declared total', total)],
      },
    ];
  });
  return [...contracts, ...fractions(facts)];
}

function fractions(facts: FileFacts): Finding[] {
  return facts.fractions
    .filter(({ part, whole, isProgress }) => isProgress && part > whole)
    .map(({ part, whole, text, line }) => ({
      kind: 'progress' as const,
      subject: facts.file,
      contract: null,
      detail: text,
      sentence: `${facts.file} states a progress of ${part} of ${whole}.`,
      settle: 'Count again what is completed, or the whole it is a part of.',
      figures: [{ label: 'progress', value: text, place: `${facts.file}:${line}` }],
    }));
}
