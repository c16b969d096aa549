import type { Importers } from './importersOf.ts';
import { maximumFollowed } from './importStatement.ts';
import type { ModuleNode } from './moduleNode.ts';

/** Of a module whose ways to heavy modules end with several imports; of one that has no way it is 0. */
const several = -1;

/** What two ways end with together. */
export function joined(one: number, other: number): number {
  if (one === 0 || one === other) return other;
  return other === 0 ? one : several;
}

/** Whether one import alone stands at the end: without it no heavy module would be loaded. */
export function isSole(end: number): boolean {
  return end > 0;
}

/**
 * For each module, by its id, the one import of a heavy module that all its ways to heavy modules end with, as a number
 * that is no other import's.
 * @param excluded roots of the catalogue that do not count
 */
export function soleEnds(
  nodes: readonly (ModuleNode | undefined)[],
  excluded: ReadonlySet<string>,
  importers: Importers,
): Float64Array {
  const ends = new Float64Array(nodes.length);
  const changed: number[] = [];
  for (const node of nodes) {
    const end = node ? ownEnd(node, excluded) : 0;
    if (!node || end === 0) continue;
    ends[node.id] = end;
    changed.push(node.id);
  }
  passOn(ends, changed, importers);
  return ends;
}

/** To all that import a module; each changes twice at most. */
function passOn(ends: Float64Array, changed: number[], { starts, importers }: Importers): void {
  for (let next = 0; next < changed.length; next++) {
    const id = changed[next] ?? 0;
    const end = starts[id + 1] ?? 0;
    for (let at = starts[id] ?? 0; at < end; at++) {
      const importer = importers[at] ?? 0;
      const before = ends[importer] ?? 0;
      const after = joined(before, ends[id] ?? 0);
      if (after === before) continue;
      ends[importer] = after;
      changed.push(importer);
    }
  }
}

function ownEnd({ id, edges }: ModuleNode, excluded: ReadonlySet<string>): number {
  let end = 0;
  for (const { root, statement } of edges?.heavy ?? [])
    if (!excluded.has(root)) end = joined(end, id * maximumFollowed + statement + 1);
  return end;
}
