import { tellingLineOf } from '../../files/fileEnd.ts';
import type { RunningProgram } from '../../programs/programDriver.ts';
import { slotFailed, slotStopped, slotUnknown } from './slotEvents.ts';
import { isUp, type SlotHistory } from './slotHistory.ts';
import { SlotRun } from './slotRun.ts';
import type { SlotRunParts } from './slotRunParts.ts';

/** Goes on with programs that still run after the service was away; undefined where there are none to go on with. */
export async function adoptSlot(parts: SlotRunParts, history: SlotHistory): Promise<SlotRun | undefined> {
  if (!isUp(history)) return undefined;
  const running = await adoptedPrograms(parts, history);
  const serves = history.instances.some(
    ({ instance, phase }) => phase !== 'stopping' && running.has(instance),
  );
  if (serves) return SlotRun.resume(parts, running);
  for (const program of running.values()) program.release();
  return undefined;
}

async function adoptedPrograms(
  { driver }: Pick<SlotRunParts, 'driver'>,
  { instances }: SlotHistory,
): Promise<Map<number, RunningProgram>> {
  const running = new Map<number, RunningProgram>();
  for (const { instance, program } of instances) {
    const found = program === null ? undefined : await driver.adopt(program.identity, program.log);
    if (found) running.set(instance, found);
  }
  return running;
}

/** Ends what an earlier run of the service left half done in a slot, and records how that ended. */
export async function clearSlot(parts: SlotRunParts, history: SlotHistory): Promise<void> {
  const { record, log } = parts;
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
  else if (isUp(history)) await record(slotFailed(await endedReason(history)));
}

async function endedReason({ log, instances }: SlotHistory): Promise<string> {
  const line = log === null ? undefined : await tellingLineOf(log);
  const output = line === undefined ? '' : ` Its last words: ${line}`;
  const what = instances.length > 1 ? 'All instances' : 'The program';
  return `${what} exited while the service was away.${output}`;
}

async function endAll(parts: SlotRunParts, history: SlotHistory): Promise<void> {
  const { driver, workspace } = parts;
  const running = await adoptedPrograms(parts, history);
  const graces = new Map(history.instances.map(({ instance, program }) => [instance, program]));
  try {
    await Promise.all(
      [...running].map(([instance, program]) =>
        program.stop((graces.get(instance)?.stopTimeoutSeconds ?? 0) * 1000),
      ),
    );
  } finally {
    for (const program of running.values()) program.release();
  }
  await driver.endLeftovers(workspace.tree);
  await workspace.clear();
}
