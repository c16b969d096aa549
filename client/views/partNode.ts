import type { MarkdownString, TreeItem } from 'vscode';
import type { CommandId } from '../contributions.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { type RowPresentation, treeItem } from './rowPresentation.ts';
import type { RowPart } from './rowView.ts';
import type { RowTarget, TreeNode } from './treeNode.ts';

/** A row below a row of the store, or below a section. */
export class PartNode implements TreeNode {
  readonly id: string;
  readonly parent: TreeNode;
  readonly target?: RowTarget;
  readonly #session: RepositorySession;
  readonly #part: RowPart;

  constructor(parent: TreeNode, part: RowPart, session: RepositorySession) {
    this.id = `${parent.id}|${part.id}`;
    if (part.row !== undefined) this.target = { session, ...part.row };
    else if (parent.target !== undefined) this.target = { ...parent.target, part: part.id };
    this.parent = parent;
    this.#session = session;
    this.#part = part;
  }

  getChildren(): readonly TreeNode[] {
    return (this.#part.parts ?? []).map((part) => new PartNode(this, part, this.#session));
  }

  toTreeItem(): TreeItem {
    const item = openingItem(this, this.#part.presentation, this.#part.opens);
    // As of a row: with parts it is new to the editor.
    if (this.#part.parts && this.#part.parts.length > 0) item.id = `${this.id}|parts`;
    return item;
  }

  getTooltip(): MarkdownString {
    return this.#part.tooltip();
  }
}

/** An item on which a click runs a command with its row. */
export function openingItem(node: TreeNode, row: RowPresentation, opens: CommandId | undefined): TreeItem {
  const command = opens && { command: opens, title: row.label, arguments: [node] };
  return treeItem(node.id, command ? { ...row, command } : row);
}
