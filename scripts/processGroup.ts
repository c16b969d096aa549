import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface GroupOptions extends SpawnOptions {
  /** How long the group has to end by itself before it is killed. */
  readonly graceMilliseconds?: number;
}

/** A program and everything it starts, ended together. */
export class ProcessGroup {
  readonly child: ChildProcess;
  readonly #graceMilliseconds: number;
  #exited = false;

  constructor(program: string, args: readonly string[], options: GroupOptions) {
    this.#graceMilliseconds = options.graceMilliseconds ?? 5_000;
    this.child = spawn(program, args, { ...options, detached: true });
    // A listener must exist from the start: an unhandled 'error' would end this process.
    this.child.once('error', () => this.#markExited());
    this.child.once('exit', () => this.#markExited());
    // Whoever forgets to stop it, or cannot any more, leaves nothing running.
    process.once('exit', this.#kill);
  }

  get exited(): boolean {
    return this.#exited;
  }

  #markExited(): void {
    this.#exited = true;
  }

  readonly #kill = (): void => this.#signal('SIGKILL');

  /** Asks the group to end, kills it after a grace period, and resolves once its first process is gone. */
  async stop(): Promise<void> {
    if (!this.#exited) {
      const gone = once(this.child, 'exit');
      this.#signal('SIGTERM');
      const timer = setTimeout(this.#kill, this.#graceMilliseconds);
      await gone;
      clearTimeout(timer);
    }
    // The first process may have ended before those it started.
    this.#kill();
    process.removeListener('exit', this.#kill);
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // Nobody of the group is left.
    }
  }
}
