import type { SlotDriver } from './slotDriver.ts';
import { SlotRun, type SlotRunParts } from './slotRun.ts';
import { type SlotHistory, slotFailed, slotStopped } from './slotSubject.ts';

/**
 * Brings a slot to where its events and its process agree after the service was away: goes on with a program that
 * still runs, finishes a stop, fails a start that was interrupted, and removes what belongs to nobody.
 */
export async function recoverSlot(
  driver: SlotDriver,
  parts: SlotRunParts,
  { phase, program }: SlotHistory,
): Promise<SlotRun | undefined> {
  const { workspace, record } = parts;
  const running = program === null ? undefined : await driver.adopt(program);
  if (program && running && (phase === 'healthy' || phase === 'unhealthy'))
    return SlotRun.resume(parts, running, program, phase === 'healthy');
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
  return undefined;
}
