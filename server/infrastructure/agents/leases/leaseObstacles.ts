import type { LeaseObstacle } from '../../../protocol/leases.ts';
import type { EndedLease, HeldLease, LeaseBook } from './leaseBook.ts';
import { readGlobs } from './leaseTarget.ts';
import { PathIndex } from './paths/pathIndex.ts';

/** A lease that keeps somebody from changing a file, and why. */
interface Found {
  readonly why: LeaseObstacle['why'];
  readonly lease: HeldLease;
  /** What the agent itself held of the file last, where it lost that. */
  readonly lost: EndedLease | undefined;
}

const mostFilesNamed = 5;

/** The lease that covers a file; undefined where nobody holds it. */
export function holderOfPath({ held }: Pick<LeaseBook, 'held'>, path: string): HeldLease | undefined {
  return indexOf(held).covering(path)[0];
}

/**
 * What keeps an agent's changes from being merged: files that another agent holds, and files that passed on to another
 * one after the agent lost its own lease, whatever it believes to hold. One obstacle per lease.
 * @param agent whose changes they are; null where no agent is known to have made them
 */
export function leaseObstacles(
  book: LeaseBook,
  agent: string | null,
  paths: readonly string[],
): LeaseObstacle[] {
  const [held, ended] = [indexOf(book.held), indexOf(book.ended)];
  const byLease = new Map<string, { found: Found; files: string[] }>();
  for (const path of paths) {
    const found = obstacleAmong(held.covering(path), ended.covering(path), agent);
    if (!found) continue;
    const known = byLease.get(found.lease.id);
    if (known) known.files.push(path);
    else byLease.set(found.lease.id, { found, files: [path] });
  }
  return [...byLease.values()].map(({ found, files }) => obstacleOf(agent, found, files));
}

function indexOf<Lease extends HeldLease>(leases: readonly Lease[]): PathIndex<Lease> {
  const index = new PathIndex<Lease>();
  for (const lease of leases) if (lease.kind === 'paths') index.add(readGlobs(lease.globs), lease);
  return index;
}

/** @param held leases on a file, and `ended` those that were */
function obstacleAmong(
  held: readonly HeldLease[],
  ended: readonly EndedLease[],
  agent: string | null,
): Found | undefined {
  const holding = held.find(({ holder }) => holder !== agent);
  if (holding) return { why: 'held', lease: holding, lost: undefined };
  // Whoever holds the file now has had the chance to look at what others did before.
  if (agent === null || held.length > 0) return undefined;
  const byFence = ended.toSorted((one, other) => one.fence - other.fence);
  const lost = byFence.findLast(({ holder }) => holder === agent);
  if (!lost || lost.how === 'released') return undefined;
  const later = byFence.findLast(({ holder, fence }) => holder !== agent && fence > lost.fence);
  return later && { why: 'passed-on', lease: later, lost };
}

function obstacleOf(
  agent: string | null,
  { why, lease, lost }: Found,
  files: readonly string[],
): LeaseObstacle {
  const { holder, fence } = lease;
  const named = files.slice(0, mostFilesNamed);
  const more = files.length > named.length ? ` and ${files.length - named.length} more` : '';
  const which = `${named.join(', ')}${more}`;
  const message =
    why === 'held'
      ? `${holder} holds ${which} (lease ${lease.id}, fence ${fence}). Wait until it is released, or have it released with swarm leases release ${lease.id}.`
      : `${agent} lost its lease on ${which} (fence ${lost?.fence}), which passed on to ${holder} (fence ${fence}). Bring the branch up to date, take the lease again, and look at what ${holder} changed.`;
  return { why, holder, fence, files: named, count: files.length, message };
}
