import type { EventDraft } from '../../events/subject.ts';
import type { HeldLease, LeaseEnd, LeaseRequest } from './leaseBook.ts';

type Asked = Omit<LeaseRequest, 'askedAt'>;

export const leaseTaken = (lease: Asked & { readonly fence: number }): EventDraft => ({
  type: 'lease.taken',
  data: { ...lease },
});

/** Others hold it: it waits in line. */
export const leaseAsked = (request: Asked): EventDraft => ({ type: 'lease.asked', data: { ...request } });

/** The next one in line gets it. */
export const leaseGranted = (request: LeaseRequest, fence: number, expiresAt: string): EventDraft => {
  const { id, holder, kind, subject } = request;
  return { type: 'lease.granted', data: { id, holder, kind, subject, fence, expiresAt } };
};

export const leaseRenewed = (id: string, seconds: number, expiresAt: string): EventDraft => ({
  type: 'lease.renewed',
  data: { id, seconds, expiresAt },
});

export const leaseEnded = (how: LeaseEnd, lease: HeldLease, reason: string | null): EventDraft => {
  const { id, holder, kind, subject, fence } = lease;
  return { type: `lease.${how}`, data: { id, holder, kind, subject, fence, reason } };
};

export const waitEnded = (request: LeaseRequest, how: LeaseEnd, reason: string | null): EventDraft => {
  const { id, holder, kind, subject } = request;
  return { type: 'lease.wait-ended', data: { id, holder, kind, subject, how, reason } };
};
