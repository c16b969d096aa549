import type { Branch } from '../../../../server/protocol/branches.ts';
import type { Queue, QueueEntry } from '../../../../server/protocol/queue.ts';
import type { Slot } from '../../../../server/protocol/slots.ts';

const commit = 'a'.repeat(40);

/** A branch one commit ahead of the base, made now. */
export function branchRow(name: string, facts: Partial<Branch> = {}): Branch {
  return {
    name,
    team: null,
    base: false,
    current: false,
    worktree: null,
    commit,
    subject: `Change ${name}`,
    author: 'Ada',
    committedAt: '2026-11-20T12:00:00.000Z',
    ahead: 1,
    behind: 0,
    upstream: null,
    conflict: { state: 'none' },
    ...facts,
  };
}

/** A branch that waits in a queue. */
export function queueEntry(branch: string, facts: Partial<QueueEntry> = {}): QueueEntry {
  return {
    id: branch,
    branch,
    commit,
    team: null,
    priority: 'normal',
    policy: 'merge',
    review: false,
    state: 'queued',
    position: 1,
    actor: 'Ada',
    enqueuedAt: '2026-11-21T12:00:00.000Z',
    since: '2026-11-21T12:00:00.000Z',
    landed: null,
    report: null,
    ...facts,
  };
}

export function queueRow(entries: readonly QueueEntry[], facts: Partial<Queue> = {}): Queue {
  return {
    target: 'main',
    paused: null,
    waiting: null,
    push: null,
    checking: null,
    entries: [...entries],
    finished: [],
    ...facts,
  };
}

/** A slot in which a revision runs. */
export function slotRow(revision: string, facts: Partial<Slot> = {}): Slot {
  return {
    id: 'development/ai/slot-1',
    environment: 'development',
    team: 'ai',
    slot: 'slot-1',
    state: 'healthy',
    revision,
    commit,
    instances: [],
    url: null,
    pid: null,
    container: null,
    since: null,
    actor: null,
    problem: null,
    log: null,
    buildLog: null,
    checks: [],
    failedCheck: null,
    live: false,
    address: null,
    traffic: null,
    warmUntil: null,
    reservation: null,
    ...facts,
  };
}

export function conflictRow(a: string, b: string, base = false) {
  return { id: `${a} ${b}`, a, b, base, files: ['app.py'], omitted: 0 };
}
