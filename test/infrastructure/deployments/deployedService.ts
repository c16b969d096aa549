import { existsSync } from 'node:fs';
import { expect } from 'vitest';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import { processesIn } from './slots/exampleApplication.ts';
import { ServiceGround } from './traffic/serviceGround.ts';

const team = { environment: 'development', team: 'web' };

/** What each revision of the example answers. */
export const texts: Readonly<Record<string, string>> = { main: 'two', 'feature/web-one': 'one' };

/** A service as a process of its own, with a release that is live and can be replaced by the other one. */
export class DeployedService {
  readonly ground: ServiceGround;
  /** The address that stays. */
  readonly address: string;
  live = 'feature/web-one';

  private constructor(ground: ServiceGround, address: string) {
    this.ground = ground;
    this.address = address;
  }

  static async start(configuration: object): Promise<DeployedService> {
    const ground = await ServiceGround.startEmpty(configuration);
    const { id } = await ground.call('requestDeployment', { body: { ...team, revision: 'feature/web-one' } });
    const { address } = await ground.traffic();
    const service = new DeployedService(ground, address ?? '');
    await service.ended(id);
    return service;
  }

  get nextRevision(): string {
    return this.live === 'main' ? 'feature/web-one' : 'main';
  }

  request(revision: string): Promise<Deployment> {
    return this.ground.call('requestDeployment', { body: { ...team, revision } });
  }

  /** Waits until a deployment has ended. */
  ended(id: string): Promise<Deployment> {
    return this.until((row) => row.id === id && row.endedAt !== null);
  }

  /** Waits until there is such a deployment. */
  async until(wanted: (row: Deployment) => boolean): Promise<Deployment> {
    for (;;) {
      const row = (await this.ground.call('deployments', {})).find(wanted);
      if (row) return row;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async newest(): Promise<Deployment | undefined> {
    return (await this.ground.call('deployments', { query: { limit: 1 } }))[0];
  }

  /** What the address answers. */
  async answer(): Promise<string> {
    return (await fetch(this.address)).text();
  }

  /** So that a release has to be built and started. */
  async stopOther(): Promise<void> {
    const { live: release } = await this.ground.traffic();
    const other = release?.slot === 'slot-1' ? 'slot-2' : 'slot-1';
    await this.ground.stop(other);
    await this.ground.until(other, 'idle');
  }

  /** Is killed at a step of the next deployment, while its address answers; another service goes on with it until it is live. */
  async diesAndGoesOn(...fault: Parameters<ServiceGround['dieAt']>): Promise<void> {
    const { ground, nextRevision: revision } = this;
    await ground.dieAt(...fault);
    await this.request(revision).catch(() => {});
    await ground.ended();
    expect((await fetch(this.address)).status).toBe(200);
    await ground.run();
    const { id } = (await this.newest()) ?? { id: '0' };
    expect(await this.ended(id)).toMatchObject({ state: 'live', revision, problem: null });
    this.live = revision;
    expect(await this.answer()).toBe(texts[revision]);
  }

  /** Nothing runs in a slot that says that nothing does. */
  async expectNothingLeft(): Promise<void> {
    for (const { id, state } of await this.ground.call('listSlots', {})) {
      const tree = `${this.ground.stateFolder}/slots/${id}/tree`;
      if (state === 'idle' || state === 'failed') expect(processesIn(tree)).toEqual([]);
      if (state === 'idle') expect(existsSync(tree)).toBe(false);
    }
  }
}
