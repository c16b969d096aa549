import { l10n, type MarkdownString } from 'vscode';
import type { Contract, TaskCounts } from '../../../server/protocol/contracts.ts';
import { rowKind } from '../../contributions.ts';
import { ageText } from '../ageText.ts';
import type { RowPresentation } from '../rowPresentation.ts';
import { Tooltip } from '../tooltip.ts';

/** How a contract looks as a row: its points and what waits for a decision first. */
export function presentContract(contract: Contract, now: number): RowPresentation {
  const { id, title, credited, total, held, credits, problem } = contract;
  const facts = factsOf(contract, now);
  const points = [`${credited}/${total}`, pointsBar(credited, held, total)].filter(Boolean).join(' ');
  const spoken = l10n.t('Contract {0}, {1} of {2} points credited', id, credited, total);
  return {
    label: id,
    description: [points, ...facts, title].join(' · '),
    ...iconOf(contract),
    contextValue: kindOf(contract),
    spoken: [spoken, ...facts, problem ?? title].join(', '),
    children: credits.length + countTasks(contract.tasks) > 0 ? 'collapsed' : 'none',
  };
}

const cells = 5;

/** Credited, held and free points as a bar of text; empty where there is no total. */
export function pointsBar(credited: number, held: number, total: number): string {
  if (total <= 0) return '';
  const full = Math.min(cells, Math.floor((credited / total) * cells));
  const begun = Math.min(cells, Math.floor(((credited + held) / total) * cells)) - full;
  return `${'●'.repeat(full)}${'◐'.repeat(begun)}${'○'.repeat(cells - full - begun)}`;
}

/** Everything known of a contract. */
export function contractTooltip(contract: Contract): MarkdownString {
  const { tasks } = contract;
  return new Tooltip(contract.title)
    .fact(l10n.t('Contract'), contract.id)
    .fact(l10n.t('Total points'), contract.total)
    .fact(l10n.t('Credited'), contract.credited)
    .fact(l10n.t('Held for tasks'), contract.held)
    .fact(l10n.t('Remaining'), contract.remaining)
    .fact(l10n.t('Points of its tasks'), contract.scope)
    .fact(l10n.t('Tasks'), countsText(tasks))
    .fact(l10n.t('Parties'), contract.parties.join(', '))
    .time(l10n.t('Deadline'), contract.deadline)
    .fact(l10n.t('Closed'), contract.closed)
    .fact(l10n.t('Claimed by its file'), contract.claimed)
    .fact(l10n.t('Declared in'), contract.source)
    .fact(l10n.t('Problem'), contract.problem)
    .build();
}

function factsOf(contract: Contract, now: number): string[] {
  const { tasks, deadline, closed, problem } = contract;
  const facts = [
    closed === null ? undefined : l10n.t('closed'),
    tasks.waiting > 0 ? l10n.t('{0} waiting', tasks.waiting) : undefined,
    tasks.open > 0 ? l10n.t('{0} open', tasks.open) : undefined,
    deadline === null || closed !== null ? undefined : deadlineText(deadline, now),
    problem ?? undefined,
  ];
  return facts.filter((fact) => fact !== undefined);
}

function deadlineText(deadline: string, now: number): string {
  const left = Date.parse(deadline) - now;
  if (left < 0) return l10n.t('overdue for {0}', ageText(deadline, now));
  return l10n.t('due in {0}', ageText(new Date(now).toISOString(), Date.parse(deadline)));
}

function countsText(counts: TaskCounts): string {
  const { open, working, waiting, completed, credited, ended } = counts;
  const texts: [count: number, text: string][] = [
    [open, l10n.t('{0} open', open)],
    [working, l10n.t('{0} working', working)],
    [waiting, l10n.t('{0} waiting', waiting)],
    [completed, l10n.t('{0} completed', completed)],
    [credited, l10n.t('{0} credited', credited)],
    [ended, l10n.t('{0} ended', ended)],
  ];
  const some = texts.filter(([count]) => count > 0);
  return some.map(([, text]) => text).join(', ');
}

function countTasks({ open, working, waiting, completed, credited, ended }: TaskCounts): number {
  return open + working + waiting + completed + credited + ended;
}

function iconOf({ problem, closed, remaining, held }: Contract): { icon: string; color?: string } {
  if (problem !== null) return { icon: 'warning', color: 'problemsWarningIcon.foreground' };
  if (closed !== null) return { icon: 'archive', color: 'disabledForeground' };
  return remaining <= 0 && held === 0
    ? { icon: 'pass-filled', color: 'testing.iconPassed' }
    : { icon: 'checklist' };
}

function kindOf({ remaining, closed }: Contract): string {
  if (closed !== null) return rowKind.contractClosed;
  return remaining <= 0 ? rowKind.contractSpent : rowKind.contract;
}
