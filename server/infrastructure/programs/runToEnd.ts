import { boundOutput } from './boundOutput.ts';
import { memoryWords } from './memoryWords.ts';
import { endedWell, type Program, type ProgramDriver } from './programDriver.ts';

const boundMilliseconds = 1000;
const graceMilliseconds = 2000;

export interface BoundedRun {
  readonly driver: ProgramDriver;
  readonly command: readonly string[];
  readonly timeoutSeconds: number;
  /** Work tree that it runs in. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: string;
  readonly limits?: Program['limits'];
  /** Ends the command early. */
  readonly signal: AbortSignal;
}

/**
 * Runs a command to its end or its time limit; nothing it started is left running in its process group.
 * @returns why it failed, completing "the command …"; undefined where it ended well
 */
export async function runToEnd(run: BoundedRun): Promise<string | undefined> {
  const { driver, command, timeoutSeconds, folder, environment, log, limits = {}, signal } = run;
  const program = await driver
    .start({ command, folder, environment, log, limits })
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (typeof program === 'string') return program;
  const bounding = setInterval(() => void boundOutput(log), boundMilliseconds);
  const interruption = interrupted(signal, timeoutSeconds);
  try {
    const ending = await Promise.race([program.ended, interruption.why]);
    return ending === endedWell ? undefined : `${ending}${await memoryWords(limits, ending, log)}`;
  } finally {
    clearInterval(bounding);
    interruption.end();
    await program.stop(graceMilliseconds);
    program.release();
  }
}

/** Resolves when the time is over or somebody ends the command; to be ended when nobody waits any more. */
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
