import { type ConnectionState, ServiceUnavailable } from './connectionState.ts';
import type { Unsubscribe } from './listeners.ts';

/** What is on the way to its service. */
export interface Connecting {
  readonly name: string;
  onStateChanged(listener: (state: ConnectionState) => void): Unsubscribe;
}

/**
 * Resolves once the service is connected.
 * @throws {ServiceUnavailable} why it is not, or the reason of the signal
 */
export async function whenLive(session: Connecting, signal: AbortSignal | undefined): Promise<void> {
  const outcome = Promise.withResolvers<void>();
  const onAbort = () => outcome.reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  const unsubscribe = session.onStateChanged((state) => {
    if (state.kind === 'live') outcome.resolve();
    if (state.kind === 'unreachable') outcome.reject(new ServiceUnavailable('stream-ended', state.reason));
    if (state.kind === 'off') outcome.reject(new ServiceUnavailable('closed', `${session.name} was closed.`));
  });
  try {
    await outcome.promise;
  } finally {
    unsubscribe();
    signal?.removeEventListener('abort', onAbort);
  }
}
