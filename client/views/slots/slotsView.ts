import { l10n } from 'vscode';
import type { Slot } from '../../../server/protocol/slots.ts';
import { commandId, rowKind } from '../../contributions.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';
import { deploymentTooltip, presentDeployment } from '../deployments/deploymentPresentation.ts';
import { deploymentIn, deploymentsWithoutSlot, slotsOf } from '../deployments/deploymentRelations.ts';
import { hasEnded } from '../deployments/deploymentWords.ts';
import { stepParts } from '../deployments/stepParts.ts';
import { naturalOrder } from '../naturalOrder.ts';
import type { RowPresentation } from '../rowPresentation.ts';
import type { RowPart, RowView } from '../rowView.ts';
import { configurationNote } from './configurationNote.ts';
import { presentSlot } from './slotPresentation.ts';
import { slotTooltip } from './slotTooltip.ts';

/** Slots by environment and team; below each the deployment that goes there or brought what runs, with its steps. */
export const slotsView: RowView<'slots'> = {
  resource: 'slots',
  empty: l10n.t('No slots declared in swarm.json'),
  message: (_shown, _total, stores) => configurationNote(stores),
  grouping: () => ({
    path: (slot) => [slot.environment, slot.team],
    compareGroups: naturalOrder,
    compareRows: (a, b) => naturalOrder(a.slot, b.slot),
  }),
  related: slotsOf,
  presentGroup: presentPlace,
  teamOf: (path) => path[1],
  presentRow: (slot, store) => presentSlot(slot, deploymentIn(slot, store), Date.now()),
  tooltip: slotTooltip,
  parts: deploymentParts,
  below: (slot, store) => deploymentIn(slot, store)?.id,
};

function presentPlace(path: readonly string[], count: number, store: LiveStore): RowPresentation {
  const [environment = '', team] = path;
  if (team === undefined) {
    const spoken = l10n.t('Environment {0}, {1} slots', environment, count);
    return group(environment, { facts: [String(count)], spoken, icon: 'server-environment' });
  }
  const waiting = deploymentsWithoutSlot(environment, team, store).length;
  const facts = [String(count), ...(waiting > 0 ? [l10n.t('{0} queued', waiting)] : [])];
  const spoken = [l10n.t('Team {0}, {1} slots', team, count), ...facts.slice(1)].join(', ');
  return { ...group(team, { facts, spoken, icon: 'organization' }), contextValue: rowKind.place };
}

function group(
  label: string,
  { facts, spoken, icon }: { facts: readonly string[]; spoken: string; icon: string },
): RowPresentation {
  return { label, description: facts.join(' · '), icon, contextValue: rowKind.group, spoken };
}

function deploymentParts(slot: Slot, store: LiveStore): RowPart[] {
  const deployment = deploymentIn(slot, store);
  if (deployment === undefined) return [];
  const now = Date.now();
  return [
    {
      id: `deployment:${deployment.id}`,
      row: { resource: 'deployments', id: deployment.id },
      presentation: {
        ...presentDeployment(deployment, now),
        children: hasEnded(deployment) ? 'collapsed' : 'expanded',
      },
      tooltip: () => deploymentTooltip(deployment),
      opens: commandId.openDeployment,
      parts: stepParts(deployment, now),
    },
  ];
}
