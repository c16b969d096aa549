import type { Lease } from '../../../protocol/leases.ts';
import type { HeldLease, LeaseRequest } from './leaseBook.ts';

/** The row of a lease, or of a request that waits in line. */
export function leaseRow(entry: HeldLease | LeaseRequest, expiresAt = entry.expiresAt): Lease {
  const { id, kind, subject, globs, holder, task, reason } = entry;
  const grant =
    'fence' in entry
      ? ({ state: 'held', fence: entry.fence, takenAt: entry.takenAt } as const)
      : ({ state: 'waiting', fence: 0, takenAt: entry.askedAt } as const);
  return { id, kind, subject, globs: [...globs], holder, task, reason, expiresAt, ...grant };
}
