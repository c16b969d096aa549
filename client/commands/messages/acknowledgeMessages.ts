import { l10n } from 'vscode';
import { pickMany } from '../../input/questions.ts';
import { chooseAgent } from '../agents/chooseAgent.ts';
import type { CommandFunction } from '../commandContext.ts';
import { NothingToDo } from '../commandRefused.ts';
import { givenText } from '../invocation.ts';
import { tell } from '../told.ts';

/** Tells on behalf of an agent that it has read messages. */
export const acknowledgeMessages: CommandFunction = async (context, argument) => {
  const title = l10n.t('Acknowledge Messages');
  const chosen = await chooseAgent(context, argument, {
    title,
    placeholder: l10n.t('Select the agent whose messages count as read'),
    fits: ({ unread }) => unread > 0,
    none: l10n.t('No agent has unread messages.'),
  });
  const { session, row: agent } = chosen;
  const unread = await session.call('readMessages', { query: { agent: agent.id, state: 'unread' } });
  if (unread.length === 0) throw new NothingToDo(l10n.t('{0} has no unread messages.', agent.name));
  const choices = unread.map(({ id, from, subject, text }) => ({
    label: subject,
    description: from,
    detail: text.slice(0, 200),
    picked: true,
    value: id,
  }));
  const placeholder = l10n.t('What is ticked counts as read by {0}', agent.name);
  const given = givenText(chosen, 'message');
  const ids = given ? [given] : await pickMany({ placeholder, choices }, { title, step: 1, total: 1 });
  for (const message of ids)
    await session.call('acknowledgeMessage', { params: { message }, body: { agent: agent.id } });
  tell(l10n.t('{0} messages count as read by {1}.', ids.length, agent.name));
};
