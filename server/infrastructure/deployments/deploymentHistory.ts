import type {
  CanaryStep,
  ObservationLimits,
  RolloutStrategy,
} from '../../protocol/configuration/rolloutConfiguration.ts';
import type { DeploymentState, DeploymentStep, MeasuredTraffic } from '../../protocol/deployments.ts';
import type { GateOutcome } from '../../protocol/gates.ts';
import type { FailedCheck } from '../../protocol/slots.ts';
import type { Release } from '../../protocol/traffic.ts';
import type { GivenApproval } from './deploymentPolicy.ts';
import type { AskedGate } from './releaseGates.ts';
import type { DeploymentCommand } from './slots/deploymentCommand.ts';

/** States that a deployment leaves again. */
export type OpenState = Exclude<DeploymentState, EndState>;
/** States that it stays in. */
export type EndState = 'live' | 'failed' | 'rolled-back' | 'cancelled';
/** Ends that were not wanted, and have a reason. */
export type BadEnd = Exclude<EndState, 'live'>;

/** A deployment as it was asked for, with the rules of its environment at that time. */
export interface RequestedDeployment {
  readonly environment: string;
  readonly team: string;
  readonly revision: string;
  readonly commit: string;
  /** Of what runs it, as a person has allowed it. */
  readonly hash: string;
  /** What that is: a release that is brought back runs as it did. Logs of older services do not say it. */
  readonly command?: DeploymentCommand;
  /** Whether it is built, or its image is, before it is started. */
  readonly builds: boolean;
  /** The slot that was asked for; null for any. */
  readonly slot: string | null;
  readonly strategy: RolloutStrategy;
  readonly canarySteps: readonly CanaryStep[];
  readonly observe: ObservationLimits;
  readonly gates: readonly AskedGate[];
  /** How many instances the release is to have. */
  readonly instances: number;
  /** Why gates, windows and freezes are passed over; null where they are not. */
  readonly bypass: string | null;
  /** Whether it brings back a release that was live before. */
  readonly rollback: boolean;
  /** Key under which a repetition of the request is recognised. */
  readonly key: string | null;
}

/** A bad end that is decided; what has to be undone for it may still be under way. */
export interface DecidedEnd {
  readonly outcome: BadEnd;
  readonly reason: string;
  readonly failedCheck: FailedCheck | null;
}

/** Where a canary stands. */
export interface CanaryProgress {
  /** Place in `canarySteps`, from 0. */
  readonly step: number;
  readonly percent: number;
  readonly since: string;
  /** Whether a person let it go on. */
  readonly continued: boolean;
}

/** What happened in a deployment so far. */
export interface DeploymentHistory extends Omit<RequestedDeployment, 'slot'> {
  readonly state: DeploymentState;
  /** The slot that was asked for; null for any. */
  readonly askedSlot: string | null;
  /** Null until one is chosen. */
  readonly slot: string | null;
  readonly steps: readonly DeploymentStep[];
  readonly outcomes: readonly GateOutcome[];
  readonly approvals: readonly GivenApproval[];
  /** What the environment asked for when it began to wait; null where it did not. */
  readonly approvalRule: { readonly required: number; readonly approvers: readonly string[] } | null;
  /** Events of the slot before this deployment started something in it; null where it has not. */
  readonly slotVersion: number | null;
  /** What was live when requests began to move; null where nothing was. */
  readonly replaced: Release | null;
  /** How many instances that had. */
  readonly replacedInstances: number;
  readonly canary: CanaryProgress | null;
  readonly ending: DecidedEnd | null;
  readonly baseline: MeasuredTraffic | null;
  readonly observed: MeasuredTraffic | null;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly endedAt: string | null;
}

const ends: readonly DeploymentState[] = ['live', 'failed', 'rolled-back', 'cancelled'];

/** Whether a deployment stays as it is. */
export function hasEnded({ state }: Pick<DeploymentHistory, 'state'>): boolean {
  return ends.includes(state);
}

/** Whether requests go to it, or may just be moving. */
export function movesRequests({ state }: Pick<DeploymentHistory, 'state'>): boolean {
  return state === 'switching' || state === 'observing';
}

/** Whether it has the requests of its environment and team to itself: it moves them, or has stopped what answered them. */
export function holdsRequests(
  history: Pick<DeploymentHistory, 'state' | 'strategy' | 'slotVersion'>,
): boolean {
  return movesRequests(history) || (history.strategy === 'recreate' && history.slotVersion !== null);
}

/** `environment/team`. */
export function routeOf({ environment, team }: Pick<DeploymentHistory, 'environment' | 'team'>): string {
  return `${environment}/${team}`;
}

/** Id of its slot; undefined until one is chosen. */
export function slotIdOf(
  history: Pick<DeploymentHistory, 'environment' | 'team' | 'slot'>,
): string | undefined {
  return history.slot === null ? undefined : `${routeOf(history)}/${history.slot}`;
}
