import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LoggedCommandStore } from '../../../server/infrastructure/events/commandStore.ts';
import { SlotReservations } from '../../../server/infrastructure/slots/slotReservations.ts';
import type { Slot } from '../../../server/protocol/slots.ts';
import { TemporaryLog } from '../events/temporaryLog.ts';

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
  reservations = new SlotReservations({ commands, rows, fleet: { show: (slot) => shown.push(slot) } });
});
afterEach(async () => {
  reservations.close();
  await commands.close();
  await temporary[Symbol.asyncDispose]();
  vi.useRealTimers();
});

type SlotReservationRows = ConstructorParameters<typeof SlotReservations>[0]['rows'];

it('a reservation is shown as over when its time is, and holds nobody back any more', async () => {
  await reservations.reserve(id, { reason: 'x', minutes: 5 }, { actor: 'ada' });
  expect(shown).toEqual([id]);
  expect(reservations.obstacle(id, 'bob')).toContain('is reserved by ada until 2026-11-21T12:05:00.000Z: x.');
  vi.advanceTimersByTime(5 * 60_000 - 1);
  expect(shown).toEqual([id]);
  expect(reservations.obstacle(id, 'bob')).not.toBeNull();
  vi.advanceTimersByTime(1);
  expect(shown).toEqual([id, id]);
  expect(reservations.obstacle(id, 'bob')).toBeNull();
});

it('a clock that is put forward ends it within a minute', async () => {
  await reservations.reserve(id, { reason: 'x', minutes: 600 }, { actor: 'ada' });
  vi.setSystemTime(new Date('2026-11-22T12:00:00Z'));
  expect(reservations.obstacle(id, 'bob')).toBeNull();
  vi.advanceTimersByTime(60_000);
  expect(shown).toEqual([id, id]);
});
