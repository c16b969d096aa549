import type { StatedFigure } from '../../../protocol/reconciliation.ts';
import { many } from '../../sentence.ts';
import type { Contribution, DeclaredContract, FileFacts } from '../declarations/declaredFacts.ts';
import { counted, type Finding, stated } from './disagreement.ts';

/** Contributions, or tasks that are completed, that do not add up to what is claimed as completed. */
export function contributionsOf(facts: FileFacts): Finding[] {
  return [
    ...facts.contracts.flatMap((contract) => [
      ...byContributions(facts, contract),
      ...byTasks(facts, contract),
    ]),
    ...ofFile(facts),
  ];
}

function byContributions(
  facts: FileFacts,
  { id, completed, total, contributions }: DeclaredContract,
): Finding[] {
  const claim = completed ?? total;
  const sum = sumOf(contributions);
  if (claim === null || contributions.length === 0) return [];
  if (completed === null ? sum <= claim.value : sum === claim.value) return [];
  const label = completed === null ? 'declared total' : 'claimed as completed';
  return [finding(facts, { id, contract: id, claims: [stated(facts, label, claim)], contributions })];
}

/** What a log says of its progress against the contributions that it lists. */
function ofFile(facts: FileFacts): Finding[] {
  const sum = sumOf(facts.contributions);
  const claims = facts.fractions.filter(({ isProgress, part }) => isProgress && part !== sum);
  if (facts.contributions.length === 0 || claims.length === 0) return [];
  const figures = claims.map(({ text, line }) => ({
    label: 'claimed as completed',
    value: text,
    place: `${facts.file}:${line}`,
  }));
  const { contributions } = facts;
  return [finding(facts, { id: facts.file, contract: null, claims: figures, contributions })];
}

interface Claimed {
  readonly id: string;
  readonly contract: string | null;
  readonly claims: readonly StatedFigure[];
  readonly contributions: readonly Contribution[];
}

function finding(facts: FileFacts, { id, contract, claims, contributions }: Claimed): Finding {
  const sum = sumOf(contributions);
  const said = [...new Set(claims.map(({ label, value }) => `${value} (${label})`))].join(', ');
  return {
    kind: 'contributions',
    subject: id,
    contract,
    sentence: `The contributions (${contributions.length}) to ${id} add up to ${sum}, stated are ${said}.`,
    settle: 'Add the contributions that are missing, or take back what nobody contributed.',
    figures: [
      ...claims,
      counted(`sum of ${many(contributions.length, 'contribution')}`, sum),
      ...contributions.map(({ agent, points }) =>
        stated(facts, `contribution of ${agent ?? 'somebody'}`, points),
      ),
    ],
  };
}

function byTasks(facts: FileFacts, { id, completed, tasks, isTask }: DeclaredContract): Finding[] {
  const known = tasks.every(({ points, status }) => points !== null && status !== null);
  if (isTask || completed === null || tasks.length === 0 || !known) return [];
  const done = tasks.flatMap(({ points, status }) => (status === 'completed' && points ? [points] : []));
  const sum = done.reduce((all, { value }) => all + value, 0);
  if (sum === completed.value) return [];
  return [
    {
      kind: 'contributions',
      subject: id,
      contract: id,
      detail: 'tasks',
      sentence: `${id} claims ${completed.text} completed points, its completed tasks (${done.length}) add up to ${sum}.`,
      settle: `Change completed_points to ${sum}, or the status of a task.`,
      figures: [
        stated(facts, 'claimed as completed', completed),
        counted(`sum of ${many(done.length, 'completed task')}`, sum),
        ...done.map((figure) => stated(facts, 'points of a completed task', figure)),
      ],
    },
  ];
}

function sumOf(contributions: readonly Contribution[]): number {
  return contributions.reduce((all, { points }) => all + points.value, 0);
}
