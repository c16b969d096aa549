import type { Importers } from './importersOf.ts';
import type { ModuleNode } from './moduleNode.ts';

/**
 * How many imports lie between each module, by its id, and a heavy one: 1 where it imports one itself, 0 where none
 * is reached.
 * @param excluded roots of the catalogue that do not count
 * @param importersNow asked for where any module is heavy
 */
export function distances(
  nodes: readonly (ModuleNode | undefined)[],
  excluded: ReadonlySet<string>,
  importersNow: () => Importers,
): Uint16Array {
  const distance = new Uint16Array(nodes.length);
  const reached: number[] = [];
  for (const node of nodes) {
    if (!node?.edges?.heavy.some(({ root }) => !excluded.has(root))) continue;
    distance[node.id] = 1;
    reached.push(node.id);
  }
  if (reached.length === 0) return distance;
  const { starts, importers } = importersNow();
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
