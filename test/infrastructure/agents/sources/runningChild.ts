import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ProcessIdentity } from '../../../../server/infrastructure/agents/sources/processWatch.ts';
import { processStartTime } from '../../../../server/infrastructure/programs/processIdentity.ts';

/** A process that runs until it is ended, or its parent ends. */
export class RunningChild {
  readonly identity: ProcessIdentity;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, identity: ProcessIdentity) {
    this.#child = child;
    this.identity = identity;
  }

  static async start(): Promise<RunningChild> {
    const child = spawn('cat', [], { stdio: ['pipe', 'ignore', 'ignore'] });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    return new RunningChild(child, { pid, startTime: (await processStartTime(pid)) ?? '' });
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
