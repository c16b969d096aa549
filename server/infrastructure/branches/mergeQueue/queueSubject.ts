import type { SwarmEvent } from '../../../protocol/events.ts';
import type { PutOutReport } from '../../../protocol/queue.ts';
import type { Subject } from '../../events/subject.ts';
import type { StartedTrial, TrialEnd } from './queueEvents.ts';
import { emptyQueue, type QueuedBranch, type QueueMember, type QueueState } from './queueState.ts';

const rememberedMembers = 20;

/** Streams `queue/<target>`. */
export const queueSubject: Subject<QueueState> = {
  name: 'queue',
  initial: emptyQueue,
  evolve(state, event) {
    switch (event.type) {
      case 'queue.enqueued':
        return withMember(state, event);
      case 'queue.paused':
        return paused(state, event);
      case 'queue.resumed':
        return { ...state, paused: null };
      case 'queue.moved-to-front':
        return expedited(state, event);
      case 'queue.put-out':
        return withoutMember(state, event);
      case 'queue.trial-started':
        return withTrial(state, event);
      case 'queue.landing-started':
        return landing(state, event);
      case 'queue.trial-ended':
        return ended(state, event);
      case 'queue.landed':
        return landed(state, event.time);
      case 'queue.push-started':
        return { ...state, push: pushOf('pushing', event) };
      case 'queue.pushed':
        return { ...state, push: pushOf('pushed', event) };
      case 'queue.push-failed':
        return { ...state, push: pushOf('failed', event) };
      default:
        return state;
    }
  },
};

function pushOf(
  state: NonNullable<QueueState['push']>['state'],
  { data, time }: SwarmEvent,
): QueueState['push'] {
  const why = typeof data['reason'] === 'string' ? data['reason'] : null;
  return { state, commit: String(data['commit']), since: time, why };
}

function withMember(state: QueueState, { data, actor, time }: SwarmEvent): QueueState {
  const asked = data as unknown as QueuedBranch;
  const member: QueueMember = {
    ...asked,
    // Logs of earlier versions do not have it.
    review: asked.review ?? false,
    state: 'queued',
    actor,
    enqueuedAt: time,
    since: time,
    overtaken: 0,
    expedited: 0,
    landed: null,
    report: null,
  };
  return { ...state, lastId: Number(asked.id), members: [...state.members, member] };
}

function expedited(state: QueueState, { data, version }: SwarmEvent): QueueState {
  const id = String(data['id']);
  const members = state.members.map((one) => (one.id === id ? { ...one, expedited: version } : one));
  return { ...state, members };
}

/** What is landing lands: only what is being tested goes back. */
function paused(state: QueueState, { data, actor, time }: SwarmEvent): QueueState {
  const reason = typeof data['reason'] === 'string' ? data['reason'] : null;
  const stopped = state.trial?.landing === true ? state : backToQueue(state, time);
  return { ...stopped, paused: { actor, since: time, reason } };
}

function withoutMember(state: QueueState, { data, time }: SwarmEvent): QueueState {
  const id = String(data['id']);
  const report = data['report'] as PutOutReport;
  const gone = state.members.filter((member) => member.id === id);
  const left = state.trial?.ids.includes(id) === true ? backToQueue(state, time) : state;
  return {
    ...left,
    members: left.members.filter((member) => member.id !== id),
    finished: remembered(
      gone.map((member) => ({ ...member, state: 'put-out', since: time, report })),
      state,
    ),
  };
}

function withTrial(state: QueueState, { data, time }: SwarmEvent): QueueState {
  const { ids, onto, commit, tree } = data as unknown as StartedTrial;
  const number = state.lastTrial + 1;
  const at = state.parts.findIndex((part) => part.some((id) => ids.includes(id)));
  return {
    ...moved(state, ids, 'testing', time),
    lastTrial: number,
    trial: { number, ids, onto, commit, tree, landing: false, part: at !== -1, flaky: [] },
    parts: at === -1 ? state.parts : state.parts.slice(at + 1),
  };
}

function landing(state: QueueState, { data, time }: SwarmEvent): QueueState {
  if (!state.trial) return state;
  const flaky = data['flaky'] as string[];
  return {
    ...moved(state, state.trial.ids, 'landing', time),
    trial: { ...state.trial, landing: true, flaky },
  };
}

function ended(state: QueueState, { data, time }: SwarmEvent): QueueState {
  const end = data as unknown as TrialEnd;
  const { trial } = state;
  if (!trial) return state;
  const back = backToQueue(state, time);
  if (end.why === 'checks-failed') return { ...back, parts: [...end.parts, ...state.parts] };
  if (end.why === 'interrupted') return back;
  const overtaken = back.members.map((member) =>
    trial.ids.includes(member.id) ? { ...member, overtaken: member.overtaken + 1 } : member,
  );
  return { ...back, members: overtaken };
}

function landed(state: QueueState, time: string): QueueState {
  const { trial } = state;
  if (!trial) return state;
  const { commit, tree, flaky, ids } = trial;
  const done = state.members.filter(({ id }) => ids.includes(id));
  return {
    ...state,
    trial: null,
    members: state.members.filter(({ id }) => !ids.includes(id)),
    finished: remembered(
      done.reverse().map((member) => ({
        ...member,
        state: 'landed',
        since: time,
        landed: { commit, tree, flaky: [...flaky] },
      })),
      state,
    ),
  };
}

/** Ends the trial as if it had not begun; a part of a failed batch is a part again. */
function backToQueue(state: QueueState, time: string): QueueState {
  const { trial } = state;
  if (!trial) return state;
  const parts = trial.part ? [trial.ids, ...state.parts] : state.parts;
  return { ...moved(state, trial.ids, 'queued', time), trial: null, parts };
}

function moved(
  state: QueueState,
  ids: readonly string[],
  to: QueueMember['state'],
  time: string,
): QueueState {
  const members = state.members.map((member) =>
    ids.includes(member.id) ? { ...member, state: to, since: time } : member,
  );
  return { ...state, members };
}

function remembered(newest: readonly QueueMember[], { finished }: QueueState): readonly QueueMember[] {
  return [...newest, ...finished].slice(0, rememberedMembers);
}
