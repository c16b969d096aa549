import type { HeldLease, LeaseRequest } from './leaseBook.ts';
import type { LeaseTarget } from './leaseTarget.ts';

/** `the task C-1/T-2`, `src/**`, `port:5432`. */
export function spokenTarget({ kind, subject }: LeaseTarget): string {
  return kind === 'task' ? `the task ${subject}` : subject;
}

/** Completes "… holds src/**": since when and until when, where nobody renews it. */
export function spokenHolding({ holder, takenAt, fence, reason }: HeldLease, expiresAt: string): string {
  const why = reason === null ? '' : ` (${reason})`;
  return `${holder} has held since ${spokenTime(takenAt)}${why}, until ${spokenTime(expiresAt)} unless it is renewed (fence ${fence})`;
}

/** Completes a refusal where somebody is next in line. */
export function spokenWaiting({ holder, askedAt }: LeaseRequest): string {
  return `${holder} has waited for since ${spokenTime(askedAt)}`;
}

/** `08:00:12 UTC on 2026-11-21`: agents of several zones read it. */
export function spokenTime(time: string): string {
  return `${time.slice(11, 19)} UTC on ${time.slice(0, 10)}`;
}
