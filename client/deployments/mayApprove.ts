import type { Deployment } from '../../server/protocol/deployments.ts';
import type { LiveStore } from '../infrastructure/liveStore.ts';

/** Whether a deployment waits for the approval of this person, as far as a window can know; the service decides. */
export function waitsForApprovalOf(person: string, deployment: Deployment, store: LiveStore): boolean {
  const { state, approvals, requestedBy, team } = deployment;
  if (state !== 'awaiting-approval' || approvals === null) return false;
  const { given, required, approvers } = approvals;
  if (given.length >= required || given.some(({ by }) => isSame(by, person))) return false;
  if (isSame(requestedBy, person)) return false;
  return approvers.some((entry) => means(entry, person, team, store));
}

/** Whether an entry of `approvers` means a person. */
function means(entry: string, person: string, ownTeam: string, store: LiveStore): boolean {
  if (entry === 'everyone') return true;
  const [, role = entry, named = ownTeam] = /^(lead|team):(.+)$/.exec(entry) ?? [];
  if (role !== 'lead' && role !== 'team' && role !== 'members') return isSame(entry, person);
  const { lead, members = [] } = store.get('teams', named) ?? {};
  const people = role === 'lead' ? [lead] : [lead, ...members];
  return people.some((one) => one !== null && one !== undefined && isSame(one, person));
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
