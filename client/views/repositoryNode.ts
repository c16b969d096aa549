import { l10n, type TreeItem } from 'vscode';
import { rowKind } from '../contributions.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { treeItem } from './rowPresentation.ts';
import type { TreeNode } from './treeNode.ts';

/** The level above the rows in a window with several repositories. */
export class RepositoryNode implements TreeNode {
  readonly id: string;
  readonly parent = undefined;
  readonly #session: RepositorySession;
  readonly #roots: () => readonly TreeNode[];

  constructor(session: RepositorySession, roots: () => readonly TreeNode[]) {
    this.id = `${session.id}|repository`;
    this.#session = session;
    this.#roots = roots;
  }

  getChildren(): readonly TreeNode[] {
    return this.#roots();
  }

  toTreeItem(): TreeItem {
    const { name, root, id } = this.#session;
    const place = root ?? id;
    return treeItem(this.id, {
      label: name,
      description: place,
      icon: 'repo',
      contextValue: rowKind.repository,
      spoken: l10n.t('Repository {0}', name),
      children: 'expanded',
    });
  }
}
