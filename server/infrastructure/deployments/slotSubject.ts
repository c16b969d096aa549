import type { SwarmEvent } from '../../protocol/events.ts';
import type { SlotState as SlotPhase } from '../../protocol/slots.ts';
import type { EventDraft, Subject } from '../events/subject.ts';

/** A program as the log remembers it, so that another run of the service can find it again. */
export interface StartedProgram {
  readonly pid: number;
  /** Tells the process from a later one with the same pid. */
  readonly startTime: string;
  readonly port: number;
  readonly log: string;
  readonly healthPath: string;
  readonly stopTimeoutSeconds: number;
}

/** What happened in a slot so far. */
export interface SlotHistory {
  readonly phase: SlotPhase;
  readonly revision: string | null;
  readonly commit: string | null;
  readonly program: StartedProgram | null;
  /** Output of the last program, kept after it ended. */
  readonly log: string | null;
  readonly since: string | null;
  readonly actor: string | null;
  readonly problem: string | null;
}

export const startRequested = (revision: string, commit: string, hash: string): EventDraft => ({
  type: 'slot.start-requested',
  data: { revision, commit, hash },
});
export const slotStarted = (program: StartedProgram): EventDraft => ({
  type: 'slot.started',
  data: { ...program },
});
export const slotHealthy: EventDraft = { type: 'slot.healthy', data: {} };
export const slotUnhealthy = (reason: string): EventDraft => ({ type: 'slot.unhealthy', data: { reason } });
export const slotFailed = (reason: string): EventDraft => ({ type: 'slot.failed', data: { reason } });
export const stopRequested: EventDraft = { type: 'slot.stop-requested', data: {} };
export const slotStopped: EventDraft = { type: 'slot.stopped', data: {} };

const idle: SlotHistory = {
  phase: 'idle',
  revision: null,
  commit: null,
  program: null,
  log: null,
  since: null,
  actor: null,
  problem: null,
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
      case 'slot.started':
        return { ...state, program: programOf(event), log: String(data['log']) };
      case 'slot.healthy':
        return { ...state, phase: 'healthy', since: time, problem: null };
      case 'slot.unhealthy':
        return { ...state, phase: 'unhealthy', since: time, problem };
      case 'slot.failed':
        return { ...state, phase: 'failed', program: null, since: time, problem };
      case 'slot.stop-requested':
        return { ...state, phase: 'stopping', since: time, actor, problem: null };
      case 'slot.stopped':
        return { ...idle, since: time, actor: state.actor, log: state.log };
      default:
        return state;
    }
  },
};

function requestOf({ data }: SwarmEvent): Pick<SlotHistory, 'revision' | 'commit'> {
  return { revision: String(data['revision']), commit: String(data['commit']) };
}

function programOf({ data }: SwarmEvent): StartedProgram {
  return {
    pid: Number(data['pid']),
    startTime: String(data['startTime']),
    port: Number(data['port']),
    log: String(data['log']),
    healthPath: String(data['healthPath']),
    stopTimeoutSeconds: Number(data['stopTimeoutSeconds']),
  };
}
