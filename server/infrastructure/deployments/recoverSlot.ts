import { SlotRun, type SlotRunParts } from './slotRun.ts';
import { type SlotHistory, slotFailed, slotStopped } from './slotSubject.ts';

/** Goes on with a program that still runs after the service was away; undefined where there is none to go on with. */
export async function adoptSlot(
  parts: SlotRunParts,
  { phase, program }: SlotHistory,
): Promise<SlotRun | undefined> {
  if (program === null || !/^(healthy|unhealthy|unknown)$/.test(phase)) return undefined;
  const running = await parts.driver.adopt(program.identity, program.log);
  return running && SlotRun.resume(parts, running, program, phase);
}

/** Ends what an earlier run of the service left half done in a slot, and records how that ended. */
export async function clearSlot(
  { driver, workspace, record }: SlotRunParts,
  { phase, program }: SlotHistory,
): Promise<void> {
  const running = program === null ? undefined : await driver.adopt(program.identity, program.log);
  await running?.stop((program?.stopTimeoutSeconds ?? 0) * 1000);
  running?.release();
  await driver.endLeftovers(workspace.tree);
  await workspace.clear();
  if (phase === 'stopping') await record(slotStopped);
  else if (phase === 'starting')
    await record(slotFailed('The start was interrupted because the service stopped.'));
  else if (/^(healthy|unhealthy|unknown)$/.test(phase)) {
    const line = await workspace.lastLine();
    const output = line === undefined ? '' : ` Its last words: ${line}`;
    await record(slotFailed(`The program exited while the service was away.${output}`));
  }
}
