import { type Cluster, clustersOf } from './clusters.ts';
import { freeModuleName } from './modulePath.ts';
import { themeOf } from './partName.ts';
import { lineCount, type Part, type SplitSource } from './splitSource.ts';
import type { Unit } from './unit.ts';

/** Lines of a new file beyond its definitions and imports: docstring, blank lines. */
const leastHead = 6;
const mostImportLines = 60;
const linesAround = 2;

/** Lines of a unit in a new file. */
export function linesOf(text: string, { start, end }: Unit): number {
  return lineCount(text.slice(start, end)) + linesAround;
}

/** Clusters that may move in groups that read from each other, the largest first; each cluster behind what it reads from. */
export function movableGroups(units: readonly Unit[], text: string): Cluster[][] {
  const size = (group: readonly Cluster[]) =>
    group.flat().reduce((sum, unit) => sum + linesOf(text, unit), 0);
  return connected(clustersOf(units)).sort((a, b) => size(b) - size(a));
}

/**
 * Divides clusters into files that stay within a number of lines, in their order, so that none imports a later one.
 * @param importShare part of the original's lines of imports for which every file keeps room
 */
export function fillParts(
  source: SplitSource,
  clusters: readonly Cluster[],
  importShare: number,
  isTaken: (path: string) => boolean,
): Part[] {
  const bins: Unit[][] = [];
  const size =
    source.limit - leastHead - Math.min(Math.ceil(importLines(source) * importShare), mostImportLines);
  let room = 0;
  for (const cluster of clusters) {
    const lines = cluster.reduce((sum, unit) => sum + linesOf(source.text, unit), 0);
    if (lines > room) {
      bins.push([]);
      room = size;
    }
    bins.at(-1)?.push(...cluster);
    room -= lines;
  }
  const names = new Set<string>(source.scopes.module.bindings.keys());
  return bins.map((units) => {
    units.sort((a, b) => a.index - b.index);
    const taken = (name: string, path: string) => names.has(name) || isTaken(path);
    const name = freeModuleName(source.module, themeOf(units, source.module.name), taken);
    names.add(name);
    return { name, units };
  });
}

function importLines({ text, shareable }: SplitSource): number {
  let lines = 0;
  for (const { start, end } of shareable) lines += lineCount(text.slice(start, end));
  return lines;
}

/** Groups of clusters that read from each other, in the order of the clusters. */
function connected(clusters: readonly Cluster[]): Cluster[][] {
  const groupOf = new Map<string, Set<Cluster>>();
  const order = new Map(clusters.map((cluster, at) => [cluster, at]));
  for (const cluster of clusters) {
    const group = new Set([cluster]);
    for (const name of cluster.flatMap(({ binds, reads }) => [...binds, ...reads])) {
      for (const member of groupOf.get(name) ?? []) group.add(member);
    }
    for (const member of group) {
      for (const name of member.flatMap(({ binds }) => [...binds])) groupOf.set(name, group);
    }
  }
  const groups = new Set(
    clusters.flatMap((cluster) =>
      cluster.flatMap(({ binds }) => [...binds].map((name) => groupOf.get(name))),
    ),
  );
  return [...groups].flatMap((group) =>
    group ? [[...group].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))] : [],
  );
}
