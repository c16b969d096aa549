import type { Logger } from 'pino';
import type { SwarmEvent } from '../../protocol/events.ts';
import { CoalescedTask } from '../concurrency/coalescedTask.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { CommandStore } from '../events/subject.ts';
import { hasEnded, holdsRequests, movesRequests, routeOf } from './deploymentHistory.ts';
import { type QueuePlace, queuePlaces } from './deploymentQueue.ts';
import type { PresentFacts } from './deploymentRow.ts';
import type { DeploymentRunParts } from './deploymentRun.ts';
import { DeploymentRun } from './deploymentRun.ts';
import { DeploymentStream, openDeployments } from './deploymentStream.ts';
import { queuedSlots } from './queuedSlots.ts';
import { enterNext } from './steps/nextState.ts';
import { StepContext, type StepParts } from './steps/stepContext.ts';

export interface ConductorParts extends StepParts {
  readonly commands: CommandStore;
  readonly configuration: ConfigurationFile;
  readonly log: Logger;
  /** Called when what is known of a deployment is different. */
  onShown(id: string): void;
  /** Called when one has ended, or when commits may be let go. */
  onEnded(id: string): void;
}

const lookAgainMilliseconds = 2000;

/** Drives all deployments that have not ended, by what the log says: whatever happens wakes those that it concerns. */
export class DeploymentConductor {
  readonly #parts: ConductorParts;
  readonly #runs = new Map<string, DeploymentRun>();
  readonly #queueing = new CoalescedTask(() => this.#admit());
  #places = new Map<string, QueuePlace>();
  #unsubscribe: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(parts: ConductorParts) {
    this.#parts = parts;
  }

  /** Goes on with what is open. Slots and traffic have been found before. */
  start(): void {
    const { commands, configuration, moving } = this.#parts;
    const open = openDeployments(commands);
    // Whoever moves requests has them; one that waits to stop what answers them may be older.
    for (const holds of [movesRequests, holdsRequests])
      for (const [id, history] of open) if (holds(history)) moving.claim(routeOf(history), id);
    for (const [id] of open) this.#run(id, true);
    this.#unsubscribe = [
      commands.onCommitted((event) => this.#onEvent(event)),
      configuration.onChanged(() => this.#wakeAll()),
    ];
    this.#wakeAll();
  }

  /** Whether one is under way that is done by the service itself, with nothing in a slot yet. */
  running(): boolean {
    return openDeployments(this.#parts.commands).length > 0;
  }

  /** What is known of one besides its log. */
  present(id: string): Pick<PresentFacts, 'position' | 'waitsFor' | 'answer' | 'measured'> {
    const run = this.#runs.get(id);
    const place = this.#places.get(id);
    const queued = place === undefined || place.slot !== null ? undefined : place;
    return {
      position: queued?.position ?? null,
      waitsFor: queued?.waitsFor ?? run?.waitsFor ?? null,
      answer: run?.memory.answer,
      measured: run?.memory.verdict,
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const end of this.#unsubscribe) end();
    await this.#queueing.idle();
    await Promise.all([...this.#runs.values()].map((run) => run.close()));
  }

  #onEvent({ stream, type }: SwarmEvent): void {
    const [subject = '', ...rest] = stream.split('/');
    const id = rest.join('/');
    if (subject === 'deployment') this.#onDeployment(id, type);
    else if (subject === 'slot' || subject === 'traffic' || subject === 'reservation') {
      const [environment, team] = rest;
      this.#wakeAll(`${environment}/${team}`);
    }
  }

  #onDeployment(id: string, type: string): void {
    const { commands, moving, onEnded, onShown } = this.#parts;
    const { history } = new DeploymentStream(commands, id);
    if (!hasEnded(history)) this.#run(id, false).wake();
    onShown(id);
    if (type !== 'deployment.ended') {
      if (history.state === 'queued') this.#queueSoon();
      return;
    }
    const run = this.#runs.get(id);
    this.#runs.delete(id);
    void run?.close();
    moving.release(routeOf(history), id);
    onEnded(id);
    this.#wakeAll();
  }

  #wakeAll(route?: string): void {
    for (const [id, history] of openDeployments(this.#parts.commands))
      if (route === undefined || routeOf(history) === route) this.#run(id, false).wake();
    this.#queueSoon();
  }

  #run(id: string, resumed: boolean): DeploymentRun {
    const present = this.#runs.get(id);
    if (present) return present;
    const { commands } = this.#parts;
    const run = new DeploymentRun(this.#runParts(), new DeploymentStream(commands, id), resumed);
    this.#runs.set(id, run);
    return run;
  }

  #runParts(): DeploymentRunParts {
    return this.#parts;
  }

  #queueSoon(): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#queueing.run().catch((error: unknown) => {
      this.#parts.log.error({ err: error }, 'deployments cannot be admitted');
      this.#timer = setTimeout(() => this.#queueSoon(), lookAgainMilliseconds).unref();
    });
  }

  /** Lets those begin that can, one after the other. */
  async #admit(): Promise<void> {
    const { commands, configuration, book, policy, onShown } = this.#parts;
    const atOnce = (environment: string) =>
      configuration.current.environments[environment]?.deploymentsAtOnce ?? 1;
    const slots = (route: string, actor: string) => queuedSlots({ book, policy }, route, actor);
    const open = openDeployments(commands);
    const before = this.#places;
    this.#places = new Map(queuePlaces({ open, atOnce, slots }).map((place) => [place.id, place]));
    for (const [id, place] of this.#places) {
      if (place.slot !== null) await this.#begin(id, place.slot);
      else if (before.get(id)?.waitsFor !== place.waitsFor || before.get(id)?.position !== place.position)
        onShown(id);
    }
  }

  async #begin(id: string, slot: string): Promise<void> {
    const stream = new DeploymentStream(this.#parts.commands, id);
    const { memory } = this.#run(id, false);
    const context = new StepContext(this.#parts, stream, memory, AbortSignal.any([]));
    await enterNext(context, 'queued', null, slot);
  }
}
