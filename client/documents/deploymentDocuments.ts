import {
  type Disposable,
  EventEmitter,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from 'vscode';
import type { Deployment } from '../../server/protocol/deployments.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';

const scheme = 'swarm-deployment';

/** Everything of a deployment as a document that stays current. */
export class DeploymentDocuments implements TextDocumentContentProvider, Disposable {
  readonly #repositories: Repositories;
  readonly #changed = new EventEmitter<Uri>();
  readonly #followed = new Map<string, () => void>();
  readonly #subscriptions: readonly Disposable[];

  readonly onDidChange = this.#changed.event;

  constructor(repositories: Repositories) {
    this.#repositories = repositories;
    this.#subscriptions = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(scheme, this),
      workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri.toString())),
    ];
  }

  uriOf(session: RepositorySession, id: string): Uri {
    const query = new URLSearchParams({ session: session.id, deployment: id }).toString();
    return Uri.from({ scheme, path: `/${l10n.t('Deployment {0}', id)}.md`, query });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { session: wanted = '', deployment: id = '' } = Object.fromEntries(new URLSearchParams(uri.query));
    const session = await this.#repositories.findRestored(wanted);
    if (!session) return l10n.t('The repository is no longer open in this window.');
    this.#follow(uri, session, id);
    try {
      const deployment = await deploymentOf(session, id);
      if (!deployment) return l10n.t('There is no deployment #{0}.', id);
      const { deploymentDetailsText } = await import('../commands/deployments/deploymentDetailsText.ts');
      return deploymentDetailsText(deployment);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  dispose(): void {
    for (const id of [...this.#followed.keys()]) this.#forget(id);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #follow(uri: Uri, session: RepositorySession, id: string): void {
    if (this.#followed.has(uri.toString())) return;
    const unsubscribe = session.store.onChanged(({ resource, ids }) => {
      if (resource === 'deployments' && ids.has(id)) this.#changed.fire(uri);
    });
    this.#followed.set(uri.toString(), unsubscribe);
  }

  #forget(id: string): void {
    this.#followed.get(id)?.();
    this.#followed.delete(id);
  }
}

/** The row of the store, or of the history where the store has the newest alone. */
async function deploymentOf(session: RepositorySession, id: string): Promise<Deployment | undefined> {
  const row = session.store.get('deployments', id);
  if (row || session.state.kind === 'off') return row;
  const [found] = await session.call('deployments', { query: { before: Number(id) + 1, limit: 1 } });
  return found?.id === id ? found : undefined;
}
