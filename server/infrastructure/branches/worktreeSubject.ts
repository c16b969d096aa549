import type { EventDraft, Subject } from '../events/subject.ts';

/** What the log knows of the work tree that the service makes for a branch. */
export type WorktreeState =
  | { readonly status: 'unknown' }
  | { readonly status: 'adding'; readonly path: string }
  | { readonly status: 'added'; readonly path: string }
  | { readonly status: 'failed'; readonly reason: string };

/** Intent, recorded before git is asked, so that a crash between them can be resolved. */
export function worktreeRequested(path: string): EventDraft {
  return { type: 'worktree.add-requested', data: { path } };
}

export function worktreeAdded(path: string): EventDraft {
  return { type: 'worktree.added', data: { path } };
}

export function worktreeFailed(reason: string): EventDraft {
  return { type: 'worktree.add-failed', data: { reason } };
}

/** Streams `worktree/<branch>`. */
export const worktreeSubject: Subject<WorktreeState> = {
  name: 'worktree',
  initial: { status: 'unknown' },
  evolve(state, { type, data }) {
    switch (type) {
      case 'worktree.add-requested':
        return { status: 'adding', path: String(data['path']) };
      case 'worktree.added':
        return { status: 'added', path: String(data['path']) };
      case 'worktree.add-failed':
        return { status: 'failed', reason: String(data['reason']) };
      default:
        return state;
    }
  },
};
