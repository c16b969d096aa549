import type { Slot } from '../../protocol/slots.ts';

/** A slot in one line. */
export function slotText({ id, state, revision, reservation }: Slot): string {
  const what = revision === null ? '' : ` with ${revision}`;
  const reserved = reservation === null ? '' : `, reserved by ${reservation.by} until ${reservation.until}`;
  return `Slot ${id} is ${state}${what}${reserved}.`;
}
