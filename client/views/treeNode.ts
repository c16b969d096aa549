import type { MarkdownString, TreeItem } from 'vscode';
import type { ResourceName } from '../../server/protocol/events.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';

/** A row of a tree. Knows its children and its appearance; fetches nothing. */
export interface TreeNode {
  /** Stable, unique in its view: expansion and selection survive a refresh by it. */
  readonly id: string;
  readonly parent: TreeNode | undefined;
  /** The row of the store it stands for; absent for groups and states. */
  readonly target?: RowTarget;
  getChildren(): readonly TreeNode[];
  toTreeItem(): TreeItem;
  /** Made when the pointer rests on the row. */
  getTooltip?(): MarkdownString | undefined;
}

/** What a command started from a row acts on. */
export interface RowTarget {
  readonly session: RepositorySession;
  readonly resource: ResourceName;
  readonly id: string;
  /** Which part of that row it is, e.g. an entry of a queue. */
  readonly part?: string;
  /** Of a group: the names from the root down to it, e.g. environment and team. */
  readonly group?: readonly string[];
}
