import type { RolloutStrategy } from '../../../server/protocol/configuration/rolloutConfiguration.ts';
import type { Invocation } from '../invocation.ts';

/** Where a revision is to go. */
export interface DeployPlace {
  readonly environment: string;
  readonly team: string;
  /** Undefined for any idle one. */
  readonly slot?: string | undefined;
}

/** Whether requests are to follow, and how. */
export type How =
  | { readonly kind: 'start' }
  | {
      readonly kind: 'deploy';
      /** That of the environment where it is undefined. */
      readonly strategy?: RolloutStrategy | undefined;
      /** Why gates, windows and freezes are passed over. */
      readonly bypass?: string;
    };

/** What the questions of a deployment come to. */
export interface DeployAnswers {
  readonly invocation: Invocation;
  revision?: string | undefined;
  place?: DeployPlace | undefined;
  how?: How | undefined;
}
