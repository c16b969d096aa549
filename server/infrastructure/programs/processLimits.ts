import { access, constants } from 'node:fs/promises';
import type { Program } from './programDriver.ts';

const prlimit = '/usr/bin/prlimit';

/** Said in the output of a program whose limit nothing enforces. */
export const unlimitedNotice =
  'swarm: the memory limit of swarm.json is not enforced here: it needs Linux and prlimit (Debian: util-linux).\n';

/**
 * The command of a program under its limits, as far as a process can be given them without rights over others: memory,
 * by the size of its data segment. V8 and the JVM reserve far more addresses than they use, so addresses are no measure.
 * @returns undefined where they cannot be enforced
 */
export async function withLimits({
  command,
  limits,
}: Pick<Program, 'command' | 'limits'>): Promise<readonly string[] | undefined> {
  const megabytes = limits?.memoryMegabytes;
  if (megabytes === undefined) return command;
  if (!(await hasPrlimit())) return undefined;
  return [prlimit, `--data=${megabytes * 1024 * 1024}`, '--', ...command];
}

function hasPrlimit(): Promise<boolean> {
  return access(prlimit, constants.X_OK).then(
    () => process.platform === 'linux',
    () => false,
  );
}
