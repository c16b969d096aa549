import type { SlotDriver } from './slotDriver.ts';
import { SlotRun, type SlotRunParts } from './slotRun.ts';
import { type SlotHistory, slotFailed, slotStopped } from './slotSubject.ts';

/** Goes on with a program that still runs after the service was away; undefined where there is none to go on with. */
export async function adoptSlot(
  driver: SlotDriver,
  parts: SlotRunParts,
  { phase, program }: SlotHistory,
): Promise<SlotRun | undefined> {
  if (program === null || (phase !== 'healthy' && phase !== 'unhealthy')) return undefined;
  const running = await driver.adopt(program);
  return running && SlotRun.resume(parts, running, program, phase === 'healthy');
}

/** Ends what an earlier run of the service left half done in a slot, and records how that ended. */
export async function clearSlot(
  driver: SlotDriver,
  { workspace, record }: SlotRunParts,
  { phase, program }: SlotHistory,
): Promise<void> {
  const running = program === null ? undefined : await driver.adopt(program);
  await running?.stop((program?.stopTimeoutSeconds ?? 0) * 1000);
  running?.release();
  await driver.endLeftovers(workspace.tree);
  await workspace.clear();
  if (phase === 'stopping') await record(slotStopped);
  else if (phase === 'starting')
    await record(slotFailed('The start was interrupted because the service stopped.'));
  else if (phase === 'healthy' || phase === 'unhealthy') {
    const line = await workspace.lastLine();
    const output = line === undefined ? '' : ` Its last words: ${line}`;
    await record(slotFailed(`The program exited while the service was away.${output}`));
  }
}
