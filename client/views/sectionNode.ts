import type { MarkdownString, TreeItem } from 'vscode';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { PartNode } from './partNode.ts';
import { treeItem } from './rowPresentation.ts';
import type { RowPart } from './rowView.ts';
import { status } from './statusNode.ts';
import type { TreeNode } from './treeNode.ts';

/** A row beside those of the store, e.g. the disagreements below the contracts; it is made anew each time it is shown. */
export class SectionNode implements TreeNode {
  readonly id: string;
  readonly parent: TreeNode | undefined;
  readonly #session: RepositorySession;
  readonly #part: () => RowPart | undefined;

  /** @param part what it shows now; undefined where there is nothing of it any more */
  constructor(
    id: string,
    parent: TreeNode | undefined,
    session: RepositorySession,
    part: () => RowPart | undefined,
  ) {
    this.id = id;
    this.parent = parent;
    this.#session = session;
    this.#part = part;
  }

  getChildren(): readonly TreeNode[] {
    return (this.#part()?.parts ?? []).map((part) => new PartNode(this, part, this.#session));
  }

  toTreeItem(): TreeItem {
    return treeItem(this.id, this.#part()?.presentation ?? status('', 'circle-slash'));
  }

  getTooltip(): MarkdownString | undefined {
    return this.#part()?.tooltip();
  }
}
