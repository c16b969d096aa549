import { setTimeout as delay } from 'node:timers/promises';
import { type ApiAddress, type ApiRequest, callApi } from '../../server/protocol/apiClient.ts';
import type { Changed } from '../../server/protocol/events.ts';
import type { RouteName, RouteReply } from '../../server/protocol/routes/routes.ts';
import { Backoff } from './backoff.ts';
import { ConflictLoading } from './conflictLoading.ts';
import { type ConnectionState, isTransient, lackOf, ServiceUnavailable } from './connectionState.ts';
import { followEvents } from './eventStream.ts';
import { Listeners, type Unsubscribe } from './listeners.ts';
import { LiveStore } from './liveStore.ts';
import type { Log } from './log.ts';
import type { ServiceSource } from './serviceSource.ts';
import { whenLive } from './whenLive.ts';

export interface SessionOptions {
  /** Stable and unique in the window: git's common directory, or the address of a remote service. */
  readonly id: string;
  /** What the user calls it. */
  readonly name: string;
  /** Root of the work tree; undefined for a remote service. */
  readonly root: string | undefined;
  /** Root of the main work tree, whose swarm.json counts; undefined for a remote service. */
  readonly mainRoot: string | undefined;
  readonly source: ServiceSource;
  readonly log: Log;
}

/** A connection that lasted this many milliseconds forgives the failures before it. */
const provenAfter = 30_000;

/** One repository and its service: finds or starts it, follows it, comes back when it dies. */
export class RepositorySession {
  readonly id: string;
  readonly name: string;
  readonly root: string | undefined;
  readonly mainRoot: string | undefined;
  readonly store = new LiveStore();
  readonly #source: ServiceSource;
  readonly #log: Log;
  readonly #states: Listeners<ConnectionState>;
  #state: ConnectionState = { kind: 'off', why: 'stopped' };
  #api: ApiAddress | undefined;
  #run: { readonly controller: AbortController; readonly ended: Promise<void> } | undefined;
  #restart: Promise<void> | undefined;
  readonly #conflicts = new ConflictLoading(this.store, (why) => this.#log.warn(`${this.name}: ${why}`));
  #disposed = false;

  constructor(options: SessionOptions) {
    this.id = options.id;
    this.name = options.name;
    this.root = options.root;
    this.mainRoot = options.mainRoot;
    this.#source = options.source;
    this.#log = options.log;
    this.#states = new Listeners((error) => options.log.error(String(error)));
  }

  get state(): ConnectionState {
    return this.#state;
  }

  onStateChanged(listener: (state: ConnectionState) => void): Unsubscribe {
    return this.#states.add(listener);
  }

  /** Makes sure the session has its service or is on the way to it. */
  start(): void {
    if (this.#disposed || this.#run) return;
    this.#enter({ kind: 'connecting' });
    const controller = new AbortController();
    const ended = this.#keepConnected(controller.signal).finally(() => {
      if (this.#run?.controller === controller) this.#run = undefined;
    });
    this.#run = { controller, ended };
  }

