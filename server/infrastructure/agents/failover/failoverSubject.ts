import type { EventDraft, Subject } from '../../events/subject.ts';

/** What an agent had when it counted as gone; what was there stays there. */
export interface FailedOver {
  /** Completes "Agent-3 …". */
  readonly why: string;
  readonly leases: readonly { readonly id: string; readonly subject: string; readonly fence: number }[];
  readonly tasks: readonly { readonly id: string; readonly attempt: number }[];
  /** Where its work is kept. */
  readonly branch: string | null;
  readonly worktree: string | null;
}

export interface FailoverState {
  /** How often it was failed over. */
  readonly count: number;
  /** What is going back to the pool; null where nothing is. */
  readonly underWay: FailedOver | null;
  /** The newest that is done, with the tasks that really went back. */
  readonly last: (FailedOver & { readonly returned: readonly string[]; readonly time: string }) | null;
}

/** Intent, recorded before leases and tasks move: what a crash interrupts is gone on with, by id and attempt. */
export function failoverBegun(had: FailedOver): EventDraft {
  return { type: 'failover.begun', data: { ...had } };
}

/** @param returned tasks that went back to the pool; the others had moved on by themselves */
export function failoverCompleted(had: FailedOver, returned: readonly string[]): EventDraft {
  const { why, branch, worktree } = had;
  const leases = had.leases.map(({ subject }) => subject);
  return { type: 'failover.completed', data: { why, leases, returned, branch, worktree } };
}

/** Streams `failover/<agent>`. */
export const failoverSubject: Subject<FailoverState> = {
  name: 'failover',
  initial: { count: 0, underWay: null, last: null },
  evolve(state, { type, data, time }) {
    if (type === 'failover.begun')
      return { ...state, count: state.count + 1, underWay: data as unknown as FailedOver };
    if (type !== 'failover.completed' || state.underWay === null) return state;
    const returned = data['returned'] as string[];
    return { ...state, underWay: null, last: { ...state.underWay, returned, time } };
  },
};

/** Begins where nothing is under way and there is something to give back. */
export function decideBegin({ underWay }: FailoverState, had: FailedOver): EventDraft[] {
  return underWay === null && had.leases.length + had.tasks.length > 0 ? [failoverBegun(had)] : [];
}

export function decideComplete({ underWay }: FailoverState, returned: readonly string[]): EventDraft[] {
  return underWay === null ? [] : [failoverCompleted(underWay, returned)];
}
