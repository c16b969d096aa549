import type { TreeItem } from 'vscode';
import type { ResourceTree } from '../../../client/views/resourceTree.ts';
import type { TreeNode } from '../../../client/views/treeNode.ts';
import type { ResourceName } from '../../../server/protocol/events.ts';

type Tree =
  | ResourceTree<ResourceName>
  | ResourceTree<'branches'>
  | ResourceTree<'slots'>
  | ResourceTree<'agents'>;

/** The labels of a tree as the editor would show it, nested by indentation. */
export function treeOutline(
  tree: Pick<Tree, 'getChildren' | 'getTreeItem'>,
  node?: TreeNode,
  depth = 0,
): string[] {
  return tree.getChildren(node).flatMap((child) => {
    const label = labelOf(tree.getTreeItem(child));
    return [`${'  '.repeat(depth)}${label}`, ...treeOutline(tree, child, depth + 1)];
  });
}

/** The item of the first row whose label is this, at or below a node. */
export function treeItemOf(
  tree: Pick<Tree, 'getChildren' | 'getTreeItem'>,
  label: string,
  from?: TreeNode,
): TreeItem | undefined {
  for (const node of tree.getChildren(from)) {
    const item = tree.getTreeItem(node);
    const found = labelOf(item) === label ? item : treeItemOf(tree, label, node);
    if (found) return found;
  }
  return undefined;
}

function labelOf(item: TreeItem): string {
  return typeof item.label === 'string' ? item.label : (item.label?.label ?? '');
}
