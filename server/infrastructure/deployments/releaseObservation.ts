import type { ObservationLimits } from '../../protocol/configuration/rolloutConfiguration.ts';
import type { MeasuredTraffic } from '../../protocol/deployments.ts';

/** A release that gets requests, and what it is compared with. */
export interface ObservedRelease {
  /** `environment/team`. */
  readonly route: string;
  readonly slot: string;
  /** The slot that was live before, or that gets the other requests of a canary; null where there is none. */
  readonly against: string | null;
  /** `after`: compared with what `against` measured before the switch; `beside`: with what it measures in the same time. */
  readonly comparison: 'after' | 'beside';
  /** What was measured before the switch, where the service has been started anew since; null otherwise. */
  readonly baseline: MeasuredTraffic | null;
  readonly limits: ObservationLimits;
}

/** What is known of an observed release at a moment. */
export interface ObservationVerdict {
  /** `not-enough`: too few requests to say anything; it does not go back for that. */
  readonly kind: 'healthy' | 'not-enough' | 'roll-back';
  /** What it rests on: a sentence. */
  readonly sentence: string;
  readonly baseline: MeasuredTraffic | null;
  readonly observed: MeasuredTraffic | null;
}

/** An observation under way. */
export interface RunningObservation {
  /** What is known now; asks the router. */
  verdict(): Promise<ObservationVerdict>;
  /** Forgets it. */
  end(): void;
}

/** Measures releases that get requests, and says when one has to go back. */
export interface ReleaseObservation {
  /** To be called right before requests move to `slot`: what is measured until now is the baseline. */
  begin(release: ObservedRelease): Promise<RunningObservation>;
}
