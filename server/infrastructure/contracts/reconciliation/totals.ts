import { many } from '../../sentence.ts';
import type { DeclaredContract, FileFacts } from '../declarations/declaredFacts.ts';
import { counted, type Finding, stated } from './disagreement.ts';

/** Totals that are not the sum or the number of what they are totals of. */
export function totalsOf(facts: FileFacts): Finding[] {
  return [...facts.contracts.flatMap((contract) => contractTotal(facts, contract)), ...countsOf(facts)];
}

function contractTotal(facts: FileFacts, { id, total, tasks, isTask }: DeclaredContract): Finding[] {
  const points = tasks.flatMap((task) => task.points ?? []);
  const sum = points.reduce((all, { value }) => all + value, 0);
  const known = points.length === tasks.length;
  if (isTask || total === null || points.length === 0) return [];
  // Tasks without points may be worth what is missing, but never less than nothing.
  if (known ? sum === total.value : sum <= total.value) return [];
  const left = known ? '' : ` (${many(tasks.length - points.length, 'task')} without points not counted)`;
  return [
    {
      kind: 'total',
      subject: id,
      contract: id,
      sentence: `${id} declares ${total.text} points, its tasks (${points.length}) add up to ${sum}${left}.`,
      settle: `Change total_points to ${sum}, or the points of a task.`,
      figures: [
        stated(facts, 'declared total', total),
        counted(`sum of ${many(points.length, 'task')}`, sum),
        ...points.map((figure) => stated(facts, 'points of a task', figure)),
      ],
    },
  ];
}

function countsOf(facts: FileFacts): Finding[] {
  return facts.counts
    .filter(({ figure, present }) => figure.value !== present)
    .map(({ label, figure, present, counted: what }) => ({
      kind: 'total' as const,
      subject: facts.file,
      contract: null,
      detail: `${label} ${what}`,
      sentence: `${facts.file} declares ${figure.text} (${label}), present are ${present} ${what}.`,
      settle: `Change ${label} to ${present}.`,
      figures: [stated(facts, label, figure), counted(what, present)],
    }));
}
