import { type Command, l10n, MarkdownString, type TreeItem } from 'vscode';
import { type CommandId, commandId, rowKind } from '../contributions.ts';
import type { ConnectionState } from '../infrastructure/connectionState.ts';
import { type RowPresentation, treeItem } from './rowPresentation.ts';
import type { TreeNode } from './treeNode.ts';

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
export function statusPresentations(state: ConnectionState, repository: string): readonly RowPresentation[] {
  switch (state.kind) {
    case 'live':
      return [];
    case 'connecting':
      return [status(l10n.t('Starting the service…'), 'loading~spin')];
    case 'off':
      return state.why === 'no-configuration'
        ? [status(l10n.t('No swarm.json'), 'info'), createConfiguration(repository), startService(repository)]
        : [status(l10n.t('The service is not running'), 'debug-stop'), startService(repository)];
    case 'unreachable':
      return [unreachable(state), restartService(repository), showLog()];
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

/** A row that acts on the repository it stands in. */
function actionOn(repository: string, command: CommandId, title: string, icon: string): RowPresentation {
  return action({ command, title, arguments: [{ repository }] }, icon);
}

function action(command: Command, icon: string): RowPresentation {
  return { label: command.title, icon, contextValue: rowKind.status, spoken: command.title, command };
}

function createConfiguration(repository: string): RowPresentation {
  return actionOn(repository, commandId.createConfiguration, l10n.t('Create swarm.json'), 'new-file');
}

function startService(repository: string): RowPresentation {
  return actionOn(repository, commandId.restartService, l10n.t('Start Service'), 'play');
}

function restartService(repository: string): RowPresentation {
  return actionOn(repository, commandId.restartService, l10n.t('Restart Service'), 'debug-restart');
}

function showLog(): RowPresentation {
  return action({ command: commandId.showLog, title: l10n.t('Show Log') }, 'output');
}
