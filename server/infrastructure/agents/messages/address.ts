import type { Address } from '../../../protocol/messages.ts';

/** An agent with what messages can be addressed by. */
export interface Member {
  readonly id: string;
  readonly role: string | null;
  readonly team: string | null;
}

/** Whether a message with this address is for the agent. Roles are the same whatever their case. */
export function isAddressedTo(to: Address, { id, role, team }: Member): boolean {
  if ('agent' in to) return to.agent === id;
  if ('role' in to) return role !== null && role.toLowerCase() === to.role.toLowerCase();
  return 'team' in to ? to.team === team : true;
}

/** One text per address, the same for those that mean the same. */
export function addressKey(to: Address): string {
  if ('agent' in to) return `agent ${to.agent}`;
  if ('role' in to) return `role ${to.role.toLowerCase()}`;
  return 'team' in to ? `team ${to.team}` : 'all';
}

/** Every address by which a message reaches the agent. */
export function addressKeysOf({ id, role, team }: Member): string[] {
  const addresses: Address[] = [{ agent: id }, { all: true }];
  if (role !== null) addresses.push({ role });
  if (team !== null) addresses.push({ team });
  return addresses.map(addressKey);
}

/** The words of an address: `Agent-3`, `role tester`, `team ai-workflow`, `all agents`. */
export function addressText(to: Address): string {
  if ('agent' in to) return to.agent;
  if ('role' in to) return `role ${to.role}`;
  return 'team' in to ? `team ${to.team}` : 'all agents';
}
