import type { ApiAddress } from '../../protocol/apiClient.ts';
import type { Deployment } from '../../protocol/deployments.ts';
import { CommandError } from '../command.ts';
import { callService } from '../serviceConnection.ts';

const ends: ReadonlySet<Deployment['state']> = new Set(['live', 'failed', 'rolled-back', 'cancelled']);

/**
 * A deployment by its number.
 * @throws {CommandError} there is none
 */
export async function findDeployment(service: ApiAddress, id: string): Promise<Deployment> {
  const number = deploymentNumber(id);
  const [found] = await callService(service, 'deployments', { query: { before: number + 1, limit: 1 } });
  if (found?.id === String(number)) return found;
  throw new CommandError(`There is no deployment ${number}. See swarm deployments.`);
}

/**
 * The number that names a deployment.
 * @throws {CommandError} it is none
 */
export function deploymentNumber(text: string | undefined): number {
  if (text !== undefined && /^#?[1-9]\d{0,8}$/.test(text)) return Number(text.replace('#', ''));
  throw new CommandError('name a deployment by its number; see swarm deployments.');
}

/** Whether nothing follows any more. */
export function hasEnded({ state }: Pick<Deployment, 'state'>): boolean {
  return ends.has(state);
}
