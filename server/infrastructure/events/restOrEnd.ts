import { setTimeout as pause } from 'node:timers/promises';

/** Lets requests be answered between two slices of work; resolves at once when the work is to end. */
export async function restOrEnd(milliseconds: number, ending: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { ref: false, signal: ending }).catch((error: unknown) => {
    if (!ending.aborted) throw error;
  });
}
