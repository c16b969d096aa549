import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HaproxyFolders } from '../../server/infrastructure/deployments/router/haproxy/haproxyFolder.ts';
import { findRouter } from '../../server/infrastructure/deployments/router/routerProcess.ts';
import { readServiceFile } from '../../server/infrastructure/service/serviceFile.ts';
import { callApi } from '../../server/protocol/apiClient.ts';
import type { ServiceFile } from '../../server/protocol/serviceFile.ts';
import { ServerProcess } from './serverProcess.ts';

const team = { environment: 'production', team: 'web' };

/** A service as its users run it, with a release in each of the slots a and b of a team, of which a is live. */
export class SlotService {
  readonly folder: string;
  readonly api: ServiceFile;
  readonly #service: ServerProcess;

  private constructor(folder: string, api: ServiceFile, service: ServerProcess) {
    this.folder = folder;
    this.api = api;
    this.#service = service;
  }

  /** @param folder a repository of `makeSlotRepository`, removed in the end */
  static async start(folder: string): Promise<SlotService> {
    const main = path.resolve(import.meta.dirname, '../../server/infrastructure/main.ts');
    const service = await ServerProcess.start(main, '--repository', folder);
    const reading = await readServiceFile(path.join(folder, '.git', 'swarm'));
    if (reading.state !== 'present') throw new Error(`the service file is ${reading.state}`);
    const started = new SlotService(folder, reading.file, service);
    try {
      await started.#deploy();
    } catch (error) {
      // A service that stays holds the output of the run of tests open: that would never end.
      await started.stop();
      throw error;
    }
    return started;
  }

  /** The stable address. */
  async address(): Promise<string> {
    return (await callApi(this.api, 'traffic'))[0]?.address ?? '';
  }

  /** The address of the program in a slot. */
  async slotAddress(slot: string): Promise<string> {
    return (await callApi(this.api, 'listSlots')).find((row) => row.slot === slot)?.url ?? '';
  }

  async live(): Promise<string | undefined> {
    return (await callApi(this.api, 'traffic'))[0]?.live?.slot;
  }

  /** Sends requests to the slot that is not live. */
  async switch(): Promise<void> {
    const slot = (await this.live()) === 'a' ? 'b' : 'a';
    await callApi(this.api, 'switchTraffic', { params: team, body: { slot } });
  }

  async rollback(): Promise<void> {
    await callApi(this.api, 'rollbackTraffic', { params: team, body: {} });
  }

  /** The process that leads the requests. */
  async routerPid(): Promise<number | undefined> {
    const stateFolder = path.join(this.folder, '.git', 'swarm');
    const { port } = new URL(await this.address());
    const haproxy = await new HaproxyFolders(stateFolder).folder(Number(port)).identity();
    return haproxy?.pid ?? (await findRouter(stateFolder))?.pid;
  }

  /** Nothing is left running afterwards. */
  async stop(): Promise<void> {
    try {
      if ((await this.live()) !== undefined)
        await callApi(this.api, 'switchTraffic', { params: team, body: { slot: null } });
      for (const slot of ['a', 'b'])
        await callApi(this.api, 'stopSlot', { params: { ...team, slot }, body: {} });
      await this.#until('idle');
    } finally {
      await this.#service.stop();
      await rm(this.folder, { recursive: true, force: true });
    }
  }

  async #deploy(): Promise<void> {
    const { hash } = await callApi(this.api, 'commandApproval', { query: { team: 'web' } });
    await callApi(this.api, 'approveCommand', { body: { team: 'web', hash } });
    for (const slot of ['a', 'b'])
      await callApi(this.api, 'startSlot', { params: { ...team, slot }, body: { revision: 'main' } });
    await this.#until('healthy');
    await callApi(this.api, 'switchTraffic', { params: team, body: { slot: 'a' } });
  }

  async #until(wanted: string): Promise<void> {
    while ((await callApi(this.api, 'listSlots')).some(({ state }) => state !== wanted)) await delay(50);
  }
}
