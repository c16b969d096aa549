import type { FailedCheck, SlotCheck } from '../../../protocol/slots.ts';
import type { WatchedCheck } from '../health/healthWatch.ts';
import { failedCheck, slotChecks } from './slotChecks.ts';

/** What is known of the health checks of what runs in slots. */
export class SlotCheckBook {
  /** By slot and instance. */
  readonly #checks = new Map<string, Map<number, readonly WatchedCheck[]>>();

  set(id: string, instance: number, checks: readonly WatchedCheck[]): void {
    const known = this.#checks.get(id) ?? new Map<number, readonly WatchedCheck[]>();
    this.#checks.set(id, known.set(instance, checks));
  }

  delete(id: string): void {
    this.#checks.delete(id);
  }

  /** Forgets instances that are not among these. */
  keep(id: string, instances: readonly number[]): void {
    const known = this.#checks.get(id) ?? new Map();
    for (const instance of [...known.keys()]) if (!instances.includes(instance)) known.delete(instance);
  }

  /** As the row of the slot shows them: each as the instance answers it that does worst. */
  rows(id: string): SlotCheck[] {
    return slotChecks(this.#worst(id));
  }

  /** The last answer of the check that fails now; null where none does. */
  badAnswer(id: string): FailedCheck | null {
    const bad = this.#worst(id).find(({ answer }) => answer?.why !== undefined)?.answer;
    return bad ? failedCheck(bad) : null;
  }

  #worst(id: string): readonly WatchedCheck[] {
    const [first = [], ...others] = [...(this.#checks.get(id)?.values() ?? [])];
    return first.map((check, index) =>
      others.reduce((worst, checks) => worse(worst, checks[index] ?? worst), check),
    );
  }
}

function worse(one: WatchedCheck, other: WatchedCheck): WatchedCheck {
  const isWorse = one.passing === other.passing ? other.failures > one.failures : one.passing;
  return isWorse ? other : one;
}
