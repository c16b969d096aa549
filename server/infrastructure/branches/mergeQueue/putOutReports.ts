import type { PutOutCause, PutOutReport } from '../../../protocol/queue.ts';

/** A report that is said in one sentence. */
export function shortReport(cause: PutOutCause, message: string): PutOutReport {
  return { cause, message, files: [], details: [], hunks: [], check: null, order: [] };
}
