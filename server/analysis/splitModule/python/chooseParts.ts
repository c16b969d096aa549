import { type Cluster, clustersOf } from './clusters.ts';
import { freeModuleName } from './modulePath.ts';
import { themeOf } from './partName.ts';
import { lineCount, type Part, type SplitSource } from './splitSource.ts';
import type { Unit } from './unit.ts';

/** Lines that a new file has beyond its definitions, at least: docstring, imports, blank lines. */
const leastHead = 6;
const linesAround = 2;

/** Lines of a unit in a new file. */
export function linesOf(text: string, { start, end }: Unit): number {
  return lineCount(text.slice(start, end)) + linesAround;
}

/** Clusters that may move, those connected with each other side by side, each behind what it reads from. */
export function movableClusters(units: readonly Unit[], text: string): Cluster[] {
  const groups = connected(clustersOf(units));
  const size = (group: readonly Cluster[]) =>
    group.flat().reduce((sum, unit) => sum + linesOf(text, unit), 0);
  return groups.sort((a, b) => size(b) - size(a)).flat();
}

/** Divides clusters into files that stay within a number of lines, in their order, so that none imports a later one. */
export function fillParts(
  source: SplitSource,
  clusters: readonly Cluster[],
  isTaken: (path: string) => boolean,
): Part[] {
  const bins: Unit[][] = [];
  let room = 0;
  for (const cluster of clusters) {
    const lines = cluster.reduce((sum, unit) => sum + linesOf(source.text, unit), 0);
    if (lines > room) {
      bins.push([]);
      room = source.limit - leastHead - importLines(source);
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

/** A file may need all imports in the worst case; most need few, so a part of the lines is set aside. */
function importLines({ text, shareable }: SplitSource): number {
  let lines = 0;
  for (const { start, end } of shareable) lines += lineCount(text.slice(start, end));
  return Math.min(Math.ceil(lines / 2) + 4, 60);
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
