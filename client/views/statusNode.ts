import { type Command, l10n, MarkdownString, type TreeItem } from 'vscode';
import { connectionRemedy } from '../connectionRemedy.ts';
import { commandId, rowKind } from '../contributions.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { type RowPresentation, treeItem } from './rowPresentation.ts';
import type { TreeNode } from './treeNode.ts';

type Session = Pick<RepositorySession, 'id' | 'root' | 'state'>;

/** A row that says how things stand where there are no rows to show, or that offers the way on. */
export class StatusNode implements TreeNode {
  readonly id: string;
  readonly parent: TreeNode | undefined;
  readonly #presentation: RowPresentation;

  constructor(id: string, parent: TreeNode | undefined, presentation: RowPresentation) {
    this.id = id;
    this.parent = parent;
    this.#presentation = presentation;
  }

  getChildren(): readonly TreeNode[] {
    return [];
  }

  toTreeItem(): TreeItem {
    return treeItem(this.id, this.#presentation);
  }

  getTooltip(): MarkdownString {
    const { label, description } = this.#presentation;
    return new MarkdownString().appendText(description ?? label);
  }
}

/** What a repository says instead of rows. */
export function statusPresentations(session: Session): readonly RowPresentation[] {
  const { state } = session;
  switch (state.kind) {
    case 'live':
      return [];
    case 'connecting':
      return [status(l10n.t('Starting the service…'), 'loading~spin')];
    case 'off':
      return state.why === 'no-configuration'
        ? [status(l10n.t('No swarm.json'), 'info'), createConfiguration(session.id), ...wayOn(session)]
        : [status(l10n.t('The service is not running'), 'debug-stop'), ...wayOn(session)];
    case 'unreachable':
      return [unreachable(state), ...wayOn(session), showLog()];
  }
}

/** A plain row with a sentence. */
export function status(label: string, icon: string): RowPresentation {
  return { label, icon, contextValue: rowKind.status, spoken: label };
}

function unreachable(state: { readonly reason: string; readonly retrying: boolean }): RowPresentation {
  const label = state.retrying ? l10n.t('Service unreachable, trying again') : l10n.t('Service unreachable');
  const spoken = `${label}. ${state.reason}`;
  return { ...status(label, 'error'), color: 'errorForeground', description: state.reason, spoken };
}

function action(command: Command, icon: string): RowPresentation {
  return { label: command.title, icon, contextValue: rowKind.status, spoken: command.title, command };
}

function createConfiguration(repository: string): RowPresentation {
  const title = l10n.t('Create swarm.json');
  return action({ command: commandId.createConfiguration, title, arguments: [{ repository }] }, 'new-file');
}

function wayOn(session: Session): RowPresentation[] {
  const remedy = connectionRemedy(session);
  if (remedy === undefined) return [];
  const { command, title, argument, icon } = remedy;
  return [action({ command, title, ...(argument === undefined ? {} : { arguments: [argument] }) }, icon)];
}

function showLog(): RowPresentation {
  return action({ command: commandId.showLog, title: l10n.t('Show Log') }, 'output');
}
