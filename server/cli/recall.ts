import { checkRecordOf } from './check/record/checkRecordOf.ts';
import { processIo } from './processIo.ts';

/**
 * Writes once more what the last `swarm check` with the same arguments wrote, where nothing has changed since.
 * Bundled by itself, so that nothing else is loaded for that.
 * @param program folder of the bundled program
 * @returns whether it did
 */
export function recallCheck(program: string): boolean {
  const io = processIo();
  const output = checkRecordOf({ ...io, program })?.recall();
  if (!output) return false;
  io.stderr.write(output.stderr);
  // Since the process began, as by `performance`, to load which takes a millisecond.
  io.stdout.write(output.stdout.join(String(Math.round(process.uptime() * 1000))));
  process.exitCode = output.code;
  return true;
}
