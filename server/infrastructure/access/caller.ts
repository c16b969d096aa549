import type { AccessRole } from '../../protocol/accessRole.ts';

/** Who calls, as far as the token proves it. */
export interface Caller {
  /** The name of a personal token; null with the token of the service file, whose holder says who acts. */
  readonly person: string | null;
  readonly role: AccessRole;
}

/** Who has the token of the service file: the owner of the machine. */
export const ownerOfMachine: Caller = { person: null, role: 'captain' };
