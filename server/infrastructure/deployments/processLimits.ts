import { access, constants } from 'node:fs/promises';
import type { SlotProgram } from './slotDriver.ts';

const prlimit = '/usr/bin/prlimit';

/**
 * The command of a program under its limits, as far as a process can be given them without rights over others: memory,
 * by the size of its data segment. V8 and the JVM reserve far more addresses than they use, so addresses are no measure.
 */
export async function withLimits({
  command,
  limits,
}: Pick<SlotProgram, 'command' | 'limits'>): Promise<readonly string[]> {
  const megabytes = limits?.memoryMegabytes;
  if (megabytes === undefined || !(await hasPrlimit())) return command;
  return [prlimit, `--data=${megabytes * 1024 * 1024}`, '--', ...command];
}

function hasPrlimit(): Promise<boolean> {
  return access(prlimit, constants.X_OK).then(
    () => process.platform === 'linux',
    () => false,
  );
}
