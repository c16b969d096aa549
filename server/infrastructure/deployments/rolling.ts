import type { CanaryStep } from '../../protocol/configuration/rolloutConfiguration.ts';

/** Parts of the requests that the new release gets, one step for each of its instances but the last. */
export function rollingSteps(instances: number, seconds: number): CanaryStep[] {
  return Array.from({ length: instances - 1 }, (_, step) => ({
    percent: Math.round(((step + 1) / instances) * 100),
    seconds,
  }));
}

/** Where a rolling deployment stands: all of it is seen from outside, so that any service can go on with it. */
export interface RollingFacts {
  /** How many instances the new release is to have. */
  readonly instances: number;
  /** How many the release before had when requests began to move. */
  readonly replaced: number;
  /** The step whose part of the requests is in force; null before the first. */
  readonly step: number | null;
  /** Whether that step was observed for its time. */
  readonly isObserved: boolean;
  readonly fresh: { readonly wanted: number; readonly ready: number };
  /** Those that are on their way out still run. */
  readonly old: { readonly wanted: number; readonly running: number };
}

/** What to do next. */
export type RollingAction =
  | { readonly kind: 'scale'; readonly slot: 'fresh' | 'old'; readonly instances: number }
  /** Until as many are ready, or gone. */
  | { readonly kind: 'await'; readonly slot: 'fresh' | 'old'; readonly instances: number }
  | { readonly kind: 'share'; readonly step: number }
  | { readonly kind: 'observe' }
  /** All requests go to it, so that it is no longer a part. */
  | { readonly kind: 'switch' };

/**
 * One more of the new release, its part of the requests, one less of the release before: at most one instance more than
 * both have, and never fewer that serve (`maxSurge: 1`, `maxUnavailable: 0` in Kubernetes).
 */
export function decideRolling(facts: RollingFacts): RollingAction {
  const { instances, step, isObserved, fresh, old } = facts;
  if (step !== null && !isObserved) return { kind: 'observe' };
  const left = step === null ? facts.replaced : oldInstances(facts, step);
  if (old.wanted > left) return { kind: 'scale', slot: 'old', instances: left };
  if (old.running > left) return { kind: 'await', slot: 'old', instances: left };
  const next = step === null ? 0 : step + 1;
  if (fresh.wanted < next + 1) return { kind: 'scale', slot: 'fresh', instances: next + 1 };
  if (fresh.ready < next + 1) return { kind: 'await', slot: 'fresh', instances: next + 1 };
  return next + 1 < instances ? { kind: 'share', step: next } : { kind: 'switch' };
}

/** How many of the release before are left once a step is over: its part of the requests, and one to go back to. */
function oldInstances({ instances, replaced }: RollingFacts, step: number): number {
  return Math.max(1, Math.ceil((replaced * (instances - step - 1)) / instances));
}
