import type { ModuleNode } from './moduleNode.ts';

/**
 * How many imports lie between each module, by its id, and a heavy one: 1 where it imports one itself, 0 where none
 * is reached.
 * @param excluded roots of the catalogue that do not count
 */
export function distances(
  nodes: readonly (ModuleNode | undefined)[],
  excluded: ReadonlySet<string>,
): Uint16Array {
  const distance = new Uint16Array(nodes.length);
  const reached: number[] = [];
  for (const node of nodes) {
    if (!node?.edges?.heavy.some(({ root }) => !excluded.has(root))) continue;
    distance[node.id] = 1;
    reached.push(node.id);
  }
  if (reached.length === 0) return distance;
  const { starts, importers } = importersOf(nodes);
  for (let next = 0; next < reached.length; next++) {
    const id = reached[next] ?? 0;
    const end = starts[id + 1] ?? 0;
    for (let at = starts[id] ?? 0; at < end; at++) {
      const importer = importers[at] ?? 0;
      if (distance[importer] !== 0) continue;
      distance[importer] = Math.min((distance[id] ?? 0) + 1, 0xffff);
      reached.push(importer);
    }
  }
  return distance;
}

/** For each module the ids of those that import it: `importers` from `starts[id]` to `starts[id + 1]`. */
function importersOf(nodes: readonly (ModuleNode | undefined)[]): {
  starts: Uint32Array;
  importers: Uint32Array;
} {
  const starts = new Uint32Array(nodes.length + 2);
  // Counted two places on: filling moves each start to the place where it belongs.
  for (const node of nodes)
    for (const target of node?.edges?.targets ?? []) starts[target + 2] = (starts[target + 2] ?? 0) + 1;
  for (let id = 2; id < starts.length; id++) starts[id] = (starts[id] ?? 0) + (starts[id - 1] ?? 0);
  const importers = new Uint32Array(starts.at(-1) ?? 0);
  for (const node of nodes) {
    for (const target of node?.edges?.targets ?? []) {
      const at = starts[target + 1] ?? 0;
      importers[at] = node?.id ?? 0;
      starts[target + 1] = at + 1;
    }
  }
  return { starts, importers };
}
