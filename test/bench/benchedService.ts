import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { readServiceFile } from '../../server/infrastructure/service/serviceFile.ts';
import { callApi } from '../../server/protocol/apiClient.ts';
import type { ServiceFile } from '../../server/protocol/serviceFile.ts';
import { ServerProcess } from './serverProcess.ts';

export interface BenchedService {
  readonly process: ServerProcess;
  readonly api: ServiceFile;
}

/** A service of an empty repository. */
export async function startService(folder: string): Promise<BenchedService> {
  execFileSync('git', ['init', '--quiet', folder]);
  const main = path.resolve(import.meta.dirname, '../../server/infrastructure/main.ts');
  const process = await ServerProcess.start(main, '--repository', folder);
  const reading = await readServiceFile(path.join(folder, '.git', 'swarm'));
  if (reading.state !== 'present') throw new Error(`the service file is ${reading.state}`);
  return { process, api: reading.file };
}

/** A server without anything, whose answers have the size of a list of the service's agents. */
export async function startBare(api: ServiceFile): Promise<ServerProcess> {
  const rows = await fetch(`${api.address}/v1/agents`, { headers: { authorization: `Bearer ${api.token}` } });
  const bytes = (await rows.arrayBuffer()).byteLength;
  return ServerProcess.start(path.join(import.meta.dirname, 'bareServer.ts'), String(bytes));
}

/** Agents that are active, so that they can be moved. */
export async function makeAgents(api: ServiceFile, prefix: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const params = { agent: `${prefix}${n}` };
    await callApi(api, 'heartbeat', { params, body: {} });
    await callApi(api, 'transitionAgent', { params, body: { to: 'active' } });
  }
}
