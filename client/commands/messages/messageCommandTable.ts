import { commandId } from '../../contributions.ts';
import type { CommandFunction } from '../commandContext.ts';

/** The commands of messages between agents and people. */
export const messageCommandTable = {
  [commandId.openInbox]: async () => (await import('./openInbox.ts')).openInbox,
  [commandId.acknowledgeMessages]: async () => (await import('./acknowledgeMessages.ts')).acknowledgeMessages,
  [commandId.sendMessage]: async () => (await import('./sendMessage.ts')).sendMessage,
} satisfies { readonly [id: string]: () => Promise<CommandFunction> };
