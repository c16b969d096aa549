import { type Command, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { plainText } from '../plainText.ts';

/** How a row looks and sounds, without the editor's types, so that a view file is a table of decisions. */
export interface RowPresentation {
  readonly label: string;
  readonly description?: string;
  /** Codicon and theme colour. */
  readonly icon: string;
  readonly color?: string;
  /** What menus match. */
  readonly contextValue: string;
  /** The row with its state, for a screen reader. */
  readonly spoken: string;
  readonly children?: 'none' | 'collapsed' | 'expanded';
  readonly command?: Command;
}

const collapsible = {
  none: TreeItemCollapsibleState.None,
  collapsed: TreeItemCollapsibleState.Collapsed,
  expanded: TreeItemCollapsibleState.Expanded,
} as const;

/** The editor's item for a row; its tooltip is resolved later. */
export function treeItem(id: string, row: RowPresentation): TreeItem {
  const item = new TreeItem(plainText(row.label), collapsible[row.children ?? 'none']);
  item.id = id;
  item.iconPath = new ThemeIcon(row.icon, row.color === undefined ? undefined : new ThemeColor(row.color));
  item.contextValue = row.contextValue;
  item.accessibilityInformation = { label: row.spoken };
  if (row.description !== undefined) item.description = plainText(row.description);
  if (row.command !== undefined) item.command = row.command;
  return item;
}
