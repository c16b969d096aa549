import type { Statement } from '../../python/syntax/statementNodes.ts';
import type { NameOf } from './importedName.ts';
import { isPlainClass, isPlainFunction } from './plainDefinition.ts';
import { isPure, isPureValue } from './purity.ts';
import { hasEffect } from './shareable.ts';
import { sharesName } from './sharesName.ts';
import type { Part } from './splitSource.ts';
import { suitesOf } from './suites.ts';
import type { Unit } from './unit.ts';

/** What is asked about order. */
export interface OrderFacts {
  readonly text: string;
  readonly units: readonly Unit[];
  /** Units that every file may repeat. */
  readonly repeated: ReadonlySet<Unit>;
  readonly nameOf: NameOf;
}

/**
 * The units that have to run in the order of the text, whatever file they stand in: calls, definitions that a decorator
 * or a base class may enter in a list somewhere, and what reads data that those may have changed.
 */
export function orderedUnits({ text, units, repeated, nameOf }: OrderFacts): Set<Unit> {
  const data = dataBelow(units);
  const changed = new Set<string>();
  const ordered = new Set<Unit>();
  for (const unit of units) {
    if (repeated.has(unit)) continue;
    const acts = hasOrder(unit.statement, units, text, nameOf);
    if (!acts && !sharesName(unit.readsAtImport, changed)) continue;
    ordered.add(unit);
    if (!acts) continue;
    const touched = hasEffect(unit.statement) ? unit.reads : data(unit.readsAtImport);
    for (const name of touched) changed.add(name);
  }
  return ordered;
}

/** Whether what has an order still has it when parts are loaded where the first of their units stood. */
export function keepsOrder(ordered: ReadonlySet<Unit>, parts: readonly Part[]): boolean {
  const moved = parts.flatMap((part) => part.units);
  const isMoved = new Set(moved);
  const first = Math.min(...moved.map(({ index }) => index));
  const staying = [...ordered].filter((unit) => !isMoved.has(unit) && unit.index > first);
  const order = [...moved.filter((unit) => ordered.has(unit)), ...staying];
  return order.every(({ index }, at) => index > (order[at - 1]?.index ?? -1));
}

function hasOrder(statement: Statement, units: readonly Unit[], text: string, nameOf: NameOf): boolean {
  if (statement.kind === 'function') return !isPlainFunction(statement);
  if (statement.kind === 'class') return !isPlainClass(statement, units, text);
  if (statement.kind === 'if' && !statement.clauses.every(({ test }) => isPureValue(test, nameOf)))
    return true;
  if (statement.kind !== 'if' && statement.kind !== 'try') return !isPure(statement, nameOf);
  return suitesOf(statement).some(({ statements }) =>
    statements.some((each) => hasOrder(each, units, text, nameOf)),
  );
}

/** Tells which assigned names can be reached from names by way of the module's functions and classes. */
function dataBelow(units: readonly Unit[]): (names: Iterable<string>) => Set<string> {
  const binders = Map.groupBy(
    units.flatMap((unit) => [...unit.binds].map((name) => ({ name, unit }))),
    ({ name }) => name,
  );
  return (names) => {
    const found = new Set<string>();
    const pending = [...names];
    const seen = new Set(pending);
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      for (const { unit } of binders.get(name) ?? []) {
        if (/assignment$/i.test(unit.statement.kind)) found.add(name);
        for (const each of unit.reads) if (!seen.has(each)) pending.push(each);
        for (const each of unit.reads) seen.add(each);
      }
    }
    return found;
  };
}
