import type { Changed, SwarmEvent } from '../../protocol/events.ts';

/** A logged event as a message; its id is the position to resume after. JSON has no raw line break, so one data line. */
export function eventMessage(event: SwarmEvent): string {
  return `id: ${event.seq}\nevent: event\ndata: ${JSON.stringify(event)}\n\n`;
}

/** A changed row as a message, without an id: it does not move the position to resume after. */
export function changedMessage(change: Changed): string {
  return `event: changed\ndata: ${JSON.stringify(change)}\n\n`;
}

/** First bytes of every stream: tells that it is open and how soon to come back. */
export const openingMessage = 'retry: 1000\n: open\n\n';
/** Keeps the connection from looking dead. */
export const pingMessage = ': ping\n\n';
