import type { ApiAddress } from '../../server/protocol/apiClient.ts';
import type { BackoffPolicy } from './backoff.ts';

/** Where a session gets its service from: a process on this machine, or an address in the settings. */
export interface ServiceSource {
  readonly backoff: BackoffPolicy;
  /**
   * Finds the service, starting it where that is possible.
   * @throws {ServiceUnavailable} with the reason
   */
  connect(signal: AbortSignal): Promise<ApiAddress>;
  /** Stops the service, so that the next `connect` starts a fresh one; does nothing for one elsewhere. */
  stop(signal: AbortSignal): Promise<void>;
}
