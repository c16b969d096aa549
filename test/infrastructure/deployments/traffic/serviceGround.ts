import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { findRouter } from '../../../../server/infrastructure/deployments/router/routerProcess.ts';
import { callApi } from '../../../../server/protocol/apiClient.ts';
import type { RouteName, RouteReply } from '../../../../server/protocol/routes/routes.ts';
import { type ServiceProcess, startBundledService } from '../../bundled/bundledProgram.ts';
import type { ExampleRepository } from '../../git/exampleRepository.ts';
import { configurationFor, makeApplication } from '../slots/exampleApplication.ts';

const revisions = [
  ['slot-1', 'feature/web-one'],
  ['slot-2', 'main'],
] as const;
const team = { environment: 'development', team: 'web' };

/** An application and its service as a process that can be killed, at a step or at any time. */
export class ServiceGround {
  readonly example: ExampleRepository;
  #service: ServiceProcess | undefined;

  private constructor(example: ExampleRepository) {
    this.example = example;
  }

  /** With a service whose team may run its program, and both slots healthy, slot-1 live. */
  static async start(): Promise<ServiceGround> {
    const ground = await ServiceGround.startEmpty(configurationFor('normal'));
    await ground.deployBoth();
    return ground;
  }

  /**
   * With a service whose team may run its program, and nothing in its slots.
   * @param parent folder for the repository
   */
  static async startEmpty(configuration: object, parent?: string): Promise<ServiceGround> {
    const ground = new ServiceGround(await makeApplication(parent));
    writeFileSync(path.join(ground.example.folder, 'swarm.json'), JSON.stringify(configuration));
    await ground.run();
    const { hash } = await ground.call('commandApproval', { query: { team: 'web' } });
    await ground.call('approveCommand', { body: { team: 'web', hash } });
    return ground;
  }

  /** Both slots are healthy, each with its revision, and slot-1 is live. */
  async deployBoth(): Promise<void> {
    for (const [slot, revision] of revisions) await this.#begin(slot, revision);
    // One that died a moment ago may still be called healthy.
    for (const [slot, revision] of revisions)
      while ((await this.state(slot)) !== 'healthy') await this.#begin(slot, revision);
    await this.switch('slot-1');
  }

  async #begin(slot: string, revision: string): Promise<void> {
    if (/idle|failed/.test((await this.state(slot)) ?? ''))
      await this.call('startSlot', { params: { ...team, slot }, body: { revision } });
    else await new Promise((resolve) => setTimeout(resolve, 20));
  }

  get stateFolder(): string {
    return path.join(this.example.folder, '.git/swarm');
  }

  /** Runs the service, until it is killed `before` or `after` an event of a type. */
  async run(...fault: string[]): Promise<void> {
    this.#service = startBundledService('mortalServiceProgram', [this.example.folder, ...fault]);
    await once(this.#service.stdout, 'data');
  }

  /** Lets the service that runs be killed `before` or `after` an event of a type. */
  async dieAt(...fault: string[]): Promise<void> {
    if (!this.#service) throw new Error('not started');
    this.#service.stdin.write(`${JSON.stringify(fault)}\n`);
    await once(this.#service.stdout, 'data');
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    this.#service?.kill(signal);
    await this.ended();
  }

  async ended(): Promise<void> {
    const service = this.#service;
    if (service && service.exitCode === null && service.signalCode === null) await once(service, 'exit');
  }

  call<Name extends RouteName>(
    name: Name,
    request: Parameters<typeof callApi<Name>>[2],
  ): Promise<RouteReply<Name>> {
    const file = path.join(this.stateFolder, 'service.json');
    return callApi(JSON.parse(readFileSync(file, 'utf8')), name, request);
  }

  switch(slot: string | null): Promise<RouteReply<'switchTraffic'>> {
    return this.call('switchTraffic', { params: team, body: { slot } });
  }

  rollback(): Promise<RouteReply<'rollbackTraffic'>> {
    return this.call('rollbackTraffic', { params: team, body: {} });
  }

  stop(slot: string): Promise<RouteReply<'stopSlot'>> {
    return this.call('stopSlot', { params: { ...team, slot }, body: {} });
  }

  async state(slot: string): Promise<string | undefined> {
    return (await this.call('listSlots', {})).find((row) => row.slot === slot)?.state;
  }

  /** Waits until a slot is in a state. */
  async until(slot: string, state: string): Promise<void> {
    while ((await this.state(slot)) !== state) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async traffic(): Promise<RouteReply<'traffic'>[number]> {
    const found = (await this.call('traffic', {})).find((one) => one.team === 'web');
    if (!found) throw new Error('no traffic');
    return found;
  }

  /** Nothing is left running afterwards. */
  async close(): Promise<void> {
    if ((await this.traffic()).live) await this.switch(null);
    for (const [slot] of revisions) {
      await this.stop(slot);
      await this.until(slot, 'idle');
    }
    expect(await findRouter(this.stateFolder)).toBeUndefined();
    await this.end('SIGTERM');
    await this.example.remove();
  }
}
