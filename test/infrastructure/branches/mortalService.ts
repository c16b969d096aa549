import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { type ApiAddress, callApi } from '../../../server/protocol/apiClient.ts';
import { startBundledService } from '../bundled/bundledProgram.ts';

/** Asks something of a service that is killed on its way: `before` or `after` the event. */
export async function dieAt(
  folder: string,
  [when, type]: readonly [when: string, type: string],
  ask: (service: ApiAddress) => Promise<unknown>,
): Promise<void> {
  const mortal = startBundledService('mortalServiceProgram', [folder, when, type]);
  const gone = once(mortal, 'exit');
  await once(mortal.stdout, 'data');
  const service = JSON.parse(readFileSync(path.join(folder, '.git/swarm/service.json'), 'utf8'));
  await ask(service).catch(() => {});
  await gone;
  expect(mortal.signalCode).toBe('SIGKILL');
}

/** Syncs a branch with the base. */
export function syncBranch(service: ApiAddress, name: string): Promise<unknown> {
  const body = { branches: [name], how: 'merge' as const, dryRun: false };
  return callApi(service, 'syncBranches', { body });
}
