import { type ApiAddress, callApi } from '../../server/protocol/apiClient.ts';
import type { LiveStore } from './liveStore.ts';

/**
 * Fetches the conflicts, which are no part of the snapshot because there may be thousands: the other rows do not wait
 * for them. What changes meanwhile is newer than the answer.
 */
export class ConflictLoading {
  readonly #store: LiveStore;
  readonly #moved = new Set<string>();

  constructor(store: LiveStore) {
    this.#store = store;
  }

  /** To be told of each conflict that changes. */
  moved(id: string): void {
    this.#moved.add(id);
  }

  /** @throws {ApiError | ApiUnreachable} the conflicts stay as they were */
  async load(api: ApiAddress, signal: AbortSignal): Promise<void> {
    this.#moved.clear();
    const { pairs } = await callApi(api, 'conflictMatrix', { signal });
    this.#store.applyConflicts(pairs, this.#moved);
  }
}
