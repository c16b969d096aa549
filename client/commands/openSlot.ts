import { env, l10n, Uri } from 'vscode';
import type { Slot } from '../../server/protocol/slots.ts';
import { chooseSlot } from './chooseSlot.ts';
import type { CommandFunction } from './commandContext.ts';
import { NothingToDo } from './commandRefused.ts';

/** Opens the address a slot serves at in the browser. */
export const openSlotUrl: CommandFunction = async (context, argument) => {
  const title = l10n.t('Open Slot in Browser');
  const { slot } = await chooseSlot(context, argument, { title, fits: serves, none: nothingServes() });
  if (slot.url === null) throw new NothingToDo(l10n.t('Nothing serves in slot {0}.', slot.id));
  await env.openExternal(await env.asExternalUri(Uri.parse(slot.url, true)));
};

/** Shows what a slot serves in a panel of the editor, beside what is live. */
export const previewSlot: CommandFunction = async (context, argument) => {
  const title = l10n.t('Preview Slot');
  const { session, slot } = await chooseSlot(context, argument, {
    title,
    fits: serves,
    none: nothingServes(),
  });
  if (slot.url === null) throw new NothingToDo(l10n.t('Nothing serves in slot {0}.', slot.id));
  context.previews.show(session, slot.id);
};

function serves({ url }: Slot): boolean {
  return url !== null;
}

function nothingServes(): string {
  return l10n.t('Nothing serves in any slot. Deploy a branch first.');
}
