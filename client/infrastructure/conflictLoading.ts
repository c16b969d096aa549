import { type ApiAddress, callApi } from '../../server/protocol/apiClient.ts';
import type { LiveStore } from './liveStore.ts';

/**
 * Fetches the conflicts, which are no part of the snapshot because there may be thousands: the other rows do not wait
 * for them. What changes meanwhile is newer than the answer.
 */
export class ConflictLoading {
  readonly #store: LiveStore;
  readonly #warn: (why: string) => void;
  readonly #moved = new Set<string>();

  /** @param warn told why the conflicts are not known */
  constructor(store: LiveStore, warn: (why: string) => void) {
    this.#store = store;
    this.#warn = warn;
  }

  /** To be told of each conflict that changes. */
  moved(id: string): void {
    this.#moved.add(id);
  }

  /** Never rejects: without an answer the conflicts stay as they were. */
  async load(api: ApiAddress, signal: AbortSignal): Promise<void> {
    this.#moved.clear();
    try {
      const { pairs } = await callApi(api, 'conflictMatrix', { signal });
      this.#store.applyConflicts(pairs, this.#moved);
    } catch (error) {
      if (!signal.aborted) this.#warn(`the conflicts are not known: ${String(error)}`);
    }
  }
}
