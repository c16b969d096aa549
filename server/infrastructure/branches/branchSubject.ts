import type { EventDraft, Subject } from '../events/subject.ts';

/** What the log knows of a branch: the creations asked of the service. Whether it exists now, git alone knows. */
export type BranchState =
  | { readonly status: 'unknown' }
  | { readonly status: 'requested'; readonly commit: string; readonly actor: string }
  | { readonly status: 'created'; readonly commit: string }
  | { readonly status: 'failed'; readonly reason: string };

/** Intent of a creation, recorded before git is asked, so that a crash between them can be resolved. */
export function createRequested(commit: string, from: string, team: string | null): EventDraft {
  return { type: 'branch.create-requested', data: { commit, from, team } };
}

export function branchCreated(commit: string): EventDraft {
  return { type: 'branch.created', data: { commit } };
}

export function branchCreateFailed(reason: string): EventDraft {
  return { type: 'branch.create-failed', data: { reason } };
}

/** Streams `branch/<name>`. */
export const branchSubject: Subject<BranchState> = {
  name: 'branch',
  initial: { status: 'unknown' },
  evolve(state, { type, data, actor }) {
    switch (type) {
      case 'branch.create-requested':
        return { status: 'requested', commit: String(data['commit']), actor };
      case 'branch.created':
        return { status: 'created', commit: String(data['commit']) };
      case 'branch.create-failed':
        return { status: 'failed', reason: String(data['reason']) };
      default:
        return state;
    }
  },
};
