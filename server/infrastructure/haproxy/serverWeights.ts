import type { Route } from '../router/trafficRouter.ts';

/** By these HAProxy chooses whom to ask after a refusal; a server without weight is asked only where a rule names it. */
const weights = { live: 256, spare: 1, other: 0 } as const;

/** The weight of a slot's server. */
export function weightOf({ live, spare }: Route, slot: string): number {
  if (slot === live) return weights.live;
  return slot === spare ? weights.spare : weights.other;
}
