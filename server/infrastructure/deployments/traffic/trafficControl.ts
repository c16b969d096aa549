import type { Logger } from 'pino';
import type { Release, SwitchTraffic, Traffic } from '../../../protocol/traffic.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandMeta, CommandStore } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import type { RouteTraffic, TrafficRouter } from '../router/trafficRouter.ts';
import type { DeploymentCommand } from '../slots/deploymentCommand.ts';
import type { SlotFleet } from '../slots/slotFleet.ts';
import { decideRollback, decideSwitch, rollbackTarget, type SwitchFacts } from './decideTraffic.ts';
import { drainedPort } from './drainedPort.ts';
import { fillKept } from './fillKept.ts';
import { newestSlot } from './newestSlot.ts';
import { PortBook } from './portBook.ts';
import { RouterFollower } from './routerFollower.ts';
import { SlotClaims } from './slotClaims.ts';
import { standIn } from './standIn.ts';
import { SwitchRunner } from './switchRunner.ts';
import { splitSlot, type TrafficBook } from './trafficBook.ts';
import { switchRequested, trafficSubject } from './trafficSubject.ts';
import { WarmClock } from './warmSlots.ts';

export interface TrafficControlParts {
  readonly commands: CommandStore;
  readonly configuration: ConfigurationFile;
  readonly log: Logger;
  readonly book: TrafficBook;
  readonly router: TrafficRouter;
  readonly fleet: Pick<SlotFleet, 'start' | 'stop' | 'scale' | 'show'>;
  /** Whether a slot that traffic has left is still needed, so that it is not stopped yet. */
  isNeeded?(id: string): boolean;
  /** What a release ran with when it was live, where that is known. */
  commandOf?(route: string, release: Release): DeploymentCommand | undefined;
  /** Whether another has reserved a slot. */
  isKeptFrom?(id: string, actor: string): boolean;
  /** Time between looks at what goes through the router. */
  readonly checkMilliseconds: number;
  readonly stateFolder: string;
}

type SwitchRequest = SwitchTraffic & Pick<SwitchFacts, 'keepSeconds' | 'rollback'>;

const ownMeta: CommandMeta = { actor: 'swarm' };

/** Leads requests to slots: what is meant is in the log, and the router is made to do that. */
export class TrafficControl {
  readonly #parts: TrafficControlParts;
  readonly #follower: RouterFollower;
  readonly #runner: SwitchRunner;
  readonly #ports: PortBook;
  readonly #clock: WarmClock;
  /** Of switches under way. */
  readonly #claims = new SlotClaims();
  readonly #ends: (() => void)[];