  /** Stops following; the service itself lives on. `why` is what the views say. */
  async leave(why: 'no-configuration' | 'stopped'): Promise<void> {
    if (this.#run) await this.#endRun();
    this.store.clear();
    this.#enter({ kind: 'off', why });
  }

  /** Replaces the service by a fresh one; calls made meanwhile share one restart. */
  restart(signal: AbortSignal): Promise<void> {
    this.#restart ??= this.#restartOnce(signal).finally(() => {
      this.#restart = undefined;
    });
    return this.#restart;
  }

  /** Fetches everything anew, or tries again at once where there is no connection. */
  async refresh(signal: AbortSignal): Promise<void> {
    if (this.#state.kind === 'live' && this.#api) {
      this.store.applySnapshot(await callApi(this.#api, 'snapshot', { signal }));
      await this.#conflicts.load(this.#api, signal);
      return;
    }
    await this.#endRun();
    await this.#whenLive(signal);
  }

  /**
   * Calls an operation of the service, starting the service where it is not running.
   * @throws {ApiError} refused
   * @throws {ServiceUnavailable | ApiUnreachable} no service
   */
  async call<Name extends RouteName>(name: Name, request: ApiRequest<Name> = {}): Promise<RouteReply<Name>> {
    const api = await this.#whenLive(request.signal);
    return callApi(api, name, request);
  }

  /** Resolves once the rows are there, starting the service where it is not running; rejects with why it cannot. */
  async ready(signal: AbortSignal): Promise<void> {
    await this.#whenLive(signal);
  }

  /** Where the service is and with which right it is called, starting it where it is not running. */
  async address(signal?: AbortSignal): Promise<ApiAddress> {
    return this.#whenLive(signal);
  }

  /** Connects anew where it is connected or tries to: with another token it may see and do something else. */
  async reconnect(): Promise<void> {
    if (this.#state.kind === 'off') return;
    await this.#endRun();
    this.start();
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.#endRun();
    this.#enter({ kind: 'off', why: 'stopped' });
  }

  async #restartOnce(signal: AbortSignal): Promise<void> {
    await this.#endRun();
    this.#enter({ kind: 'connecting' });
    await this.#source.stop(signal);
    await this.#whenLive(signal);
  }

  async #endRun(): Promise<void> {
    this.#run?.controller.abort();
    await this.#run?.ended;
    this.#run = undefined;
  }

  async #keepConnected(signal: AbortSignal): Promise<void> {
    const backoff = new Backoff(this.#source.backoff);
    while (!signal.aborted) {
      const began = performance.now();
      const error = await this.#followOnce(signal).catch((thrown: unknown) => thrown);
      this.#api = undefined;
      if (signal.aborted) return;
      if (performance.now() - began > provenAfter) backoff.reset();
      const wait = isTransient(error) ? backoff.next() : undefined;
      this.#log.warn(
        `${this.name}: ${sentence(error)}${wait === undefined ? '' : ` Next try in ${wait.toFixed()} ms.`}`,
      );
      this.#enter(stateAfter(error, wait));
      if (wait === undefined) return;
      await delay(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Never resolves while the service answers; rejects with why it does not. */
  async #followOnce(outer: AbortSignal): Promise<void> {
    const own = new AbortController();
    const signal = AbortSignal.any([outer, own.signal]);
    try {
      if (this.#state.kind !== 'unreachable') this.#enter({ kind: 'connecting' });
      const api = await this.#source.connect(signal);
      await this.#follow(api, signal);
    } finally {
      own.abort();
    }
  }

  /** The stream opens before the snapshot is asked for, so that no change falls between the two. */
  async #follow(api: ApiAddress, signal: AbortSignal): Promise<void> {
    const early: Changed[] = [];
    let take = (change: Changed): void => void early.push(change);
    const opened = Promise.withResolvers<void>();
    const stream = followEvents(
      api,
      {
        onOpen: opened.resolve,
        onChanged: (change) => take(change),
        onUnknown: (message) => this.#log.warn(`Unknown change: ${message.data.slice(0, 200)}`),
      },
      signal,
    );
    await Promise.race([opened.promise, stream]);
    this.store.applySnapshot(
      await Promise.race([callApi(api, 'snapshot', { signal }), stream as Promise<never>]),
    );
    take = (change) => this.#apply(change);
    early.forEach(take);
    this.#api = api;
    this.#enter({ kind: 'live' });
    void this.#conflicts.load(api, signal);
    await stream;
  }

  #apply(change: Changed): void {
    if (change.resource === 'conflicts') this.#conflicts.moved(change.id);
    if (this.store.applyChange(change)) return;
    this.#log.warn(`A row of ${change.resource} came in a shape this version does not know: ${change.id}`);
  }

  async #whenLive(signal: AbortSignal | undefined): Promise<ApiAddress> {
    signal?.throwIfAborted();
    if (this.#disposed)
      throw new ServiceUnavailable('closed', `${this.name} is no longer open in this window.`);
    // Whoever asks now gets an answer about now, not about the last try.
    if (this.#state.kind === 'unreachable') await this.#endRun();
    this.start();
    if (!this.#api) await whenLive(this, signal);
    if (this.#api) return this.#api;
    throw new ServiceUnavailable('stream-ended', `${this.name} lost its service again.`);
  }

  #enter(state: ConnectionState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    this.#log.debug(`${this.name}: ${JSON.stringify(state)}`);
    this.#states.emit(state);
  }
}

/** A first loss passes as "connecting": it is over before anybody could read more. */
function stateAfter(error: unknown, wait: number | undefined): ConnectionState {
  if (wait !== undefined && wait < 1_000) return { kind: 'connecting' };
  const lacks = lackOf(error);
  const state = { kind: 'unreachable', reason: sentence(error), retrying: wait !== undefined } as const;
  return lacks === undefined ? state : { ...state, lacks };
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
