import * as z from 'zod';
import type { SwarmEvent } from '../../protocol/events.ts';
import { type HealthCheck, healthCheckSchema } from '../../protocol/healthChecks.ts';
import { type FailedCheck, failedCheckSchema, type SlotState as SlotPhase } from '../../protocol/slots.ts';
import type { EventDraft, Subject } from '../events/subject.ts';
import type { ProgramDrivers, ProgramIdentity } from '../programs/programDriver.ts';
import type { DeploymentCommand } from './deploymentCommand.ts';

type DriverName = keyof ProgramDrivers;

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

/** What happened in a slot so far. */
export interface SlotHistory {
  readonly phase: SlotPhase;
  readonly revision: string | null;
  readonly commit: string | null;
  readonly driver: DriverName;
  /** Of the command it was started with; null where nothing was. */
  readonly hash: string | null;
  /** Whether its build is done. */
  readonly isBuilt: boolean;
  readonly program: StartedProgram | null;
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

export const startRequested = (
  revision: string,
  commit: string,
  { hash, driver }: Pick<DeploymentCommand, 'hash' | 'driver'>,
): EventDraft => ({
  type: 'slot.start-requested',
  data: { revision, commit, hash, driver },
});
/** The output of the build is in the file, however it ends. */
export const buildStarted = (log: string): EventDraft => ({ type: 'slot.build-started', data: { log } });
export const slotBuilt = (milliseconds: number): EventDraft => ({
  type: 'slot.built',
  data: { milliseconds },
});
export const slotStarted = ({ identity, ...program }: StartedProgram): EventDraft => ({
  type: 'slot.started',
  data: { ...identity, ...program },
});
export const slotHealthy: EventDraft = { type: 'slot.healthy', data: {} };
export const slotUnhealthy = (reason: string, check: FailedCheck | null): EventDraft => ({
  type: 'slot.unhealthy',
  data: { reason, check },
});
export const slotUnknown = (reason: string): EventDraft => ({ type: 'slot.unknown', data: { reason } });
export const slotFailed = (reason: string, check: FailedCheck | null = null): EventDraft => ({
  type: 'slot.failed',
  data: { reason, check },
});
export const stopRequested: EventDraft = { type: 'slot.stop-requested', data: {} };
export const slotStopped: EventDraft = { type: 'slot.stopped', data: {} };

const idle: SlotHistory = {
  phase: 'idle',
  revision: null,
  commit: null,
  driver: 'process',
  hash: null,
  isBuilt: false,
  program: null,
  log: null,
  since: null,
  actor: null,
  problem: null,
  buildLog: null,
  failedCheck: null,
};

/** Streams `slot/<environment>/<team>/<slot>`. */
export const slotSubject: Subject<SlotHistory> = {
  name: 'slot',
  initial: idle,
  evolve(state, event) {
    const { data, time, actor } = event;
    const problem = typeof data['reason'] === 'string' ? data['reason'] : null;
    switch (event.type) {
      case 'slot.start-requested':
        return { ...idle, ...requestOf(event), phase: 'starting', since: time, actor };
      case 'slot.build-started':
        return { ...state, buildLog: String(data['log']) };
      case 'slot.built':
        return { ...state, isBuilt: true };
      case 'slot.started':
        return { ...state, program: programOf(event), log: String(data['log']) };
      case 'slot.healthy':
        return { ...state, phase: 'healthy', since: time, problem: null, failedCheck: null };
      case 'slot.unhealthy':
        return { ...state, phase: 'unhealthy', since: time, problem, failedCheck: checkOf(event) };
      case 'slot.unknown':
        return { ...state, phase: 'unknown', since: time, problem };
      case 'slot.failed':
        return { ...failed(state, event), since: time, problem };
      case 'slot.stop-requested':
        return { ...state, phase: 'stopping', since: time, actor, problem: null };
      case 'slot.stopped':
        return { ...idle, since: time, actor: state.actor, log: state.log };
      default:
        return state;
    }
  },
};

/** What was bad before the end stays known. */
function failed(state: SlotHistory, event: SwarmEvent): SlotHistory {
  return { ...state, phase: 'failed', program: null, failedCheck: checkOf(event) ?? state.failedCheck };
}

function checkOf({ data }: SwarmEvent): FailedCheck | null {
  return failedCheckSchema.safeParse(data['check']).data ?? null;
}

function requestOf({ data }: SwarmEvent): Pick<SlotHistory, 'revision' | 'commit' | 'driver' | 'hash'> {
  const driver = data['driver'] === 'container' ? 'container' : 'process';
  const { revision, commit, hash } = data;
  return { revision: String(revision), commit: String(commit), driver, hash: String(hash) };
}

function programOf({ data }: SwarmEvent): StartedProgram {
  const { container, environment } = data;
  return {
    identity:
      typeof container === 'string'
        ? { container }
        : { pid: Number(data['pid']), startTime: String(data['startTime']) },
    port: Number(data['port']),
    log: String(data['log']),
    health: healthOf(data),
    stopTimeoutSeconds: Number(data['stopTimeoutSeconds']),
    environment: startedEnvironment.safeParse(environment).data ?? {},
  };
}

const startedEnvironment = z.record(z.string(), z.string());
const startedChecks = z.array(healthCheckSchema).min(1);

/** Events of the first version have a path instead of checks. */
function healthOf({ health, healthPath = '/health' }: SwarmEvent['data']): readonly HealthCheck[] {
  const { data } = startedChecks.safeParse(health);
  return data ?? [healthCheckSchema.parse({ type: 'http', path: healthPath })];
}
