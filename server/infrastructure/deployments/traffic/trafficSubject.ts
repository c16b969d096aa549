import * as z from 'zod';
import type { Departure } from '../../../protocol/deployments.ts';
import type { SwarmEvent } from '../../../protocol/events.ts';
import { type Release, releaseSchema } from '../../../protocol/traffic.ts';
import type { EventDraft, Subject } from '../../events/subject.ts';

/** A slot that traffic has left, kept running for a while. The port tells what ran in it from what runs in it later. */
export interface WarmSlot {
  readonly slot: string;
  readonly port: number;
  readonly until: string;
}

/** A switch that is decided but not known to be done. */
export interface PendingSwitch {
  /** Null: no slot, the address is closed. */
  readonly to: Release | null;
  /** Part of the requests; null for all. */
  readonly percent: number | null;
  /** What who asked for it said of why; null where nothing was. */
  readonly reason: string | null;
  /** Time for which what is left by it is needed, before the time begins that it is kept warm. */
  readonly keepSeconds: number;
  /** Whether it brings a release of before back. */
  readonly rollback: boolean;
}

/** A release that was live, and how the requests left it. */
export interface FormerLive extends Departure {
  readonly release: Release;
}

/** Where the requests of one environment and team are meant to go. */
export interface TrafficState {
  /** The port chosen for it; one in swarm.json wins. */
  readonly port: number | null;
  readonly live: Release | null;
  readonly canary: { readonly slot: string; readonly percent: number } | null;
  readonly switching: PendingSwitch | null;
  /** A release that a rollback starts again before it switches. */
  readonly restoring: Release | null;
  readonly previous: Release | null;
  /** What was live before, the newest last. */
  readonly former: readonly FormerLive[];
  readonly warm: readonly WarmSlot[];
  readonly since: string | null;
  readonly actor: string | null;
  /** What was said of why where the last switch was asked for. */
  readonly reason: string | null;
  readonly problem: string | null;
}

export const portChosen = (port: number): EventDraft => ({ type: 'traffic.port-chosen', data: { port } });
export const switchRequested = (
  to: Release | null,
  percent: number | null,
  { keepSeconds = 0, reason = null, rollback = false }: Partial<Omit<PendingSwitch, 'to' | 'percent'>> = {},
): EventDraft => ({
  type: 'traffic.switch-requested',
  data: {
    to,
    percent,
    ...(keepSeconds > 0 ? { keepSeconds } : {}),
    ...(reason === null ? {} : { reason }),
    ...(rollback ? { rollback } : {}),
  },
});
export const switched = (warm: readonly WarmSlot[]): EventDraft => ({
  type: 'traffic.switched',
  data: { warm },
});
export const switchFailed = (reason: string): EventDraft => ({
  type: 'traffic.switch-failed',
  data: { reason },
});
export const rollbackRequested = (to: Release): EventDraft => ({
  type: 'traffic.rollback-requested',
  data: { to },
});

const initial: TrafficState = {
  port: null,
  live: null,
  canary: null,
  switching: null,
  restoring: null,
  previous: null,
  former: [],
  warm: [],
  since: null,
  actor: null,
  reason: null,
  problem: null,
};

/** So many are kept: of older ones nobody asks when they were left. */
const keptFormer = 200;

/** Streams `traffic/<environment>/<team>`. */
export const trafficSubject: Subject<TrafficState> = {
  name: 'traffic',
  schema: 3,
  initial,
  evolve(state, event) {
    const { data, time, actor } = event;
    switch (event.type) {
      case 'traffic.port-chosen':
        return { ...state, port: Number(data['port']) };
      case 'traffic.switch-requested': {
        const switching = requestOf(event, state.restoring !== null);
        const { reason } = switching;
        return { ...state, switching, restoring: null, problem: null, actor, reason };
      }
      case 'traffic.switched':
        return { ...afterSwitch(state, warmSlots.parse(data['warm']), time), since: time };
      case 'traffic.switch-failed':
        return { ...state, switching: null, restoring: null, problem: String(data['reason']) };
      case 'traffic.rollback-requested':
        return { ...state, restoring: releaseSchema.parse(data['to']), problem: null, actor, reason: null };
      default:
        return state;
    }
  },
};

const warmSlots = z.array(z.object({ slot: z.string(), port: z.number(), until: z.string() }));

/** @param restores whether it ends a rollback that had to start its release first */
function requestOf({ data }: SwarmEvent, restores: boolean): PendingSwitch {
  const to = data['to'] === null ? null : releaseSchema.parse(data['to']);
  const { percent, keepSeconds, reason } = data;
  return {
    to,
    percent: typeof percent === 'number' ? percent : null,
    reason: typeof reason === 'string' ? reason : null,
    keepSeconds: typeof keepSeconds === 'number' ? keepSeconds : 0,
    rollback: restores || data['rollback'] === true,
  };
}

function afterSwitch(state: TrafficState, warm: readonly WarmSlot[], at: string): TrafficState {
  const { switching, live, actor } = state;
  if (switching === null) return state;
  const { to, percent, reason, rollback } = switching;
  const done = { ...state, switching: null, warm };
  if (to !== null && percent !== null) return { ...done, canary: { slot: to.slot, percent } };
  const isOther = live !== null && (live.slot !== to?.slot || live.commit !== to.commit);
  if (!isOther) return { ...done, live: to, canary: null };
  const left = { release: live, at, by: actor ?? 'swarm', to, rollback, reason };
  const former = [...state.former, left].slice(-keptFormer);
  return { ...done, live: to, canary: null, previous: live, former };
}
