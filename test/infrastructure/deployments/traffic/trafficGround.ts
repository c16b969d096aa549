import { expect } from 'vitest';
import { findRouter } from '../../../../server/infrastructure/deployments/router/routerProcess.ts';
import type { Slot } from '../../../../server/protocol/slots.ts';
import type { Traffic } from '../../../../server/protocol/traffic.ts';
import type { ExampleRepository } from '../../git/exampleRepository.ts';
import type { SubjectGround } from '../../subjectGround.ts';
import { approve, startApplication } from '../slots/exampleApplication.ts';

const team = { environment: 'development', team: 'web' };

/** A repository whose team `web` has two slots, with the subjects and a router of their own. */
export class TrafficGround {
  readonly example: ExampleRepository;
  readonly ground: SubjectGround;

  private constructor(example: ExampleRepository, ground: SubjectGround) {
    this.example = example;
    this.ground = ground;
  }

  static async start(): Promise<TrafficGround> {
    const { example, ground } = await startApplication('normal');
    await approve(ground);
    return new TrafficGround(example, ground);
  }

  get stateFolder(): string {
    return `${this.ground.temporary.folder}/state`;
  }

  /** Starts a revision and waits until it is healthy. */
  async deploy(slot: string, revision: string): Promise<void> {
    await this.ground.call('startSlot', { params: { ...team, slot }, body: { revision } });
    await this.slot(slot, (row) => row?.state === 'healthy' || row?.state === 'failed');
    expect(this.row(slot)).toMatchObject({ state: 'healthy' });
  }

  row(slot: string): Slot | undefined {
    return this.ground.rows.get('slots', `development/web/${slot}`);
  }

  slot(slot: string, wanted: (row: Slot | undefined) => boolean): Promise<Slot | undefined> {
    return this.ground.row('slots', `development/web/${slot}`, wanted);
  }

  stop(slot: string): Promise<unknown> {
    return this.ground.call('stopSlot', { params: { ...team, slot } });
  }

  switch(slot: string | null, more: { percent?: number; expected?: string | null } = {}): Promise<Traffic> {
    return this.ground.call('switchTraffic', { params: team, body: { slot, ...more } });
  }

  rollback(): Promise<Traffic> {
    return this.ground.call('rollbackTraffic', { params: team, body: {} });
  }

  async traffic(): Promise<Traffic> {
    const [traffic] = await this.ground.call('traffic');
    if (!traffic) throw new Error('no traffic');
    return traffic;
  }

  /** What the stable address answers. */
  async ask(): Promise<string> {
    const { address } = await this.traffic();
    return (await fetch(address ?? '')).text();
  }

  events(): Promise<string[]> {
    return this.ground.eventTypes('traffic/development/web');
  }

  /** Nothing is left running afterwards. */
  async close(): Promise<void> {
    const { live } = await this.traffic();
    if (live) await this.switch(null);
    for (const slot of ['slot-1', 'slot-2']) {
      await this.stop(slot);
      await this.slot(slot, (row) => row?.state === 'idle' || row?.state === 'failed' || row === undefined);
    }
    expect(await findRouter(this.stateFolder)).toBeUndefined();
    await this.ground.close();
    await this.example.remove();
  }
}
