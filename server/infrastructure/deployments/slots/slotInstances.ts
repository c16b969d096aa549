import * as z from 'zod';
import type { SwarmEvent } from '../../../protocol/events.ts';
import { type HealthCheck, healthCheckSchema } from '../../../protocol/healthChecks.ts';
import { type FailedCheck, failedCheckSchema, type SlotState } from '../../../protocol/slots.ts';
import {
  healthyCount,
  type InstanceHistory,
  type SlotHistory,
  type StartedProgram,
  wantedInstances,
} from './slotHistory.ts';

/** Which instance an event is about: services that knew one program in a slot wrote none. */
export function instanceOf({ data }: Pick<SwarmEvent, 'data'>): number {
  return typeof data['instance'] === 'number' ? data['instance'] : 0;
}

/** Instances that are about to be started. */
export function startingInstances(numbers: readonly number[], since: string): InstanceHistory[] {
  const fresh = { phase: 'starting', program: null, since, problem: null, failedCheck: null } as const;
  return numbers.map((instance) => ({ instance, ...fresh }));
}

/** A slot after an event of one of its instances, or of which ones are wanted; undefined where it is no such event. */
export function evolveInstance(state: SlotHistory, event: SwarmEvent): SlotHistory | undefined {
  if (event.type === 'slot.started') return started(state, event);
  const after = changedInstances(state, event);
  return after && settled(after, event.time);
}

function changedInstances(state: SlotHistory, event: SwarmEvent): SlotHistory | undefined {
  const problem = typeof event.data['reason'] === 'string' ? event.data['reason'] : null;
  switch (event.type) {
    case 'slot.healthy':
      return changed(state, event, { phase: 'healthy', problem: null, failedCheck: null });
    case 'slot.unhealthy':
      return changed(state, event, { phase: 'unhealthy', problem, failedCheck: checkOf(event) });
    case 'slot.unknown':
      return changed(state, event, { phase: 'unknown', problem });
    case 'slot.instance-failed':
      return changed(state, event, { phase: 'failed', problem, failedCheck: checkOf(event) });
    case 'slot.instance-stopped':
      return without(state, instanceOf(event));
    case 'slot.scale-requested':
      return scaled(state, event);
    default:
      return undefined;
  }
}

function started(state: SlotHistory, event: SwarmEvent): SlotHistory {
  const program = programOf(event);
  const log = instanceOf(event) === 0 || state.log === null ? program.log : state.log;
  return { ...state, instances: withFacts(state, event, { program }), port: state.port ?? program.port, log };
}

/** In another phase since the event. */
function changed(state: SlotHistory, event: SwarmEvent, facts: Partial<InstanceHistory>): SlotHistory {
  return { ...state, instances: withFacts(state, event, { ...facts, since: event.time }) };
}

function withFacts({ instances }: SlotHistory, event: SwarmEvent, facts: Partial<InstanceHistory>) {
  const number = instanceOf(event);
  return instances.map((one): InstanceHistory => (one.instance === number ? { ...one, ...facts } : one));
}

function without(state: SlotHistory, number: number): SlotHistory {
  return { ...state, instances: state.instances.filter(({ instance }) => instance !== number) };
}

const numbers = z.array(z.int().min(0));

function scaled(state: SlotHistory, { data, time }: SwarmEvent): SlotHistory {
  const added = numbers.parse(data['added']);
  const removed = new Set(numbers.parse(data['removed']));
  const kept = state.instances.map(
    (one): InstanceHistory => (removed.has(one.instance) ? { ...one, phase: 'stopping', since: time } : one),
  );
  const all = [...kept, ...startingInstances(added, time)];
  return { ...state, instances: all.toSorted((a, b) => a.instance - b.instance) };
}

/** A slot is what its instances are: a start is over once all are healthy, and later one that is added does not count yet. */
function settled(state: SlotHistory, time: string): SlotHistory {
  if (state.phase === 'stopping') return state;
  const wanted = wantedInstances(state);
  const bad = wanted.find(({ phase }) => phase !== 'healthy' && phase !== 'starting');
  const isStarting = state.phase === 'starting' && wanted.some(({ phase }) => phase === 'starting');
  const phase = isStarting ? state.phase : phaseOf(wanted);
  return {
    ...state,
    phase,
    since: phase === state.phase ? state.since : time,
    problem: bad ? problemOf(state, bad) : null,
    failedCheck: bad?.failedCheck ?? null,
  };
}

function phaseOf(wanted: readonly InstanceHistory[]): SlotState {
  const phases = new Set(wanted.map(({ phase }) => phase));
  if (phases.has('unhealthy') || phases.has('failed')) return 'unhealthy';
  return phases.has('unknown') ? 'unknown' : 'healthy';
}

function problemOf(state: SlotHistory, { problem }: InstanceHistory): string | null {
  const count = wantedInstances(state).length;
  if (problem === null || count === 1) return problem;
  return `${problem} ${healthyCount(state)} of ${count} instances are healthy.`;
}

/** The answer that an event keeps; null where there is none. */
export function checkOf({ data }: SwarmEvent): FailedCheck | null {
  return failedCheckSchema.safeParse(data['check']).data ?? null;
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
