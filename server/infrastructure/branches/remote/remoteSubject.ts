import type { EventDraft, Subject } from '../../events/subject.ts';

/** What is asked of a remote; `branch`, `from` and `to` of a push. */
export interface RemoteRequest {
  readonly operation: 'fetch' | 'push';
  readonly data: Readonly<Record<string, unknown>>;
}

/** What is under way with a remote as the log knows it: more than one thing can be. */
export interface RemoteState {
  readonly open: readonly RemoteRequest[];
}

const past = { fetch: 'fetched', push: 'pushed' } as const;

export function remoteRequested({ operation, data }: RemoteRequest): EventDraft {
  return { type: `remote.${operation}-requested`, data: { ...data } };
}

export function remoteDone({ operation, data }: RemoteRequest, result: object): EventDraft {
  return { type: `remote.${past[operation]}`, data: { ...data, ...result } };
}

export function remoteFailed({ operation, data }: RemoteRequest, reason: string): EventDraft {
  return { type: `remote.${operation}-failed`, data: { ...data, reason } };
}

/** Streams `remote/<name>`. */
export const remoteSubject: Subject<RemoteState> = {
  name: 'remote',
  initial: { open: [] },
  evolve({ open }, { type, data }) {
    const operation = /^remote\.push/.test(type) ? 'push' : 'fetch';
    if (type.endsWith('-requested')) return { open: [...open, { operation, data }] };
    const done = open.findIndex(
      (one) => one.operation === operation && one.data['branch'] === data['branch'],
    );
    return { open: open.filter((_, index) => index !== done) };
  },
};
