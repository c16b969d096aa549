import { type LeaseTarget, readGlobs } from './leaseTarget.ts';
import { PrefixTree } from './paths/prefixTree.ts';

/** As much of a lease as it is found by. */
interface Held extends LeaseTarget {
  readonly id: string;
  readonly fence: number;
}

/** Leases by what they are about. */
class HeldIndex<Lease extends Held> {
  readonly #paths = new PrefixTree<string>();
  readonly #named = new Map<string, Lease>();
  readonly #byId = new Map<string, Lease>();

  add(lease: Lease): void {
    this.#byId.set(lease.id, lease);
    if (lease.kind === 'paths') this.#paths.add(readGlobs(lease.globs), lease.id);
    else this.#named.set(nameOf(lease), lease);
  }

  remove(lease: Lease): void {
    this.#byId.delete(lease.id);
    if (lease.kind === 'paths') this.#paths.remove(readGlobs(lease.globs), lease.id);
    else if (this.#named.get(nameOf(lease))?.id === lease.id) this.#named.delete(nameOf(lease));
  }

  /** Everything that may collide, the oldest grant first. */
  near(target: LeaseTarget): Lease[] {
    const named = this.#named.get(nameOf(target));
    if (target.kind !== 'paths') return named ? [named] : [];
    const ids = [...this.#paths.near(readGlobs(target.globs))];
    const leases = ids.flatMap((id) => this.#byId.get(id) ?? []);
    return leases.sort((one, other) => one.fence - other.fence);
  }
}

function nameOf({ kind, subject }: LeaseTarget): string {
  return `${kind} ${subject}`;
}

/** By the list that it is of. A list never changes; the next one takes the index over with what is different. */
const indexes = new WeakMap<readonly Held[], HeldIndex<Held>>();

/** Leases of a list that may collide with a target, the oldest grant first. */
export function heldNear<Lease extends Held>(held: readonly Lease[], target: LeaseTarget): Lease[] {
  // An index holds only leases of its list.
  const known = indexes.get(held) as HeldIndex<Lease> | undefined;
  if (known) return known.near(target);
  const index = new HeldIndex<Lease>();
  for (const lease of held) index.add(lease);
  indexes.set(held, index as unknown as HeldIndex<Held>);
  return index.near(target);
}

/** Lets a list go on with the index of the one before it, which is made anew should anybody ask for that again. */
export function handOver<Lease extends Held>(
  before: readonly Lease[],
  after: readonly Lease[],
  change: { readonly removed?: Lease | undefined; readonly added?: Lease | undefined },
): readonly Lease[] {
  const index = indexes.get(before);
  if (!index) return after;
  indexes.delete(before);
  if (change.removed) index.remove(change.removed);
  if (change.added) index.add(change.added);
  indexes.set(after, index);
  return after;
}
