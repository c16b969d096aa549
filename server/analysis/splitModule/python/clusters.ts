import type { Unit } from './unit.ts';

/** Units that need each other, or bind the same name: they go together. In the order of the text. */
export type Cluster = readonly Unit[];

/** The units that each has to stand behind, or together with. */
export type Needs = (unit: Unit) => Unit[];

/** What units need of each other: what binds a name they read or bind, and the one before them in the order they run in. */
export function needsAmong(units: readonly Unit[], ordered: ReadonlySet<Unit>): Needs {
  const binders = new Map<string, Unit[]>();
  for (const unit of units) {
    for (const name of unit.binds) binders.set(name, [...(binders.get(name) ?? []), unit]);
  }
  const inOrder = units.filter((unit) => ordered.has(unit));
  const before = new Map(inOrder.map((unit, at) => [unit, inOrder[at - 1]]));
  return (unit) => {
    const named = [...unit.reads, ...unit.binds].flatMap((name) => binders.get(name) ?? []);
    const previous = before.get(unit);
    return [...(previous ? [previous] : []), ...named].filter((other) => other !== unit);
  };
}

/** The clusters of units, each behind those it needs. */
export function clustersOf(units: readonly Unit[], needs: Needs): Cluster[] {
  return new StrongComponents(needs).of(units);
}

interface Visit {
  readonly unit: Unit;
  readonly rest: Unit[];
}

/** Tarjan's algorithm with a stack of its own, so that long chains of definitions do not exhaust that of the program. */
class StrongComponents {
  readonly #needs: Needs;
  readonly #order = new Map<Unit, number>();
  readonly #lowest = new Map<Unit, number>();
  readonly #open: Unit[] = [];
  readonly #isOpen = new Set<Unit>();
  readonly #found: Cluster[] = [];

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  of(units: readonly Unit[]): Cluster[] {
    for (const unit of units) if (!this.#order.has(unit)) this.#visit(unit);
    return this.#found;
  }

  #visit(root: Unit): void {
    const stack: Visit[] = [this.#enter(root)];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        stack.pop();
        this.#leave(top.unit, stack.at(-1)?.unit);
      } else if (!this.#order.has(next)) stack.push(this.#enter(next));
      else if (this.#isOpen.has(next)) this.#lower(top.unit, this.#order.get(next) ?? 0);
    }
  }

  #enter(unit: Unit): Visit {
    this.#order.set(unit, this.#order.size);
    this.#lowest.set(unit, this.#order.size - 1);
    this.#open.push(unit);
    this.#isOpen.add(unit);
    return { unit, rest: this.#needs(unit).reverse() };
  }

  #leave(unit: Unit, parent: Unit | undefined): void {
    const lowest = this.#lowest.get(unit) ?? 0;
    if (parent) this.#lower(parent, lowest);
    if (lowest !== this.#order.get(unit)) return;
    const cluster = this.#open.splice(this.#open.indexOf(unit));
    for (const member of cluster) this.#isOpen.delete(member);
    this.#found.push(cluster.sort((a, b) => a.index - b.index));
  }

  #lower(unit: Unit, value: number): void {
    this.#lowest.set(unit, Math.min(this.#lowest.get(unit) ?? 0, value));
  }
}
