import { SlotRun, type SlotRunParts } from './slotRun.ts';
import { type SlotHistory, slotFailed, slotStopped, slotUnknown } from './slotSubject.ts';

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
export async function clearSlot(parts: SlotRunParts, history: SlotHistory): Promise<void> {
  const { workspace, record, log } = parts;
  const { phase } = history;
  const problem = await endAll(parts, history).then(
    () => undefined,
    (error: unknown) => {
      log.error({ err: error }, 'a slot cannot be cleared');
      return error instanceof Error ? error.message : String(error);
    },
  );
  if (phase === 'stopping') await record(problem === undefined ? slotStopped : slotUnknown(problem));
  else if (phase === 'starting')
    // What is out of reach now is ended before the next start.
    await record(
      slotFailed(`The start was interrupted because the service stopped.${problem ? ` ${problem}` : ''}`),
    );
  else if (/^(healthy|unhealthy|unknown)$/.test(phase)) {
    const line = await workspace.lastLine();
    const output = line === undefined ? '' : ` Its last words: ${line}`;
    await record(slotFailed(`The program exited while the service was away.${output}`));
  }
}

async function endAll({ driver, workspace }: SlotRunParts, { program }: SlotHistory): Promise<void> {
  const running = program === null ? undefined : await driver.adopt(program.identity, program.log);
  try {
    await running?.stop((program?.stopTimeoutSeconds ?? 0) * 1000);
  } finally {
    running?.release();
  }
  await driver.endLeftovers(workspace.tree);
  await workspace.clear();
}
