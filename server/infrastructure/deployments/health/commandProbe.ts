import type { CheckOf } from '../../../protocol/healthChecks.ts';
import { tellingLineOf } from '../../files/fileEnd.ts';
import type { ProgramDriver } from '../../programs/programDriver.ts';
import { runToEnd } from '../../programs/runToEnd.ts';
import { keptBody, type ProbeResult } from './probeResult.ts';

/** Where the command of a check runs. */
export interface CommandPlace {
  readonly driver: ProgramDriver;
  /** Work tree of the revision. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** File for what it prints. */
  readonly log: string;
}

/** Runs the command of a check; 0 is well. */
export async function probeCommand(
  { command, timeoutSeconds }: CheckOf<'command'>,
  { driver, folder, environment, log }: CommandPlace,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const ending = await runToEnd({ driver, command, timeoutSeconds, folder, environment, log, signal });
  if (ending === undefined) return { why: undefined };
  const line = await tellingLineOf(log);
  return {
    why: `failed the check ${JSON.stringify(command.join(' ').slice(0, 100))}, which ${ending}`,
    ...(line === undefined ? {} : { body: keptBody(Buffer.from(line)) }),
  };
}
