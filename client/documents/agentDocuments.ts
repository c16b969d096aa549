import { l10n } from 'vscode';
import type { LiveDocument } from './liveDocuments.ts';

/** The messages for an agent. */
export const inboxDocument: LiveDocument = {
  title: (agent) => l10n.t('Inbox of {0}', agent),
  touchedBy: ({ resource, ids }, agent) => resource === 'agents' && ids.has(agent),
  text: async (session, agent) => {
    const messages = await session.call('readMessages', { query: { agent, state: 'all' } });
    const { inboxText } = await import('../commands/messages/inboxText.ts');
    return inboxText(agent, messages, Date.now());
  },
};

/** The way of an agent through its lifecycle. */
export const agentHistoryDocument: LiveDocument = {
  title: (agent) => l10n.t('History of {0}', agent),
  touchedBy: ({ resource, ids }, agent) => resource === 'agents' && ids.has(agent),
  text: async (session, agent) => {
    const history = await session.call('agentHistory', { params: { agent } });
    const { agentHistoryText } = await import('../commands/agents/agentHistoryText.ts');
    return agentHistoryText(history);
  },
};
