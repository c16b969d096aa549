import type { ResourceTree } from '../../../client/views/resourceTree.ts';

type AnyTree = Pick<ResourceTree<'branches' | 'contracts'>, 'onDidChangeTreeData' | 'rearrange'>;

/** Which rows a tree shows anew from a change of a row until that is among them; `everything` where it does so with all. */
export async function rowsRefreshedUntil(
  tree: AnyTree,
  row: string,
  change: () => Promise<unknown>,
): Promise<ReadonlySet<string> | 'everything'> {
  // What was still waiting for its turn is shown before.
  const everything = refreshes(tree, () => true);
  tree.rearrange();
  await everything;
  const refreshed = refreshes(tree, (rows) => rows.has(row));
  await change();
  return refreshed;
}

/** Rows that are shown anew, until there are enough. Sections that ask the service for what they show are no rows. */
function refreshes(
  tree: AnyTree,
  areEnough: (rows: ReadonlySet<string>) => boolean,
): Promise<ReadonlySet<string> | 'everything'> {
  const rows = new Set<string>();
  return new Promise((resolve) => {
    const subscription = tree.onDidChangeTreeData((nodes) => {
      const before = rows.size;
      for (const { target } of nodes ?? []) if (target !== undefined) rows.add(target.id);
      if (nodes !== undefined && (rows.size === before || !areEnough(rows))) return;
      subscription.dispose();
      resolve(nodes === undefined ? 'everything' : rows);
    });
  });
}
