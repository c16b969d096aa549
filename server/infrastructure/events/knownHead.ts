import { type EventLog, tampered } from './eventLog.ts';
import { type ChainPosition, chainStart } from './hashChain.ts';

/**
 * Checks the log from where it is known to be right to its end.
 * @returns the position before which it is still to be checked
 * @throws {EventLogError} `tampered`
 */
export async function verifyEnd(log: EventLog, known: ChainPosition | undefined): Promise<ChainPosition> {
  if (known !== undefined) await expectEvent(log, known);
  await log.verify(known);
  return known ?? chainStart;
}

/**
 * Expects an event that was there.
 * @throws {EventLogError} `tampered`
 */
export async function expectEvent(log: EventLog, known: ChainPosition): Promise<void> {
  if (log.hashAt(known.seq) === known.hash) return;
  if (log.lastSeq < known.seq)
    throw tampered(`it ends at event ${log.lastSeq} and had ${known.seq}: events were cut off its end`);
  // Names the first event that is wrong, where there is one.
  await log.verify();
  throw tampered(`event ${known.seq} is not the one that was written: the log was written anew`);
}
