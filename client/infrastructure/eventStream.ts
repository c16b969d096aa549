import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { type ApiAddress, ApiUnreachable } from '../../server/protocol/apiClient.ts';
import { type Changed, changedSchema } from '../../server/protocol/events.ts';
import { ServiceUnavailable } from './connectionState.ts';

export interface EventStreamHandlers {
  /** The service has answered: every change from now on arrives. */
  onOpen(): void;
  onChanged(change: Changed): void;
  /** A message that is not in the shape this version knows; the stream goes on. */
  onUnknown?(message: EventSourceMessage): void;
  /** Milliseconds without a byte after which the connection counts as lost; the service sends one every 15 s. */
  readonly silenceLimit?: number;
}

/** Longest message taken: one row, however long its texts are. */
const longestMessage = 16 * 1024 * 1024;

/**
 * Follows the service's events until they end; never resolves while they flow.
 * @throws {ServiceUnavailable} the service refused the token, or the stream ended or fell silent
 * @throws {ApiUnreachable} nobody answers, or not with an event stream
 */
export async function followEvents(
  api: ApiAddress,
  handlers: EventStreamHandlers,
  signal: AbortSignal,
): Promise<void> {
  const watchdog = new SilenceWatchdog(handlers.silenceLimit ?? 45_000);
  try {
    const body = await openStream(api, AbortSignal.any([signal, watchdog.signal]));
    handlers.onOpen();
    await readMessages(body, handlers, watchdog);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ServiceUnavailable || error instanceof ApiUnreachable) throw error;
    throw new ServiceUnavailable('stream-ended', 'The connection to the service was lost.', { cause: error });
  } finally {
    watchdog.stop();
  }
  throw new ServiceUnavailable('stream-ended', 'The service ended the connection.');
}

/** Aborts when nothing has been heard for a while: a half-open connection gives no other sign. */
class SilenceWatchdog {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  constructor(limit: number) {
    this.#timer = setTimeout(() => this.#controller.abort(), limit);
  }
  get signal(): AbortSignal {
    return this.#controller.signal;
  }
  heard(): void {
    this.#timer.refresh();
  }
  stop(): void {
    clearTimeout(this.#timer);
  }
}

async function openStream(api: ApiAddress, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(new URL('/v1/events?client=window', api.address), {
    headers: { authorization: `Bearer ${api.token}`, accept: 'text/event-stream' },
    redirect: 'error',
    signal,
  }).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw new ApiUnreachable(`Nobody answers at ${api.address}.`, { cause });
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (response.ok && isStream && response.body) return response.body;
  await response.body?.cancel();
  if (response.status === 401)
    throw new ServiceUnavailable('stream-ended', `The service at ${api.address} refuses the token.`);
  throw new ApiUnreachable(`${api.address} answered the event stream with HTTP ${response.status}.`);
}

async function readMessages(
  body: ReadableStream<Uint8Array>,
  handlers: EventStreamHandlers,
  watchdog: SilenceWatchdog,
): Promise<void> {
  const parser = createParser({
    maxBufferSize: longestMessage,
    onEvent: (message) => {
      if (message.event !== 'changed') return;
      const change = parseChange(message.data);
      if (change) handlers.onChanged(change);
      else handlers.onUnknown?.(message);
    },
  });
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    watchdog.heard();
    parser.feed(decoder.decode(bytes, { stream: true }));
  }
}

function parseChange(data: string): Changed | undefined {
  try {
    return changedSchema.parse(JSON.parse(data));
  } catch {
    return undefined;
  }
}
