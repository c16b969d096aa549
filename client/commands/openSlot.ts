import { env, l10n, Uri } from 'vscode';
import type { Slot } from '../../server/protocol/slots.ts';
import { pickOne } from '../input/questions.ts';
import type { CommandContext, CommandFunction } from './commandContext.ts';
import { CommandRefused } from './commandRefused.ts';
import { givenText, idFrom, invoke } from './invocation.ts';

/** Opens the address a slot serves at in the browser. */
export const openSlotUrl: CommandFunction = async (context, argument) => {
  const slot = await chooseSlot(context, argument, l10n.t('Open Slot in Browser'), (one) => one.url !== null);
  if (slot.url === null) throw new CommandRefused(l10n.t('Nothing serves in slot {0}.', slot.id));
  await env.openExternal(await env.asExternalUri(Uri.parse(slot.url, true)));
};

/** Shows what a slot serves in a panel of the editor, beside what is live. */
export const previewSlot: CommandFunction = async (context, argument) => {
  const title = l10n.t('Preview Slot');
  const { session } = await invoke(context, argument, title);
  const slot = await chooseSlot(context, argument, title, (one) => one.url !== null);
  if (slot.url === null) throw new CommandRefused(l10n.t('Nothing serves in slot {0}.', slot.id));
  context.previews.show(session, slot.id);
};

/** The slot a command is about: that of the row, that given beforehand, or one that is asked for. */
export async function chooseSlot(
  context: CommandContext,
  argument: unknown,
  title: string,
  fits: (slot: Slot) => boolean,
): Promise<Slot> {
  const invocation = await invoke(context, argument, title);
  const { store } = invocation.session;
  const id = idFrom(invocation, 'slots') ?? givenText(invocation, 'slot');
  const named = id === undefined ? undefined : store.get('slots', id);
  if (named) return named;
  const choices = [...store.rows('slots').values()].filter(fits).map((slot) => ({
    label: slot.slot,
    description: `${slot.environment} · ${slot.team} · ${slot.state}`,
    value: slot,
  }));
  if (choices.length === 0) throw new CommandRefused(l10n.t('There is no such slot at the moment.'));
  return pickOne({ placeholder: l10n.t('Select the slot'), choices }, { title, step: 1, total: 1 });
}
