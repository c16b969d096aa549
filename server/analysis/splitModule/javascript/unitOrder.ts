import type { StayReason } from '../stayReason.ts';
import { bindingOf, type SplitSource } from './splitSource.ts';
import type { SplitUnit } from './splitUnit.ts';

/** Units that use each other in a circle, and stay together. */
export type UnitGroup = readonly SplitUnit[];

/** The units that each unit has to stand behind, or together with: itself left out. */
export type UnitGraph = ReadonlyMap<SplitUnit, ReadonlySet<SplitUnit>>;

/** Which units need which, and which only speak of the types of others. */
export interface UnitOrder {
  readonly needs: UnitGraph;
  /** What `import type` brings from anywhere, also from a file that imports this one: nothing of it is loaded. */
  readonly types: UnitGraph;
}

/** What units need of each other: names they use, and what happens before them while the module is loaded. */
export function unitOrder({ units, isTypeScript }: SplitSource): UnitOrder {
  const owner = new Map(units.flatMap((unit) => unit.bindings.map((binding) => [binding, unit] as const)));
  const usedBy = (unit: SplitUnit, isOfType: boolean) =>
    unit.references.flatMap((reference) => {
      const binding = bindingOf(reference);
      const other = binding && owner.get(binding);
      if (!other || other === unit) return [];
      const asType = isTypeScript && (reference.role === 'type' || binding.meaning === 'type');
      // Nobody can import what the module keeps to itself: that has to leave first.
      return (asType && isExported(other)) === isOfType ? [other] : [];
    });
  const acting = units.filter((unit) => unit.acts);
  const before = new Map(acting.map((unit, at) => [unit, acting.slice(Math.max(at - 1, 0), at)]));
  const graph = (others: (unit: SplitUnit) => SplitUnit[]) =>
    new Map(units.map((unit) => [unit, new Set(others(unit))] as const));
  return {
    needs: graph((unit) => [...usedBy(unit, false), ...(before.get(unit) ?? [])]),
    types: graph((unit) => usedBy(unit, true)),
  };
}

/** The units that stay, each with the reason: those that cannot leave, and what needs one of them. */
export function stayingUnits(
  { needs }: UnitOrder,
  patched: ReadonlySet<string> = new Set(),
): Map<SplitUnit, StayReason<SplitUnit>> {
  const staying = new Map<SplitUnit, StayReason<SplitUnit>>();
  for (const unit of needs.keys()) {
    const replaced = unit.bindings.find(({ name }) => patched.has(name))?.name;
    const why = replaced === undefined ? unit.stays : `other files replace ${replaced} in this module`;
    if (why !== undefined) staying.set(unit, { why });
  }
  for (let before = -1; before !== staying.size; ) {
    before = staying.size;
    for (const unit of needs.keys()) {
      if (staying.has(unit)) continue;
      const because = [...(needs.get(unit) ?? [])].find((other) => staying.has(other));
      if (because) staying.set(unit, { because });
    }
  }
  return staying;
}

/** Whether other files can import what a unit declares. */
function isExported({ statements }: SplitUnit): boolean {
  return statements.every(({ node }) => node.type === 'ExportNamedDeclaration');
}

/**
 * Groups of the leaving units, each behind those it uses; what is connected stands together, the largest such cluster
 * first. Every beginning of the list uses nothing that comes later.
 */
export function orderedGroups(order: UnitOrder, leaving: ReadonlySet<SplitUnit>): UnitGroup[] {
  const groups = circles(order.needs, leaving);
  const cluster = clusters(order, leaving);
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
      if (!leaving.has(other)) continue;
      if (!number.has(other)) visit(other);
      if (open.includes(other)) low.set(unit, Math.min(low.get(unit) ?? own, low.get(other) ?? own));
    }
    if (low.get(unit) === own) found.push(open.splice(open.indexOf(unit)));
  };
  for (const unit of leaving) if (!number.has(unit)) visit(unit);
  return found;
}

/** A representative for each unit: the same for those that are connected in either direction. */
function clusters({ needs, types }: UnitOrder, leaving: ReadonlySet<SplitUnit>): Map<SplitUnit, SplitUnit> {
  const neighbours = new Map([...leaving].map((unit) => [unit, new Set<SplitUnit>()]));
  for (const unit of leaving)
    for (const other of [...(needs.get(unit) ?? []), ...(types.get(unit) ?? [])]) {
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
