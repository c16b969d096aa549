import type { Route } from './trafficRouter.ts';

/** Why the port of a route cannot be opened: a sentence to act on. */
export function portProblem(
  { id, port }: Pick<Route, 'id' | 'port'>,
  { code, message }: Pick<NodeJS.ErrnoException, 'code' | 'message'>,
): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} of ${id} is taken by another program; end that or set environments.<name>.ports in swarm.json.`;
  if (code === 'EACCES') return `Port ${port} of ${id} may not be used by this user; choose one above 1023.`;
  return `Port ${port} of ${id} cannot be opened: ${message}.`;
}
