import type { SwarmEvent } from '../../../protocol/events.ts';
import type { Subject } from '../../events/subject.ts';
import type { ReleaseRecipe } from './releaseRecipe.ts';
import { idleSlot, type SlotHistory } from './slotHistory.ts';
import { checkOf, evolveInstance, startingInstances } from './slotInstances.ts';

/** Streams `slot/<environment>/<team>/<slot>`. */
export const slotSubject: Subject<SlotHistory> = {
  name: 'slot',
  schema: 2,
  initial: idleSlot,
  evolve(state, event) {
    const { data, time, actor } = event;
    switch (event.type) {
      case 'slot.start-requested':
        return { ...idleSlot, ...requestOf(event), phase: 'starting', since: time, actor };
      case 'slot.build-started':
        return { ...state, buildLog: String(data['log']) };
      case 'slot.built':
        return { ...state, isBuilt: true };
      case 'slot.unknown':
        return state.phase === 'stopping' ? outOfReach(state, event) : evolvedInstance(state, event);
      case 'slot.failed':
        return failed(state, event);
      case 'slot.stop-requested':
        return { ...state, phase: 'stopping', since: time, actor, problem: null };
      case 'slot.stopped':
        return { ...idleSlot, since: time, actor: state.actor, log: state.log };
      default:
        return evolvedInstance(state, event);
    }
  },
};

function evolvedInstance(state: SlotHistory, event: SwarmEvent): SlotHistory {
  return evolveInstance(state, event) ?? state;
}

/** A stop that nobody knows to be done. */
function outOfReach(state: SlotHistory, { data, time }: SwarmEvent): SlotHistory {
  const known = { phase: 'unknown', problem: String(data['reason']), since: time } as const;
  return { ...state, ...known, instances: state.instances.map((one) => ({ ...one, ...known })) };
}

/** What was bad before the end stays known. */
function failed(state: SlotHistory, event: SwarmEvent): SlotHistory {
  return {
    ...state,
    phase: 'failed',
    instances: [],
    port: null,
    since: event.time,
    problem: typeof event.data['reason'] === 'string' ? event.data['reason'] : null,
    failedCheck: checkOf(event) ?? state.failedCheck,
  };
}

type Requested = Pick<SlotHistory, 'revision' | 'commit' | 'driver' | 'hash' | 'recipe' | 'instances'>;

function requestOf({ data, time }: SwarmEvent): Requested {
  const driver = data['driver'] === 'container' ? 'container' : 'process';
  const { revision, commit, hash } = data;
  // Services that knew one program in a slot wrote neither.
  const count = typeof data['instances'] === 'number' ? data['instances'] : 1;
  const recipe = (data['recipe'] as ReleaseRecipe | undefined) ?? null;
  const instances = startingInstances([...Array(count).keys()], time);
  return {
    revision: String(revision),
    commit: String(commit),
    driver,
    hash: String(hash),
    recipe,
    instances,
  };
}
