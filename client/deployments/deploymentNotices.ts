import { commands, type Disposable, l10n, window } from 'vscode';
import type { Deployment } from '../../server/protocol/deployments.ts';
import { commandId } from '../contributions.ts';
import type { StoreChange } from '../infrastructure/liveStore.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { plainMessage } from '../plainText.ts';
import type { Repositories } from '../repositories.ts';
import { type DeploymentNotice, noticeOf } from './noticeOf.ts';

/** Tells of deployments that need the person at this window. */
export class DeploymentNotices implements Disposable {
  readonly #repositories: Repositories;
  readonly #person: string;
  readonly #followed = new Map<RepositorySession, () => void>();
  readonly #subscription: Disposable;

  /** @param person who acts in this window */
  constructor(repositories: Repositories, person: string) {
    this.#repositories = repositories;
    this.#person = person;
    this.#subscription = repositories.onDidChange(() => this.#follow());
    this.#follow();
  }

  dispose(): void {
    for (const unsubscribe of this.#followed.values()) unsubscribe();
    this.#subscription.dispose();
  }

  #follow(): void {
    const { sessions } = this.#repositories;
    for (const [session, unsubscribe] of this.#followed) {
      if (sessions.includes(session)) continue;
      unsubscribe();
      this.#followed.delete(session);
    }
    for (const session of sessions) {
      if (this.#followed.has(session)) continue;
      const unsubscribe = session.store.onChanged((change) => this.#look(session, change));
      this.#followed.set(session, unsubscribe);
    }
  }

  #look(session: RepositorySession, { resource, ids, previous }: StoreChange): void {
    if (resource !== 'deployments') return;
    const { store } = session;
    for (const id of ids) {
      const now = store.get('deployments', id);
      const before = previous.get(id) as Deployment | undefined;
      const notice = now && noticeOf(before, now, { person: this.#person, store });
      if (notice) void tellOf(notice, { repository: session.id, deployment: id });
    }
  }
}

/** Offers what can be done about it. */
async function tellOf(
  { kind, message }: DeploymentNotice,
  target: { readonly repository: string; readonly deployment: string },
): Promise<void> {
  const show = l10n.t('Show');
  if (kind === 'failed') {
    const chosen = await window.showErrorMessage(plainMessage(message), show);
    if (chosen === show) await commands.executeCommand(commandId.openDeployment, target);
    return;
  }
  const look = l10n.t('Look and Decide…');
  const chosen = await window.showInformationMessage(plainMessage(message), look, show);
  if (chosen === look) await commands.executeCommand(commandId.approveDeployment, target);
  if (chosen === show) await commands.executeCommand(commandId.openDeployment, target);
}
