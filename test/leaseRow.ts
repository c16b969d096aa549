import type { Lease } from '../server/protocol/leases.ts';

/** A lease's row for tests: one on a path, held. */
export function leaseRow(id: string, changes: Partial<Lease> = {}): Lease {
  return {
    id,
    kind: 'paths',
    subject: 'src/**',
    globs: ['src/**'],
    state: 'held',
    holder: 'Agent-1',
    fence: Number(id),
    takenAt: '2026-11-21T08:00:00.000Z',
    expiresAt: '2026-11-21T09:00:00.000Z',
    task: null,
    reason: null,
    ...changes,
  };
}
