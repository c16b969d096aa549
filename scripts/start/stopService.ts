import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { type ApiAddress, ApiError, ApiUnreachable, callApi } from '../../server/protocol/apiClient.ts';
import {
  type ServiceFile,
  serviceFileName,
  serviceFileSchema,
  stateFolderName,
} from '../../server/protocol/serviceFile.ts';
import { isAlive } from '../isAlive.ts';

const slotLimitMilliseconds = 30_000;
const processLimitMilliseconds = 10_000;
/** Whom the example's swarm.json lets close the addresses of what approvals protect. */
const closer = 'maintainer';

/** What the service of a repository wrote about itself; undefined where none serves it. */
export async function readServiceFile(repository: string): Promise<ServiceFile | undefined> {
  const args = ['rev-parse', '--path-format=absolute', '--git-common-dir'];
  const { stdout, failed } = await execa('git', args, { cwd: repository, reject: false });
  if (failed) return undefined;
  const file = path.join(stdout, stateFolderName, serviceFileName);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : serviceFileSchema.parse(JSON.parse(text));
}

/** Stops what runs in the slots of a repository, then its service, and waits until its process is gone. */
export async function stopService(repository: string): Promise<void> {
  const service = await readServiceFile(repository);
  if (!service) return;
  const api = { address: service.address, token: service.token, actor: closer };
  try {
    await endDeployments(api);
    await closeAddresses(api);
    await stopSlots(api);
    await callApi(api, 'shutdown', { body: {} });
  } catch (error) {
    if (!(error instanceof ApiUnreachable)) throw error;
  }
  await untilGone(service.pid);
}

/** A slot that something is on its way to is not stopped, nor while its requests go back. */
async function endDeployments(api: ApiAddress): Promise<void> {
  const deadline = Date.now() + slotLimitMilliseconds;
  const ends = ['live', 'failed', 'rolled-back', 'cancelled'];
  const underWay = async () =>
    (await callApi(api, 'deployments', { query: { limit: 500 } })).filter(
      ({ state }) => !ends.includes(state),
    );
  for (const { id } of await underWay()) {
    const request = { params: { deployment: id }, body: { reason: 'everything is stopped' } };
    await callApi(api, 'cancelDeployment', request).catch(unlessRefused);
  }
  while ((await underWay()).length > 0) {
    if (Date.now() > deadline) throw new Error('a deployment did not end');
    await delay(100);
  }
}

/** A slot that gets requests is not stopped; where somebody else alone may close its address, it stays live. */
async function closeAddresses(api: ApiAddress): Promise<void> {
  for (const { environment, team, live } of await callApi(api, 'traffic')) {
    if (live === null) continue;
    const request = { params: { environment, team }, body: { slot: null, reason: 'everything is stopped' } };
    await callApi(api, 'switchTraffic', request).catch(unlessRefused);
  }
}

/** It may have ended by itself meanwhile. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
}

async function stopSlots(api: ApiAddress): Promise<void> {
  const deadline = Date.now() + slotLimitMilliseconds;
  const running = async () =>
    (await callApi(api, 'listSlots')).filter(
      ({ state, live }) => state !== 'idle' && state !== 'failed' && !live,
    );
  for (const { environment, team, slot, state } of await running())
    if (state !== 'stopping')
      await callApi(api, 'stopSlot', { params: { environment, team, slot }, body: {} });
  while ((await running()).length > 0) {
    if (Date.now() > deadline) throw new Error('what runs in a slot did not stop');
    await delay(100);
  }
}

async function untilGone(pid: number): Promise<void> {
  const deadline = Date.now() + processLimitMilliseconds;
  while (isAlive(pid) && Date.now() < deadline) await delay(50);
}
