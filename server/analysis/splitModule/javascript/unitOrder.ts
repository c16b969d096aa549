import type { ModuleScopes } from '../../javascript/scopes/reference.ts';
import type { SplitUnit } from './splitUnit.ts';

/** Units that use each other in a circle, and stay together. */
export type UnitGroup = readonly SplitUnit[];

/** The units that each unit uses, itself left out. */
export type UnitGraph = ReadonlyMap<SplitUnit, ReadonlySet<SplitUnit>>;

export function unitGraph(units: readonly SplitUnit[], scopes: ModuleScopes): UnitGraph {
  const owner = new Map(
    units.flatMap((unit) => unit.bindings.map((binding) => [binding.name, unit] as const)),
  );
  return new Map(
    units.map((unit) => {
      const used = unit.references.flatMap(({ name, role, scope }) => {
        const binding = scope.resolve(name, role === 'type');
        const other = binding?.scope === scopes.module ? owner.get(name) : undefined;
        return other && other !== unit ? [other] : [];
      });
      return [unit, new Set(used)] as const;
    }),
  );
}

/** The units that can leave: movable, and so is everything they use, however far away. */
export function leavingUnits(graph: UnitGraph, patched: ReadonlySet<string> = new Set()): Set<SplitUnit> {
  const canLeave = ({ movable, bindings }: SplitUnit) =>
    movable && !bindings.some(({ name }) => patched.has(name));
  const leaving = new Set([...graph.keys()].filter(canLeave));
  for (let before = -1; before !== leaving.size; ) {
    before = leaving.size;
    for (const unit of leaving)
      if ([...(graph.get(unit) ?? [])].some((each) => !leaving.has(each))) leaving.delete(unit);
  }
  return leaving;
}

/**
 * Groups of the leaving units, each behind those it uses; what is connected stands together, the largest such cluster
 * first. Every beginning of the list uses nothing that comes later.
 */
export function orderedGroups(graph: UnitGraph, leaving: ReadonlySet<SplitUnit>): UnitGroup[] {
  const groups = circles(graph, leaving);
  const cluster = clusters(graph, leaving);
  const size = Map.groupBy(groups, ([first]) => first && cluster.get(first));
  return [...size.values()].sort((a, b) => length(b.flat()) - length(a.flat())).flat();
}

/** Characters of units. */
function length(units: readonly SplitUnit[]): number {
  return units.flatMap(({ statements }) => statements).reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Tarjan's strongly connected components, in the order in which they are complete: users behind what they use. */
function circles(graph: UnitGraph, leaving: ReadonlySet<SplitUnit>): UnitGroup[] {
  const number = new Map<SplitUnit, number>();
  const low = new Map<SplitUnit, number>();
  const open: SplitUnit[] = [];
  const found: UnitGroup[] = [];
  const visit = (unit: SplitUnit): void => {
    const own = number.size;
    number.set(unit, own);
    low.set(unit, own);
    open.push(unit);
    for (const other of graph.get(unit) ?? []) {
      if (!number.has(other)) visit(other);
      if (open.includes(other)) low.set(unit, Math.min(low.get(unit) ?? own, low.get(other) ?? own));
    }
    if (low.get(unit) === own) found.push(open.splice(open.indexOf(unit)));
  };
  for (const unit of leaving) if (!number.has(unit)) visit(unit);
  return found;
}

/** A representative for each unit: the same for those that are connected in either direction. */
function clusters(graph: UnitGraph, leaving: ReadonlySet<SplitUnit>): Map<SplitUnit, SplitUnit> {
  const neighbours = new Map([...leaving].map((unit) => [unit, new Set<SplitUnit>()]));
  for (const unit of leaving)
    for (const other of graph.get(unit) ?? []) {
      neighbours.get(unit)?.add(other);
      neighbours.get(other)?.add(unit);
    }
  const cluster = new Map<SplitUnit, SplitUnit>();
  for (const unit of leaving) {
    const pending = cluster.has(unit) ? [] : [unit];
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (cluster.has(next)) continue;
      cluster.set(next, unit);
      pending.push(...(neighbours.get(next) ?? []));
    }
  }
  return cluster;
}
