import { l10n } from 'vscode';
import type { Disagreement } from '../../../server/protocol/reconciliation.ts';
import { commandId, rowKind } from '../../contributions.ts';
import type { ReplyState } from '../../infrastructure/liveReply.ts';
import type { RowPresentation } from '../rowPresentation.ts';
import type { RowPart } from '../rowView.ts';
import { Tooltip } from '../tooltip.ts';
import { disagreementLabel } from './disagreementWords.ts';

const yellow = 'problemsWarningIcon.foreground';

/**
 * What files and ledger disagree about, with all places.
 * @param repository id of the session whose files these are
 */
export function reconciliationPart(state: ReplyState<'reconciliation'>, repository: string): RowPart {
  const disagreements = state.reply?.disagreements ?? [];
  const presentation = presentReconciliation(state);
  return {
    id: 'reconciliation',
    presentation: { ...presentation, children: disagreements.length > 0 ? 'collapsed' : 'none' },
    tooltip: () => reconciliationTooltip(state),
    // There may be thousands: made when somebody unfolds them.
    get parts() {
      return kindParts(disagreements, repository);
    },
  };
}

function presentReconciliation({ reply, problem, loading }: ReplyState<'reconciliation'>): RowPresentation {
  const label = l10n.t('Reconciliation');
  const kind = { label, contextValue: rowKind.reconciliation };
  if (problem !== undefined) {
    const spoken = l10n.t('Reconciliation failed: {0}', problem);
    return { ...kind, description: problem, icon: 'error', color: 'errorForeground', spoken };
  }
  if (!reply) {
    const description = loading ? l10n.t('reading files…') : l10n.t('not read yet');
    return { ...kind, description, icon: 'loading~spin', spoken: `${label}, ${description}` };
  }
  if (reply.total === 0) {
    const description = reply.files === 0 ? l10n.t('no files to compare') : l10n.t('everything agrees');
    const icon = { icon: 'pass', color: 'testing.iconPassed' };
    return { ...kind, ...icon, description, spoken: `${label}, ${description}` };
  }
  const description = reply.total === 1 ? l10n.t('1 disagreement') : l10n.t('{0} disagreements', reply.total);
  return { ...kind, description, icon: 'warning', color: yellow, spoken: `${label}, ${description}` };
}

function reconciliationTooltip({ reply, problem }: ReplyState<'reconciliation'>) {
  return new Tooltip(l10n.t('What files declare, beside what the ledger has'))
    .fact(l10n.t('Problem'), problem)
    .fact(l10n.t('Files read'), reply?.files)
    .fact(l10n.t('Contracts in them'), reply?.contracts)
    .fact(l10n.t('Tasks in them'), reply?.tasks)
    .fact(l10n.t('Agents with points in them'), reply?.agents)
    .fact(l10n.t('Disagreements'), reply?.total)
    .build();
}

/** By kind: a repository with a thousand of them stays readable. */
function kindParts(disagreements: readonly Disagreement[], repository: string): RowPart[] {
  const kinds = Map.groupBy(disagreements, ({ kind }) => kind);
  return [...kinds].map(([kind, own]) => {
    const label = disagreementLabel(kind);
    return {
      id: kind,
      presentation: {
        label,
        description: String(own.length),
        icon: 'warning',
        color: yellow,
        contextValue: rowKind.section,
        spoken: l10n.t('{0}, {1} disagreements', label, own.length),
        children: own.length > 10 ? 'collapsed' : 'expanded',
      },
      tooltip: () => new Tooltip(label).build(),
      get parts() {
        return own.map((one) => disagreementPart(one, repository));
      },
    };
  });
}

function disagreementPart(disagreement: Disagreement, repository: string): RowPart {
  const { id, subject, sentence, settle, figures } = disagreement;
  const first = figures.find(({ place }) => place !== null)?.place ?? null;
  return {
    id,
    presentation: {
      label: subject,
      description: sentence,
      icon: 'git-compare',
      contextValue: rowKind.disagreement,
      spoken: l10n.t('{0}: {1}', subject, sentence),
      children: 'collapsed',
      ...opening(first, repository),
    },
    tooltip: () =>
      new Tooltip(sentence)
        .fact(l10n.t('To settle it'), settle)
        .list(
          l10n.t('Places'),
          figures.map(({ label, value, place }) => `${label} ${value}${place === null ? '' : ` (${place})`}`),
        )
        .build(),
    parts: figures.map((figure, index) => figurePart(figure, index, repository)),
  };
}

function figurePart(figure: Disagreement['figures'][number], index: number, repository: string): RowPart {
  const { label, value, place } = figure;
  return {
    id: String(index),
    presentation: {
      label: l10n.t('{0}: {1}', label, value),
      description: place ?? l10n.t('counted or in the ledger'),
      icon: place === null ? 'symbol-number' : 'go-to-file',
      contextValue: rowKind.section,
      spoken: [label, value, place].filter((text) => text !== null).join(', '),
      ...opening(place, repository),
    },
    tooltip: () => new Tooltip(value).fact(label, value).fact(l10n.t('Place'), place).build(),
  };
}

/** What a click does where there is a file to go to. */
function opening(place: string | null, repository: string): Pick<RowPresentation, 'command'> {
  if (place === null) return {};
  const title = l10n.t('Open Place');
  return { command: { command: commandId.openDisagreement, title, arguments: [{ repository, place }] } };
}
