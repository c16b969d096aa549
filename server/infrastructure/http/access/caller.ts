import type { IncomingHttpHeaders } from 'node:http';
import type { AccessRole } from '../../../protocol/accessRole.ts';
import { actorHeader } from '../../../protocol/routes/routes.ts';

/** Who calls, as far as the token proves it. */
export interface Caller {
  /** The name of a personal token; null with the token of the service file, whose holder says who acts. */
  readonly person: string | null;
  readonly role: AccessRole;
}

/** Who has the token of the service file: the owner of the machine. */
export const ownerOfMachine: Caller = { person: null, role: 'captain' };

/** Whom a refusal concerns: who is proven, else who is declared, else the owner of the machine. */
export function nameOf({ person }: Caller, headers: IncomingHttpHeaders, owner: string): string {
  const declared = headers[actorHeader];
  return person ?? (typeof declared === 'string' ? declared : owner);
}
