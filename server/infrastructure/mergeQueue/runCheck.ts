import { boundOutput } from '../deployments/boundOutput.ts';
import { endedWell, type SlotDriver } from '../deployments/slotDriver.ts';
import type { ConfiguredCheck } from './queueChecks.ts';

const boundMilliseconds = 1000;
const graceMilliseconds = 2000;

export interface CheckRun {
  readonly driver: SlotDriver;
  readonly check: ConfiguredCheck;
  /** Work tree that it runs in. */
  readonly folder: string;
  readonly log: string;
  /** Ends the check early. */
  readonly signal: AbortSignal;
}

/**
 * Runs a check to its end or its time limit; nothing it started is left running in its process group.
 * @returns why it failed, completing "the check …"; undefined where it passed
 */
export async function runCheck({
  driver,
  check,
  folder,
  log,
  signal,
}: CheckRun): Promise<string | undefined> {
  const program = await driver
    .start({ command: check.command, folder, environment: {}, log })
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (typeof program === 'string') return program;
  const bounding = setInterval(() => void boundOutput(log, `${log}.older`), boundMilliseconds);
  const interruption = interrupted(signal, check.timeoutSeconds);
  try {
    const ending = await Promise.race([program.ended, interruption.why]);
    return ending === endedWell ? undefined : ending;
  } finally {
    clearInterval(bounding);
    interruption.end();
    await program.stop(graceMilliseconds);
    program.release();
  }
}

/** Resolves when the time is over or somebody ends the check; to be ended when nobody waits any more. */
function interrupted(signal: AbortSignal, seconds: number): { why: Promise<string>; end(): void } {
  const { promise, resolve } = Promise.withResolvers<string>();
  const onAbort = () => resolve('was interrupted');
  const timer = setTimeout(() => resolve(`took longer than ${seconds} s`), seconds * 1000);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  return {
    why: promise,
    end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    },
  };
}
