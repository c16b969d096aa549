import { l10n } from 'vscode';
import type { Deployment } from '../../server/protocol/deployments.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { LiveDocument } from './liveDocuments.ts';

/** Everything of a deployment. */
export const deploymentDocument: LiveDocument = {
  title: (id) => l10n.t('Deployment {0}', id),
  touchedBy: ({ resource, ids }, id) => resource === 'deployments' && ids.has(id),
  text: async (session, id) => {
    const deployment = await deploymentOf(session, id);
    if (!deployment) return l10n.t('There is no deployment #{0}.', id);
    const { deploymentDetailsText } = await import('../commands/deployments/deploymentDetailsText.ts');
    return deploymentDetailsText(deployment);
  },
};

/** The row of the store, or of the history where the store has the newest alone. */
async function deploymentOf(session: RepositorySession, id: string): Promise<Deployment | undefined> {
  const row = session.store.get('deployments', id);
  if (row || session.state.kind === 'off') return row;
  const [found] = await session.call('deployments', { query: { before: Number(id) + 1, limit: 1 } });
  return found?.id === id ? found : undefined;
}
