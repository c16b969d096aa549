import type { FailedCheck, SlotCheck } from '../../protocol/slots.ts';
import type { WatchedCheck } from '../health/healthWatch.ts';
import { failedCheck, slotChecks } from './slotChecks.ts';

/** What is known of the health checks of what runs in slots. */
export class SlotCheckBook {
  readonly #checks = new Map<string, readonly WatchedCheck[]>();

  set(id: string, checks: readonly WatchedCheck[]): void {
    this.#checks.set(id, checks);
  }

  delete(id: string): void {
    this.#checks.delete(id);
  }

  /** As the row of the slot shows them. */
  rows(id: string): SlotCheck[] | undefined {
    const checks = this.#checks.get(id);
    return checks && slotChecks(checks);
  }

  /** The last answer of the check that fails now; null where none does. */
  badAnswer(id: string): FailedCheck | null {
    const bad = this.#checks.get(id)?.find(({ answer }) => answer?.why !== undefined)?.answer;
    return bad ? failedCheck(bad) : null;
  }
}
