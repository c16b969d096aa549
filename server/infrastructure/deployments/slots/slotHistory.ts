import type { HealthCheck } from '../../../protocol/healthChecks.ts';
import type { FailedCheck, InstanceState, SlotState } from '../../../protocol/slots.ts';
import type { ProgramDrivers, ProgramIdentity } from '../../programs/programDriver.ts';
import type { ReleaseRecipe } from './releaseRecipe.ts';

/** A program as the log remembers it, so that another run of the service can find it again. */
export interface StartedProgram {
  readonly identity: ProgramIdentity;
  readonly port: number;
  readonly log: string;
  readonly health: readonly HealthCheck[];
  readonly stopTimeoutSeconds: number;
  /** Environment of the team's commands: those that check its health. */
  readonly environment: Readonly<Record<string, string>>;
}

/** One of the programs that run in a slot. */
export interface InstanceHistory {
  /** Its number in the slot, from 0. */
  readonly instance: number;
  readonly phase: InstanceState;
  /** Null until it is started. */
  readonly program: StartedProgram | null;
  readonly since: string;
  readonly problem: string | null;
  /** The answer for which it is unhealthy or failed. */
  readonly failedCheck: FailedCheck | null;
}

/** What happened in a slot so far. */
export interface SlotHistory {
  readonly phase: SlotState;
  readonly revision: string | null;
  readonly commit: string | null;
  readonly driver: keyof ProgramDrivers;
  /** Of the command it was started with; null where nothing was. */
  readonly hash: string | null;
  /** What each instance runs; null where nothing was started, or by a service that did not write it down. */
  readonly recipe: ReleaseRecipe | null;
  /** Whether its build is done. */
  readonly isBuilt: boolean;
  /** By number; those that are on their way out included. */
  readonly instances: readonly InstanceHistory[];
  /** Port of the instance that was started first: tells what runs from what runs later. Null where nothing does. */
  readonly port: number | null;
  /** Output of the last program, kept after it ended. */
  readonly log: string | null;
  readonly since: string | null;
  readonly actor: string | null;
  readonly problem: string | null;
  /** Output of the build of the revision. */
  readonly buildLog: string | null;
  /** The answer for which the program is unhealthy or failed. */
  readonly failedCheck: FailedCheck | null;
}

/** What is in a slot that nothing was started in. */
export const idleSlot: SlotHistory = {
  phase: 'idle',
  revision: null,
  commit: null,
  driver: 'process',
  hash: null,
  recipe: null,
  isBuilt: false,
  instances: [],
  port: null,
  log: null,
  since: null,
  actor: null,
  problem: null,
  buildLog: null,
  failedCheck: null,
};

/** Whether it has been healthy and was not stopped since. */
export function isUp({ phase }: { readonly phase: SlotState }): boolean {
  return phase === 'healthy' || phase === 'unhealthy' || phase === 'unknown';
}

/** Whether requests can go to it: all of its instances are healthy, or some of several are. */
export function takesRequests(history: Pick<SlotHistory, 'phase' | 'instances'>): boolean {
  return history.phase === 'healthy' || (isUp(history) && healthyCount(history) > 0);
}

/** The instances that are to stay. */
export function wantedInstances({ instances }: Pick<SlotHistory, 'instances'>): InstanceHistory[] {
  return instances.filter(({ phase }) => phase !== 'stopping');
}

/** The instances by which a slot is judged: one that is added later does not count until it has been healthy. */
export function judgedInstances({ phase, instances }: Pick<SlotHistory, 'phase' | 'instances'>): number[] {
  const judged = instances.filter((one) => phase === 'starting' || isUp({ phase: one.phase }));
  return judged.map(({ instance }) => instance);
}

/** How many of the instances that are to stay are healthy. */
export function healthyCount({ instances }: Pick<SlotHistory, 'instances'>): number {
  return instances.filter(({ phase }) => phase === 'healthy').length;
}
