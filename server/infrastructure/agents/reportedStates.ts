import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { CommandStore } from '../events/subject.ts';
import type { AgentStanding } from './judgement/agentStanding.ts';
import { type AgentHistory, agentSubject } from './lifecycle/agentSubject.ts';
import { decideReport } from './lifecycle/decideTransition.ts';

export interface ReportedStatesParts {
  readonly commands: CommandStore;
  readonly clock: Clock;
  readonly log: Logger;
  standing(id: string): AgentStanding;
  /** Called after the histories of these agents have taken what they report. */
  onChanged(ids: readonly string[]): void;
}

/** A report that lasts shorter than that is in no history: files are rewritten many times a second. */
const settleMilliseconds = 1000;

/** Takes the states that agents report of themselves into their histories, once a second for each at most. */
export class ReportedStates {
  readonly #parts: ReportedStatesParts;
  /** What each agent reported when that was last taken. */
  readonly #taken = new Map<string, string | null>();
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #taking: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: ReportedStatesParts) {
    this.#parts = parts;
  }

  /** Takes notice of what an agent reports now. Of what it reports first, nothing is known to have changed. */
  compare(id: string, reported: string | null, { last }: AgentHistory): void {
    if (!this.#taken.has(id)) this.#taken.set(id, last === null ? reported : last.reported);
    if (reported === null || reported === this.#taken.get(id) || this.#closed) return;
    this.#changed.add(id);
    this.#timer ??= setTimeout(() => this.#takeChanged(), settleMilliseconds).unref();
  }

  /** A command has taken it into the history. */
  taken(id: string, reported: string | null): void {
    this.#taken.set(id, reported);
  }

  forget(id: string): void {
    this.#taken.delete(id);
    this.#changed.delete(id);
  }

  /** Takes what waits, and nothing after that. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#takeChanged();
    await this.#taking;
  }

  #takeChanged(): void {
    this.#timer = undefined;
    const ids = [...this.#changed];
    this.#changed.clear();
    if (ids.length > 0) this.#taking = this.#taking.then(() => this.#take(ids));
  }

  async #take(ids: readonly string[]): Promise<void> {
    const { onChanged, log } = this.#parts;
    try {
      await Promise.all(ids.map((id) => this.#takeOne(id)));
      onChanged(ids);
    } catch (error) {
      log.error({ err: error }, 'what agents report cannot be recorded');
    }
  }

  async #takeOne(id: string): Promise<void> {
    const { reported, settings } = this.#parts.standing(id);
    const before = this.#taken.get(id) ?? null;
    const present = { lifecycle: settings.lifecycle, reported, now: this.#parts.clock.wall() };
    await this.#parts.commands.execute(
      agentSubject,
      id,
      (state, version) => decideReport({ state, version }, before, present),
      { actor: id },
    );
    this.#taken.set(id, reported);
  }
}
