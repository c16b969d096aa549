import type { Cluster, Needs } from './clusters.ts';
import { freeModuleName } from './modulePath.ts';
import { themesOf } from './partName.ts';
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

/** Lines of units in new files. */
export function linesIn(text: string, units: readonly Unit[]): number {
  return units.reduce((sum, unit) => sum + linesOf(text, unit), 0);
}

/** Clusters in groups that need nothing of each other, the largest first; each cluster behind what it needs. */
export function groupsOf(clusters: readonly Cluster[], needs: Needs, text: string): Cluster[][] {
  const size = (group: readonly Cluster[]) => linesIn(text, group.flat());
  return connected(clusters, needs).sort((a, b) => size(b) - size(a));
}

/** How full files are made. */
export interface Filling {
  /** Lines. */
  readonly target: number;
  /** Part of the original's lines of imports for which every file keeps room. */
  readonly importShare: number;
}

/** Divides clusters into files that stay within a number of lines, in their order, so that none imports a later one. */
export function fillParts(
  source: SplitSource,
  clusters: readonly Cluster[],
  { target, importShare }: Filling,
  isTaken: (path: string) => boolean,
): Part[] {
  const bins: Unit[][] = [];
  const size = target - leastHead - Math.min(Math.ceil(importLines(source) * importShare), mostImportLines);
  let room = 0;
  for (const cluster of clusters) {
    const lines = linesIn(source.text, cluster);
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
    const name = freeModuleName(source.module, themesOf(units, source.module.name), taken);
    names.add(name);
    return { name, units };
  });
}

function importLines({ text, shareable }: SplitSource): number {
  let lines = 0;
  for (const { start, end } of shareable) lines += lineCount(text.slice(start, end));
  return lines;
}

/** Groups of clusters that need each other, in the order of the clusters. */
function connected(clusters: readonly Cluster[], needs: Needs): Cluster[][] {
  const groupOf = new Map<Unit, Cluster[]>();
  for (const cluster of clusters) {
    const met = new Set(cluster.flatMap(needs).flatMap((unit) => [groupOf.get(unit) ?? []]));
    const group = [...met].flat();
    group.push(cluster);
    for (const unit of group.flat()) groupOf.set(unit, group);
  }
  const order = new Map(clusters.map((cluster, at) => [cluster, at]));
  return [...new Set(groupOf.values())].map((group) =>
    group.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
  );
}
