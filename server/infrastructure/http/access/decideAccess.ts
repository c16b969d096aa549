import { reaches } from '../../../protocol/accessRole.ts';
import type { Route } from '../../../protocol/routes/route.ts';
import { Refusal } from '../../refusal.ts';
import type { Caller } from './caller.ts';

/** Places of a body that say which agent acts or holds something. */
const actingKeys = ['agent', 'holder', 'from', 'assignee'] as const;

/** @throws {Refusal} `not-allowed` where the role does not reach the route */
export function refuseRole(route: Pick<Route, 'role'>, { person, role }: Caller): void {
  if (reaches(role, route.role)) return;
  const who = person === null ? 'This token' : `The token of ${person}`;
  throw new Refusal(
    'not-allowed',
    `${who} has the role ${role}; this takes the role ${route.role}. The owner of the machine makes tokens with \`swarm tokens create\`.`,
  );
}

/**
 * Holds an agent to its own name, in the path and in the body. Who reads is held to nothing.
 * @throws {Refusal} `not-allowed`
 */
export function refuseForeignAgent(
  route: Pick<Route, 'method'>,
  { person, role }: Caller,
  input: { readonly params: unknown; readonly body: unknown },
): void {
  if (role !== 'agent' || person === null || route.method === 'GET') return;
  const named = [textAt(input.params, 'agent'), ...actingKeys.map((key) => textAt(input.body, key))];
  const other = named.find((name) => name !== undefined && name !== person);
  if (other === undefined) return;
  throw new Refusal(
    'not-allowed',
    `This token is of the agent ${person}, which acts as itself alone and not as ${other}.`,
  );
}

function textAt(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  const found: unknown = (value as Record<string, unknown>)[key];
  return typeof found === 'string' ? found : undefined;
}
