import type { ResourceTree } from '../../../client/views/resourceTree.ts';

type AnyTree = Pick<ResourceTree<'branches' | 'contracts'>, 'onDidChangeTreeData' | 'rearrange'>;

/** Which rows a tree shows anew for a change; `everything` where it does so with all of them. */
export async function rowsRefreshedBy(
  tree: AnyTree,
  change: () => Promise<unknown>,
): Promise<readonly string[] | 'everything'> {
  // What was still waiting for its turn is shown together with this.
  const shown = nextRefresh(tree);
  tree.rearrange();
  await shown;
  const refreshed = nextRefresh(tree);
  await change();
  return refreshed;
}

/** Sections that ask the service for what they show are no rows. */
function nextRefresh(tree: AnyTree): Promise<readonly string[] | 'everything'> {
  return new Promise((resolve) => {
    const subscription = tree.onDidChangeTreeData((nodes) => {
      const ids = nodes?.flatMap(({ target }) => (target === undefined ? [] : [target.id]));
      if (ids?.length === 0) return;
      subscription.dispose();
      resolve(ids ?? 'everything');
    });
  });
}
