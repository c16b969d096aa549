import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { findRouter } from '../../../server/infrastructure/deployments/router/routerProcess.ts';
import { freePort } from '../../../server/infrastructure/programs/freePort.ts';
import type { Deployment, DeploymentState, RequestDeployment } from '../../../server/protocol/deployments.ts';
import type { Slot } from '../../../server/protocol/slots.ts';
import type { Traffic } from '../../../server/protocol/traffic.ts';
import type { ExampleRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';
import { approve, configurationFor, makeApplication } from './slots/exampleApplication.ts';

const team = { environment: 'development', team: 'web' };
const ends: readonly DeploymentState[] = ['live', 'failed', 'rolled-back', 'cancelled'];

/** What swarm.json says of an environment whose releases are observed for a moment only. */
const quickEnvironment = {
  slots: { web: ['slot-1', 'slot-2'] },
  healthTimeoutSeconds: 20,
  drainSeconds: 1,
  observe: { seconds: 0 },
};

/** The configuration of a team `web` whose program runs in a mode, in an environment with these settings. */
export function configured(environment: object = {}, mode = 'normal', more: object = {}): object {
  const { teams } = configurationFor(mode, more) as { teams: object };
  return { teams, environments: { development: { ...quickEnvironment, ...environment } } };
}

/** A repository with two revisions of an application, with the subjects, processes and a router of their own. */
export class DeploymentGround {
  readonly example: ExampleRepository;
  readonly ground: SubjectGround;

  /** Several grounds at a time would choose the same one by the same name. */
  readonly #port: number;
  #configured: object = {};

  private constructor(example: ExampleRepository, ground: SubjectGround, port: number) {
    this.example = example;
    this.ground = ground;
    this.#port = port;
  }

  static async start(environment: object = {}): Promise<DeploymentGround> {
    const example = await makeApplication();
    const ground = await SubjectGround.start(example.folder);
    const started = new DeploymentGround(example, ground, await freePort());
    await started.configure(environment);
    await approve(ground);
    return started;
  }

  get stateFolder(): string {
    return `${this.ground.temporary.folder}/state`;
  }

  /** Puts a swarm.json in force, with these settings of the environment, a program that runs in a mode, and more of its deployment. */
  async configure(environment: object = {}, mode = 'normal', more: object = {}): Promise<void> {
    const settings = { ports: { web: this.#port }, ...environment };
    await this.put(configured(settings, mode, more));
  }

  /** Puts a whole swarm.json in force. */
  async put(wanted: object): Promise<void> {
    if (isDeepStrictEqual(wanted, this.#configured)) return;
    const changed = Promise.withResolvers<void>();
    const end = this.ground.subjects.onFactsChanged(() => changed.resolve());
    this.#configured = wanted;
    await this.ground.write('swarm.json', wanted);
    await changed.promise;
    end();
    expect(this.ground.subjects.facts().configuration).toEqual([]);
  }

  /** Allows what the team runs now. */
  allow(): Promise<void> {
    return approve(this.ground);
  }

  /** What needs a person of deployments: sentences. */
  attention(): string[] {
    const all = this.ground.rows.list('attention');
    return all.filter(({ resource }) => resource === 'deployments').map(({ message }) => message);
  }

  request(revision: string, more: Partial<RequestDeployment> = {}, actor = 'ada'): Promise<Deployment> {
    return this.ground.call('requestDeployment', { body: { ...team, revision, ...more } }, { actor });
  }

  /** Asks for a deployment and waits until it has ended. */
  async deploy(revision: string, more: Partial<RequestDeployment> = {}): Promise<Deployment> {
    const { id } = await this.request(revision, more);
    return this.ended(id);
  }

  ended(id: string): Promise<Deployment> {
    return this.until(id, ({ state }) => ends.includes(state));
  }

  /** Waits until a deployment is as wanted. */
  async until(id: string, wanted: (row: Deployment) => boolean): Promise<Deployment> {
    const row = await this.ground.row('deployments', id, (found) => found !== undefined && wanted(found));
    if (!row) throw new Error(`no deployment ${id}`);
    return row;
  }

  in(id: string, state: DeploymentState): Promise<Deployment> {
    return this.until(id, (row) => row.state === state);
  }

  row(slot: string): Slot | undefined {
    return this.ground.rows.get('slots', `development/web/${slot}`);
  }

  slot(slot: string, wanted: (row: Slot | undefined) => boolean): Promise<Slot | undefined> {
    return this.ground.row('slots', `development/web/${slot}`, wanted);
  }

  cancel(id: string, reason = 'no'): Promise<Deployment> {
    return this.ground.call('cancelDeployment', { params: { deployment: id }, body: { reason } });
  }

  switch(slot: string | null): Promise<Traffic> {
    return this.ground.call('switchTraffic', { params: team, body: { slot } });
  }

  rollback(): Promise<Traffic> {
    return this.ground.call('rollbackTraffic', { params: team, body: {} });
  }

  async traffic(): Promise<Traffic> {
    const [traffic] = await this.ground.call('traffic');
    if (!traffic) throw new Error('no traffic');
    return traffic;
  }

  /** What a path of the stable address answers. */
  async ask(path = '/'): Promise<string> {
    const { address } = await this.traffic();
    return (await fetch(`${address}${path}`)).text();
  }

  /** With what status the stable address answers. */
  async status(): Promise<number> {
    const { address } = await this.traffic();
    return (await fetch(`${address}/`)).status;
  }

  events(id: string): Promise<string[]> {
    return this.ground.eventTypes(`deployment/${id}`);
  }

  /** Nothing is left running afterwards, whatever the environment asked for. */
  async close(): Promise<void> {
    for (const { id, endedAt } of this.ground.rows.list('deployments'))
      if (endedAt === null) {
        // It may be on its way to its end already.
        await this.cancel(id).catch(() => {});
        await this.ended(id);
      }
    await this.configure();
    if ((await this.traffic()).live) await this.switch(null);
    for (const slot of ['slot-1', 'slot-2']) {
      if (!this.row(slot)) continue;
      await this.ground.call('stopSlot', { params: { ...team, slot } });
      await this.slot(slot, (row) => row === undefined || row.state === 'idle' || row.state === 'failed');
    }
    expect(await findRouter(this.stateFolder)).toBeUndefined();
    await this.ground.close();
    await this.example.remove();
  }
}
