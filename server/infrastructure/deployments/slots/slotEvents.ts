import type { FailedCheck } from '../../../protocol/slots.ts';
import type { EventDraft } from '../../events/subject.ts';
import type { DeploymentCommand } from './deploymentCommand.ts';
import type { ReleaseRecipe } from './releaseRecipe.ts';
import type { StartedProgram } from './slotHistory.ts';

/** A start that was asked for. */
export interface RequestedStart extends Pick<DeploymentCommand, 'hash' | 'driver'> {
  readonly revision: string;
  readonly commit: string;
  /** How many instances it begins with. */
  readonly instances: number;
  readonly recipe: ReleaseRecipe;
}

export const startRequested = ({
  revision,
  commit,
  hash,
  driver,
  instances,
  recipe,
}: RequestedStart): EventDraft => ({
  type: 'slot.start-requested',
  data: { revision, commit, hash, driver, instances, recipe },
});
/** The output of the build is in the file, however it ends. */
export const buildStarted = (log: string): EventDraft => ({ type: 'slot.build-started', data: { log } });
export const slotBuilt = (milliseconds: number): EventDraft => ({
  type: 'slot.built',
  data: { milliseconds },
});
export const slotFailed = (reason: string, check: FailedCheck | null = null): EventDraft => ({
  type: 'slot.failed',
  data: { reason, check },
});
export const stopRequested: EventDraft = { type: 'slot.stop-requested', data: {} };
export const slotStopped: EventDraft = { type: 'slot.stopped', data: {} };
/** Nobody can say whether all of it has ended. */
export const slotUnknown = (reason: string): EventDraft => ({ type: 'slot.unknown', data: { reason } });

/** Other instances are wanted; those that are removed are drained before they are stopped. */
export const scaleRequested = (added: readonly number[], removed: readonly number[]): EventDraft => ({
  type: 'slot.scale-requested',
  data: { added, removed },
});

/*
 * Of one instance. The number is left out for 0: such events are also those of services that knew one program in a slot.
 */
const of = (instance: number) => (instance === 0 ? {} : { instance });

export const instanceStarted = (instance: number, { identity, ...program }: StartedProgram): EventDraft => ({
  type: 'slot.started',
  data: { ...identity, ...program, ...of(instance) },
});
export const instanceHealthy = (instance: number): EventDraft => ({
  type: 'slot.healthy',
  data: of(instance),
});
export const instanceUnhealthy = (
  instance: number,
  reason: string,
  check: FailedCheck | null,
): EventDraft => ({ type: 'slot.unhealthy', data: { reason, check, ...of(instance) } });
export const instanceUnknown = (instance: number, reason: string): EventDraft => ({
  type: 'slot.unknown',
  data: { reason, ...of(instance) },
});
/** It ended, or never became healthy, while others go on. */
export const instanceFailed = (instance: number, reason: string, check: FailedCheck | null): EventDraft => ({
  type: 'slot.instance-failed',
  data: { reason, check, instance },
});
export const instanceStopped = (instance: number): EventDraft => ({
  type: 'slot.instance-stopped',
  data: { instance },
});