  constructor(parts: TrafficControlParts) {
    this.#parts = parts;
    const { commands, configuration, book } = parts;
    this.#follower = new RouterFollower({ ...parts, onReport: () => this.#show() });
    this.#runner = new SwitchRunner({ ...parts, follower: this.#follower });
    this.#ports = new PortBook(commands, book, parts.stateFolder);
    this.#clock = new WarmClock(book, (id) => {
      if (parts.isNeeded?.(id) !== true && !this.#claims.has(id))
        this.#inBackground(parts.fleet.stop(id, ownMeta));
    });
    this.#ends = [
      commands.onCommitted(({ stream }) => this.#onEvent(stream)),
      configuration.onChanged(() => {
        this.#inBackground(this.#ports.choose());
        this.#follower.applySoon();
      }),
    ];
  }

  /** Finishes what was left half done, and makes the router do what the log says. The slots have been found before. */
  async start(): Promise<void> {
    await this.#ports.choose();
    const { book, log } = this.#parts;
    await this.#follower
      .apply()
      .catch((error: unknown) => log.error({ err: error }, 'traffic cannot be routed'));
    for (const route of book.routes()) {
      await this.#runner
        .finish(route)
        .catch((error: unknown) => log.warn({ err: error, route }, 'a switch failed'));
      const { restoring } = book.state(route);
      if (restoring !== null && !/^(starting|healthy)$/.test(book.slot(`${route}/${restoring.slot}`).phase))
        await this.#runner.fail(route, 'The rollback was interrupted because the service stopped.');
      else this.#onSlot(route);
    }
    this.#clock.changed();
    this.#follower.follow();
  }

  /**
   * What goes through the router at this moment.
   * @throws {Error} it does not answer
   */
  look(): Promise<readonly RouteTraffic[]> {
    return this.#follower.look();
  }

  /** Resolves when no request is under way any more on a port of a slot that gets no new ones, or when their time is over. */
  async drained(id: string, port: number, signal: AbortSignal): Promise<void> {
    const [route] = splitSlot(id);
    const { drainSeconds } = this.#parts.book.environment(route);
    const router = { apply: () => this.#follower.apply(), look: () => this.#follower.look() };
    await drainedPort({ route, port, drainSeconds, signal, ...router });
  }

  /**
   * Sends requests to another slot; answers once new ones go there.
   * @throws {Refusal} `not-found`, `switch-under-way`, `conflict`, `slot-not-healthy`, `not-allowed`, `router-failed`
   */
  async switch(
    route: string,
    { slot, percent, ...asked }: SwitchRequest,
    meta: CommandMeta,
  ): Promise<Traffic> {
    refuseUndeclared(this.#parts.book, route, slot);
    const id = `${route}/${slot}`;
    await this.#claims.during(id, async () => {
      await this.#ports.settle(route);
      const target = slot === null ? null : { slot, history: await newestSlot(this.#parts.commands, id) };
      const facts = { expected: undefined, ...asked, route, target, percent: percent ?? null };
      await this.#parts.commands.execute(trafficSubject, route, (state) => decideSwitch(state, facts), meta);
      await this.#runner.finish(route);
    });
    return this.#parts.book.row(route);
  }

  /**
   * Sends requests back to the release before; answers once they go there, or once that release is starting.
   * @throws {Refusal} `not-found`, `switch-under-way`, `nothing-to-roll-back`, `slot-busy`, `router-failed`, and what a start is refused for
   */
  async rollback(route: string, meta: CommandMeta): Promise<Traffic> {
    refuseUndeclared(this.#parts.book, route, null);
    const { book } = this.#parts;
    await this.#claims.during(`${route}/${rollbackTarget(book.state(route))?.slot}`, () =>
      this.#rollback(route, meta),
    );
    return book.row(route);
  }

  async #rollback(route: string, meta: CommandMeta): Promise<void> {
    const { commands, book, fleet, isKeptFrom, commandOf } = this.#parts;
    const isKept = (slot: string) => isKeptFrom?.(`${route}/${slot}`, meta.actor) === true;
    const target = rollbackTarget(book.state(route));
    if (target) await fillKept(this.#parts, route, target);
    const slots = new Map(book.slots(route));
    if (target && slots.has(target.slot))
      slots.set(target.slot, await newestSlot(commands, `${route}/${target.slot}`));
    const facts = { route, slots, isKept };
    await commands.execute(trafficSubject, route, (state) => decideRollback(state, facts), meta);
    const { restoring } = book.state(route);
    if (restoring !== null) {
      const { actor } = meta;
      const { commit } = restoring;
      const command = commandOf?.(route, target ?? restoring);
      await fleet
        .start(`${route}/${restoring.slot}`, restoring.revision, { actor }, { commit, command })
        .catch(async (error: unknown) => {
          await this.#runner.fail(route, `The release before cannot be started: ${sentence(error)}`);
          throw error;
        });
    }
    await this.#runner.finish(route);
  }

  /** Looks at the slots anew that traffic has left: to be called when one is needed no longer. */
  lookAtWarm(): void {
    this.#clock.changed();
  }

  /**
   * Keeps what runs in a slot from being stopped or replaced while it gets requests.
   * @throws {Refusal} `slot-live`
   */
  refuseLive(id: string): void {
    const [route, name] = splitSlot(id);
    const { live, canary, switching, restoring } = this.#parts.book.state(route);
    const pending = [switching?.to?.slot, restoring?.slot];
    const used = [live?.slot, canary?.slot, ...pending, standIn(this.#parts.book, route)];
    const isDown = /^(idle|failed)$/.test(this.#parts.book.slot(id).phase);
    if (!this.#claims.has(id) && (isDown || !used.includes(name))) return;
    throw new Refusal(
      'slot-live',
      `Slot ${name} of ${route} gets requests; switch to another slot first, or to none.`,
      { live: live?.slot ?? null },
    );
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end();
    this.#clock.close();
    await this.#runner.idle();
    await this.#follower.close();
  }

  #onEvent(stream: string): void {
    const [subject = '', ...rest] = stream.split('/');
    if (subject === 'traffic') {
      this.#show(rest.join('/'));
      this.#clock.changed();
    }
    // What was reserved may be stopped now.
    if (subject === 'reservation') this.#clock.changed();
    if (subject !== 'slot') return;
    const [route] = splitSlot(rest.join('/'));
    if (this.#parts.book.state(route).live !== null) this.#follower.applySoon();
    // What stands in for a live slot is kept until that one takes requests again.
    this.#clock.changed();
    this.#onSlot(route);
  }

  /** Goes on with a rollback once its release is up, or tells that it is not. */
  #onSlot(route: string): void {
    const { book, commands } = this.#parts;
    const { restoring } = book.state(route);
    if (restoring === null) return;
    const { phase, commit, problem } = book.slot(`${route}/${restoring.slot}`);
    if (phase === 'failed' && commit === restoring.commit)
      this.#inBackground(
        this.#runner.fail(route, `The release before could not be started again: ${problem}`),
      );
    if (phase !== 'healthy' || commit !== restoring.commit) return;
    const proceed = commands.execute(
      trafficSubject,
      route,
      (state) => (state.restoring === null ? [] : [switchRequested(state.restoring, null)]),
      { actor: book.state(route).actor ?? ownMeta.actor },
    );
    this.#inBackground(proceed.then(() => this.#runner.finish(route)));
  }

  #show(only?: string): void {
    const { book, fleet } = this.#parts;
    for (const route of only === undefined ? book.routes() : [only])
      for (const name of book.slots(route).keys()) fleet.show(`${route}/${name}`);
  }

  #inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#parts.log.warn({ err: error }, 'traffic: a step failed'));
  }
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** @throws {Refusal} `not-found` */
function refuseUndeclared(book: TrafficBook, route: string, slot: string | null): void {
  if (!book.routes().includes(route))
    throw new Refusal('not-found', `swarm.json declares no slots of ${route}.`);
  if (slot !== null && !book.slots(route).has(slot))
    throw new Refusal('not-found', `swarm.json declares no slot ${route}/${slot}.`);
}
