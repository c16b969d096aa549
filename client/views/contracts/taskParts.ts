import { l10n, type MarkdownString } from 'vscode';
import type { Evidence, EvidenceVerdict } from '../../../server/protocol/evidence.ts';
import type { Task } from '../../../server/protocol/tasks.ts';
import { rowKind } from '../../contributions.ts';
import type { RowPresentation } from '../rowPresentation.ts';
import type { RowPart } from '../rowView.ts';
import { Tooltip } from '../tooltip.ts';
import { pointsText, stageLabel, verdictLabel } from './taskWords.ts';

interface Icon {
  readonly icon: string;
  readonly color?: string;
}

const green = 'testing.iconPassed';
const yellow = 'problemsWarningIcon.foreground';
const red = 'problemsErrorIcon.foreground';

const stageIcons: { readonly [Stage in Task['stage']]: Icon } = {
  open: { icon: 'circle-outline' },
  claimed: { icon: 'account', color: 'charts.blue' },
  asking: { icon: 'comment-unresolved', color: yellow },
  verifying: { icon: 'loading~spin', color: 'charts.blue' },
  unproven: { icon: 'unverified', color: yellow },
  verified: { icon: 'verified', color: green },
  crediting: { icon: 'loading~spin', color: 'charts.green' },
  credited: { icon: 'pass-filled', color: green },
  disputed: { icon: 'law', color: yellow },
  failed: { icon: 'error', color: red },
  canceled: { icon: 'circle-slash', color: 'disabledForeground' },
  rejected: { icon: 'circle-slash', color: red },
};

const verdictIcons: { readonly [Verdict in EvidenceVerdict]: Icon } = {
  pending: { icon: 'circle-outline' },
  holds: { icon: 'pass', color: green },
  fails: { icon: 'error', color: red },
  unknown: { icon: 'question', color: yellow },
};

/** A task as a row below its contract or its worker; below it what is to be shown, and what was seen. */
export function taskPart(task: Task, id: string): RowPart {
  const parts = [...phantomPart(task), ...task.evidence.map((one, index) => evidencePart(one, index))];
  return {
    id,
    row: { resource: 'tasks', id: task.id },
    presentation: { ...presentTask(task), children: parts.length > 0 ? 'collapsed' : 'none' },
    tooltip: () => taskTooltip(task),
    parts,
  };
}

function presentTask(task: Task): RowPresentation {
  const { title, points, stage, assignee, note, phantom, evidence, priority } = task;
  const failing = evidence.filter(({ verdict }) => verdict === 'fails').length;
  const facts = [
    stageLabel(stage),
    assignee ?? undefined,
    phantom === null ? undefined : l10n.t('nothing to do: {0}', phantom),
    failing === 0 ? undefined : failingText(failing, evidence.length),
    priority === 'normal' ? undefined : priority,
    note ?? undefined,
  ].filter((fact) => fact !== undefined);
  return {
    label: title,
    description: [String(points), ...facts].join(' · '),
    ...(phantom !== null && stage === 'open' ? { icon: 'warning', color: yellow } : stageIcons[stage]),
    contextValue: kindOf(task),
    spoken: [l10n.t('Task {0}, {1}', title, pointsText(points)), ...facts].join(', '),
  };
}

function failingText(failing: number, all: number): string {
  return all === 1 ? l10n.t('its proof fails') : l10n.t('{0} of {1} proofs fail', failing, all);
}

function kindOf({ stage }: Task): string {
  const kinds: { readonly [Stage in Task['stage']]: string } = {
    open: rowKind.taskOpen,
    claimed: rowKind.taskClaimed,
    asking: rowKind.taskAsking,
    verifying: rowKind.taskVerifying,
    unproven: rowKind.taskUnproven,
    verified: rowKind.taskVerified,
    crediting: rowKind.taskCrediting,
    credited: rowKind.taskCredited,
    disputed: rowKind.taskDisputed,
    failed: rowKind.taskEnded,
    canceled: rowKind.taskEnded,
    rejected: rowKind.taskEnded,
  };
  return kinds[stage];
}

function phantomPart({ phantom }: Task): RowPart[] {
  if (phantom === null) return [];
  return [
    {
      id: 'phantom',
      presentation: {
        label: phantom,
        icon: 'warning',
        color: yellow,
        contextValue: rowKind.evidence,
        spoken: l10n.t('There may be nothing to do: {0}', phantom),
      },
      tooltip: () => new Tooltip(phantom).build(),
    },
  ];
}

function evidencePart({ kind, spec, verdict, text, time }: Evidence, index: number): RowPart {
  const said = verdict === 'pending' ? verdictLabel(verdict) : text || verdictLabel(verdict);
  return {
    id: `evidence:${index}`,
    presentation: {
      label: spec,
      description: said,
      ...verdictIcons[verdict],
      contextValue: rowKind.evidence,
      spoken: [spec, verdictLabel(verdict), text].filter(Boolean).join(', '),
    },
    tooltip: () =>
      new Tooltip(spec)
        .fact(l10n.t('Kind'), kind)
        .fact(l10n.t('Verdict'), verdictLabel(verdict))
        .fact(l10n.t('Seen'), text)
        .time(l10n.t('Looked at'), time)
        .build(),
  };
}

function taskTooltip(task: Task): MarkdownString {
  return new Tooltip(task.title)
    .fact(l10n.t('Task'), task.id)
    .fact(l10n.t('Points'), task.points)
    .fact(l10n.t('State'), `${task.state} (${stageLabel(task.stage)})`)
    .time(l10n.t('Since'), task.since)
    .fact(l10n.t('Said last'), task.note)
    .fact(l10n.t('Nothing to do'), task.phantom)
    .fact(l10n.t('Has it'), task.assignee)
    .fact(l10n.t('Claimed'), task.attempt === 0 ? undefined : l10n.t('{0} times', task.attempt))
    .fact(l10n.t('Priority'), task.priority)
    .fact(l10n.t('Needs'), task.requires.join(', '))
    .list(l10n.t('Files'), task.files)
    .list(l10n.t('To be shown'), task.proof)
    .list(
      l10n.t('Evidence'),
      task.evidence.map(({ spec, verdict, text }) => `${spec}: ${verdictLabel(verdict)}. ${text}`),
    )
    .fact(l10n.t('Declared in'), task.source)
    .build();
}
