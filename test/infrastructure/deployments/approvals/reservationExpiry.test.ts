import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SlotReservations } from '../../../../server/infrastructure/deployments/slots/slotReservations.ts';
import type { LoggedCommandStore } from '../../../../server/infrastructure/events/commandStore.ts';
import type { Slot } from '../../../../server/protocol/slots.ts';
import { TemporaryLog } from '../../events/temporaryLog.ts';

const id = 'production/web/blue';
let temporary: TemporaryLog;
let commands: LoggedCommandStore;
let shown: string[];
let reservations: SlotReservations;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: new Date('2026-11-21T12:00:00Z') });
  temporary = new TemporaryLog();
  commands = await temporary.store();
  shown = [];
  const rows = { get: () => ({ live: false }) as Slot } as unknown as SlotReservationRows;
  const fleet = { show: (slot: string) => shown.push(slot) };
  reservations = new SlotReservations({ commands, rows, fleet, log: pino({ level: 'silent' }) });
});
afterEach(async () => {
  reservations.close();
  await commands.close();
  await temporary[Symbol.asyncDispose]();
  vi.useRealTimers();
});

type SlotReservationRows = ConstructorParameters<typeof SlotReservations>[0]['rows'];

/** Does something and waits until the end of a reservation is in the log. */
async function over(act: () => unknown): Promise<void> {
  const recorded = Promise.withResolvers<void>();
  const end = commands.onCommitted(({ type, data }) => {
    if (type === 'slot.released' && data['expired'] === true) recorded.resolve();
  });
  act();
  await recorded.promise;
  end();
}

it('a reservation is shown as over when its time is, and holds nobody back any more', async () => {
  await reservations.reserve(id, { reason: 'x', minutes: 5 }, { actor: 'ada' });
  expect(shown).toEqual([id]);
  expect(reservations.obstacle(id, 'bob')).toContain('is reserved by ada until 2026-11-21T12:05:00.000Z: x.');
  vi.advanceTimersByTime(5 * 60_000 - 1);
  expect(shown).toEqual([id]);
  expect(reservations.obstacle(id, 'bob')).not.toBeNull();
  await over(() => vi.advanceTimersByTime(1));
  expect(shown).toEqual([id, id]);
  expect(reservations.obstacle(id, 'bob')).toBeNull();
});

it('a clock that is put forward ends it within a minute, and one that is put back does not bring it back', async () => {
  await reservations.reserve(id, { reason: 'x', minutes: 600 }, { actor: 'ada' });
  vi.setSystemTime(new Date('2026-11-22T12:00:00Z'));
  expect(reservations.obstacle(id, 'bob')).toBeNull();
  await over(() => vi.advanceTimersByTime(60_000));
  expect(shown).toEqual([id, id]);
  vi.setSystemTime(new Date('2026-11-21T12:00:00Z'));
  expect(reservations.isReserved(id)).toBe(false);
});
