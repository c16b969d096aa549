import type { EventDraft, Subject } from '../events/subject.ts';

/** What is done to a branch that exists or has existed. */
export type BranchOperation = 'delete' | 'restore' | 'sync';

/** A ref that moves: the intent recorded before git is asked, so that a crash between them can be resolved. */
export interface BranchChange {
  readonly operation: BranchOperation;
  /** Commit before; null where there is no branch. */
  readonly from: string | null;
  /** Commit afterwards; null where there will be no branch. */
  readonly to: string | null;
  /** What belongs to the operation, e.g. when the branch was deleted. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What the log knows of a branch: the changes asked of the service. Whether it exists now, git alone knows. */
export type BranchState =
  | { readonly status: 'unknown' }
  | { readonly status: 'requested'; readonly commit: string; readonly actor: string }
  | { readonly status: 'created'; readonly commit: string; readonly since: string }
  | { readonly status: 'changing'; readonly change: BranchChange }
  | { readonly status: 'changed'; readonly change: BranchChange }
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

const past: Readonly<Record<BranchOperation, string>> = {
  delete: 'deleted',
  restore: 'restored',
  sync: 'synced',
};

export function changeRequested({ operation, from, to, details }: BranchChange): EventDraft {
  return { type: `branch.${operation}-requested`, data: { ...details, from, to } };
}

export function changeDone({ operation, from, to, details }: BranchChange): EventDraft {
  return { type: `branch.${past[operation]}`, data: { ...details, from, to } };
}

export function changeFailed({ operation }: BranchChange, reason: string): EventDraft {
  return { type: `branch.${operation}-failed`, data: { reason } };
}

/** A deleted branch was kept long enough and can be restored no more. */
export function keptBranchExpired(commit: string, deletedAt: string): EventDraft {
  return { type: 'branch.kept-expired', data: { commit, deletedAt } };
}

/** Streams `branch/<name>`. */
export const branchSubject: Subject<BranchState> = {
  name: 'branch',
  initial: { status: 'unknown' },
  evolve(state, { type, data, actor, time }) {
    switch (type) {
      case 'branch.create-requested':
        return { status: 'requested', commit: String(data['commit']), actor };
      case 'branch.created':
        return { status: 'created', commit: String(data['commit']), since: time };
      case 'branch.create-failed':
        return { status: 'failed', reason: String(data['reason']) };
      default:
        return evolveChange(state, type.replace('branch.', ''), data);
    }
  },
};

function evolveChange(state: BranchState, type: string, data: Record<string, unknown>): BranchState {
  for (const operation of Object.keys(past) as BranchOperation[]) {
    if (type === `${operation}-failed`) return { status: 'failed', reason: String(data['reason']) };
    if (type === `${operation}-requested`) return { status: 'changing', change: changeOf(operation, data) };
    if (type === past[operation]) return { status: 'changed', change: changeOf(operation, data) };
  }
  return state;
}

function changeOf(
  operation: BranchOperation,
  { from, to, ...details }: Record<string, unknown>,
): BranchChange {
  return { operation, from: textOrNull(from), to: textOrNull(to), details };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
