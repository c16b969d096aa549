import type { ApiRequest } from '../../server/protocol/apiClient.ts';
import type { ResourceName } from '../../server/protocol/events.ts';
import type { RouteName, RouteReply } from '../../server/protocol/routes/routes.ts';
import { Listeners, type Unsubscribe } from './listeners.ts';
import type { RepositorySession } from './repositorySession.ts';

/** An operation whose reply is kept current. */
export interface ReplySource<Name extends RouteName> {
  readonly route: Name;
  readonly request: ApiRequest<Name>;
  /** Resources after whose changes the reply may be another one. */
  readonly resources: readonly ResourceName[];
  /** Milliseconds in which changes are taken together. */
  readonly settle: number;
  /** Milliseconds after which it is asked for again though nothing is known to have changed; never where absent. */
  readonly every?: number;
}

/** What is known of a reply. What was known before stays while a newer one is asked for, and where that fails. */
export interface ReplyState<Name extends RouteName> {
  readonly reply: RouteReply<Name> | undefined;
  /** Why there is none, or none newer: a sentence. */
  readonly problem: string | undefined;
  readonly loading: boolean;
}

/** A reply of the service that no resource shows, kept current while somebody wants it. */
export class LiveReply<Name extends RouteName> {
  readonly #session: RepositorySession;
  readonly #source: ReplySource<Name>;
  readonly #changes = new Listeners<void>();
  #state: ReplyState<Name> = { reply: undefined, problem: undefined, loading: false };
  #follows: readonly Unsubscribe[] = [];
  #timer: { readonly due: number; readonly handle: NodeJS.Timeout } | undefined;
  #again = false;
  #asking: AbortController | undefined;

  constructor(session: RepositorySession, source: ReplySource<Name>) {
    this.#session = session;
    this.#source = source;
  }

  get state(): ReplyState<Name> {
    return this.#state;
  }

  onChanged(listener: () => void): Unsubscribe {
    return this.#changes.add(listener);
  }

  /** Whether it is kept current from now on. */
  want(wanted: boolean): void {
    if (wanted === this.#follows.length > 0) return;
    if (!wanted) {
      this.dispose();
      return;
    }
    const { resources, settle } = this.#source;
    this.#follows = [
      this.#session.store.onChanged(({ resource }) => resources.includes(resource) && this.#loadIn(settle)),
      this.#session.onStateChanged(({ kind }) => kind === 'live' && this.reload()),
    ];
    this.reload();
  }

  /** Asks for it at once; where that is under way, once more afterwards. */
  reload(): void {
    this.#forgetTimer();
    if (this.#asking) this.#again = true;
    else void this.#load();
  }

  dispose(): void {
    for (const unfollow of this.#follows) unfollow();
    this.#follows = [];
    this.#forgetTimer();
    this.#asking?.abort();
  }

  /** Changes that keep coming must not put it off for ever: the earliest moment counts. */
  #loadIn(milliseconds: number): void {
    const due = Date.now() + milliseconds;
    if (this.#timer && this.#timer.due <= due) return;
    this.#forgetTimer();
    this.#timer = { due, handle: setTimeout(() => this.reload(), milliseconds).unref() };
  }

  #forgetTimer(): void {
    clearTimeout(this.#timer?.handle);
    this.#timer = undefined;
  }

  /** Never rejects: the state says why there is nothing new. */
  async #load(): Promise<void> {
    if (this.#session.state.kind !== 'live') return;
    const { route, request, settle, every } = this.#source;
    const asking = new AbortController();
    this.#asking = asking;
    this.#again = false;
    this.#enter({ ...this.#state, loading: true });
    try {
      const reply = await this.#session.call(route, { ...request, signal: asking.signal });
      this.#enter({ reply, problem: undefined, loading: false });
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      const aborted = asking.signal.aborted ? this.#state.problem : problem;
      this.#enter({ ...this.#state, problem: aborted, loading: false });
    }
    this.#asking = undefined;
    if (this.#follows.length === 0) return;
    if (this.#again) this.#loadIn(settle);
    else if (every !== undefined) this.#loadIn(every);
  }

  #enter(state: ReplyState<Name>): void {
    this.#state = state;
    this.#changes.emit();
  }
}
