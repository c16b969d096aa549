import type { ModuleNode } from './moduleNode.ts';

/** For each module the ids of those that import it: `importers` from `starts[id]` to `starts[id + 1]`. */
export interface Importers {
  readonly starts: Uint32Array;
  readonly importers: Uint32Array;
}

export function importersOf(nodes: readonly (ModuleNode | undefined)[]): Importers {
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
