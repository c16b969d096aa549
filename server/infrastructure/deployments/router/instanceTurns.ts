import type { ExchangeKind } from './upstreamLoad.ts';

/** An instance of a slot, as far as its turn depends on it. */
export interface TurnTaker {
  /** What goes through it. */
  readonly active: Readonly<Record<ExchangeKind, number>>;
  /** When it was asked last, as `performance.now()`. */
  readonly lastAsked: number;
}

/**
 * The instances of a slot in the order to ask them: first the one with the least under way of this kind, of equals the one
 * that was asked longest ago. So they take turns while all are equally quick, and a slow one gets no more than it can do.
 */
export function inTurn<Instance extends TurnTaker>(
  instances: readonly Instance[],
  kind: ExchangeKind,
): readonly Instance[] {
  if (instances.length < 2) return instances;
  return instances.toSorted((a, b) => a.active[kind] - b.active[kind] || a.lastAsked - b.lastAsked);
}
