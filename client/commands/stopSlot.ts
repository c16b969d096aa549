import { l10n } from 'vscode';
import { pickOne } from '../input/questions.ts';
import { isAwaited } from '../views/deployments/deploymentRelations.ts';
import { slotStateLabel } from '../views/slots/slotWords.ts';
import type { CommandFunction } from './commandContext.ts';
import { CommandRefused, NothingToDo } from './commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from './invocation.ts';

/** Stops what runs in a slot. */
export const stopSlot: CommandFunction = async (context, argument) => {
  const title = l10n.t('Stop Slot');
  const invocation = await invoke(context, argument, title);
  const id =
    idFrom(invocation, 'slots') ?? givenText(invocation, 'slot') ?? (await askSlot(invocation, title));
  const slot = invocation.session.store.get('slots', id);
  if (!slot) throw new CommandRefused(l10n.t('There is no slot "{0}" (environment/team/slot).', id));
  const { environment, team } = slot;
  await invocation.session.call('stopSlot', { params: { environment, team, slot: slot.slot }, body: {} });
  await context.views.reveal(invocation.session, 'slots', id);
};

async function askSlot({ session }: Invocation, title: string): Promise<string> {
  const stoppable = new Set(['starting', 'healthy', 'unhealthy', 'unknown']);
  const busy = [...session.store.rows('slots').values()].filter(
    (slot) => stoppable.has(slot.state) && !slot.live && !isAwaited(slot, session.store),
  );
  if (busy.length === 0)
    throw new NothingToDo(
      l10n.t('Nothing can be stopped: what runs is live, or a deployment is on its way there.'),
    );
  const choices = busy.map((slot) => ({
    label: slot.slot,
    description: `${slot.environment} · ${slot.team} · ${slotStateLabel(slot.state)} · ${slot.revision ?? ''}`,
    value: slot.id,
  }));
  return pickOne({ placeholder: l10n.t('Select the slot to stop'), choices }, { title, step: 1, total: 1 });
}
