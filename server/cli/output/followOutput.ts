import { setTimeout as delay } from 'node:timers/promises';
import type { OutputPart } from '../../protocol/outputLog.ts';

const askAgainMilliseconds = 250;

export interface FollowedOutput {
  /** Whether to wait for what comes until whoever prints has ended. */
  readonly follow: boolean;
  readonly signal: AbortSignal | undefined;
  /** The part after a position. */
  read(after: string | undefined): Promise<OutputPart>;
  write(part: OutputPart): void;
}

/** Gives what was printed part by part, to its end; where it is followed until no more can come or somebody interrupts. */
export async function followOutput({ follow, signal, read, write }: FollowedOutput): Promise<void> {
  let after: string | undefined;
  while (signal?.aborted !== true) {
    const part = await read(after);
    if (part.text !== '' || part.gap) write(part);
    after = part.next;
    if (part.more) continue;
    if (!follow || !part.open) return;
    await delay(askAgainMilliseconds, undefined, { signal }).catch(() => {});
  }
}
