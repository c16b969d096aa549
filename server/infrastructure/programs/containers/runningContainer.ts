import { setTimeout as delay } from 'node:timers/promises';
import type { RunningProgram } from '../programDriver.ts';
import { followOutput } from './containerLog.ts';
import type { EngineClient } from './engineClient.ts';
import { isMissing, isUnreachable } from './engineError.ts';

const askAgainMilliseconds = 500;
const lastOutputMilliseconds = 5000;
/** An engine kills after the grace; killing and cleaning up take their own time. */
const killMilliseconds = 20_000;

interface State {
  readonly Status?: string;
  readonly Running?: boolean;
  readonly ExitCode?: number;
  readonly OOMKilled?: boolean;
}

/** A container that runs, followed through restarts of its engine. */
export class RunningContainer implements RunningProgram {
  readonly identity: { readonly container: string };
  readonly ended: Promise<string>;
  readonly #engine: EngineClient;
  readonly #log: string;
  readonly #released = new AbortController();
  #output: Promise<void> = Promise.resolve();
  #problem: string | undefined;

  constructor(engine: EngineClient, container: string, log: string) {
    this.#engine = engine;
    this.#log = log;
    this.identity = { container };
    this.ended = this.#follow();
  }

  outOfReach(): string | undefined {
    return this.#problem;
  }

  release(): void {
    this.#released.abort();
  }

  async stop(graceMilliseconds: number): Promise<void> {
    const { container } = this.identity;
    const signal = AbortSignal.timeout(graceMilliseconds + killMilliseconds);
    const query = { t: String(Math.ceil(graceMilliseconds / 1000)) };
    try {
      await this.#engine.call({ method: 'POST', path: `/containers/${container}/stop`, query, signal });
      // What it printed at last, before the engine forgets it.
      await Promise.race([this.#output, delay(lastOutputMilliseconds, undefined, { ref: false })]);
    } catch (error) {
      if (isMissing(error)) return;
      if (isUnreachable(error)) this.#problem = error.message;
      if (isUnreachable(error)) throw error;
    }
    await removeContainer(this.#engine, container);
  }

  /** Until it has ended; a service that lets go waits for ever. */
  async #follow(): Promise<string> {
    const never = new Promise<string>(() => {});
    for (;;) {
      const ending = await this.#waitOnce();
      if (this.#released.signal.aborted) return never;
      if (ending !== undefined) return ending;
      await delay(askAgainMilliseconds, undefined, { ref: false });
    }
  }

  /** How it ended; undefined where the engine went away before. */
  async #waitOnce(): Promise<string | undefined> {
    const { container } = this.identity;
    const { signal } = this.#released;
    try {
      const before = await this.#state();
      this.#problem = undefined;
      this.#output = followOutput(this.#engine, container, this.#log, signal);
      if (before.Running === true)
        await this.#engine.call({ method: 'POST', path: `/containers/${container}/wait`, signal });
      const after = await this.#state();
      if (after.Running === true) return undefined;
      await Promise.race([this.#output, delay(lastOutputMilliseconds, undefined, { ref: false })]);
      return endingOf(after);
    } catch (error) {
      if (isMissing(error)) return 'was removed from the container engine by somebody else';
      if (error instanceof Error) this.#problem = error.message;
      return undefined;
    }
  }

  async #state(): Promise<State> {
    const path = `/containers/${this.identity.container}/json`;
    const found = (await this.#engine.call({ method: 'GET', path })) as { State?: State } | undefined;
    return found?.State ?? {};
  }
}

/** Removes a container with its anonymous volumes, running or not; nothing where there is none. */
export async function removeContainer(engine: EngineClient, container: string): Promise<void> {
  const query = { force: '1', v: '1' };
  const signal = AbortSignal.timeout(killMilliseconds);
  await engine
    .call({ method: 'DELETE', path: `/containers/${container}`, query, signal })
    .catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
}

function endingOf({ ExitCode: code, OOMKilled: starved }: State): string {
  if (starved === true) return `exited with code ${code ?? '?'}, for it used more memory than its limit`;
  return `exited with code ${code ?? '?'}`;
}
