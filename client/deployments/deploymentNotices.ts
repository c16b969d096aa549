import { commands, type Disposable, l10n, window } from 'vscode';
import type { Deployment } from '../../server/protocol/deployments.ts';
import { commandId } from '../contributions.ts';
import { followSessions } from '../followSessions.ts';
import type { StoreChange } from '../infrastructure/liveStore.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { plainMessage } from '../plainText.ts';
import type { Repositories } from '../repositories.ts';
import { type DeploymentNotice, noticeOf } from './noticeOf.ts';

/** Tells of deployments that need the person at this window. */
export class DeploymentNotices implements Disposable {
  readonly #person: string;
  readonly #following: Disposable;

  /** @param person who acts in this window */
  constructor(repositories: Repositories, person: string) {
    this.#person = person;
    this.#following = followSessions(repositories, (session) =>
      session.store.onChanged((change) => this.#look(session, change)),
    );
  }

  dispose(): void {
    this.#following.dispose();
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
  { kind, message, output }: DeploymentNotice,
  target: { readonly repository: string; readonly deployment: string },
): Promise<void> {
  const show = l10n.t('Show');
  if (kind === 'failed') {
    const open = l10n.t('Open Output');
    const offered = output === undefined ? [show] : [open, show];
    const chosen = await window.showErrorMessage(plainMessage(message), ...offered);
    if (chosen === open)
      await commands.executeCommand(commandId.openDeploymentLog, { ...target, part: output });
    if (chosen === show) await commands.executeCommand(commandId.openDeployment, target);
    return;
  }
  const look = l10n.t('Look and Decide…');
  const chosen = await window.showInformationMessage(plainMessage(message), look, show);
  if (chosen === look) await commands.executeCommand(commandId.approveDeployment, target);
  if (chosen === show) await commands.executeCommand(commandId.openDeployment, target);
}
