import type { Route } from '../trafficRouter.ts';

/** By these HAProxy chooses whom to ask after a refusal; a server without weight is asked only where a rule names it. */
const weights = { first: 256, second: 1, none: 0 } as const;

/**
 * The weight of a server of a slot. After a live slot's only instance comes the slot kept warm. Where the live slot has several it
 * comes before the others too: HAProxy may ask three, and they may all have ended.
 */
export function weightOf({ live, spare, canary, upstreams }: Route, slot: string): number {
  const has = (name: string | null) => upstreams.filter((one) => one.slot === name).length;
  const spareFirst = canary === null && has(spare) > 0 && has(live) > 1;
  if (slot === live) return spareFirst ? weights.second : weights.first;
  if (slot === spare) return spareFirst ? weights.first : weights.second;
  return weights.none;
}
