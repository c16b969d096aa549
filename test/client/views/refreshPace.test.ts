import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RefreshPace } from '../../../client/views/refreshPace.ts';

/** How long the editor waits for another change before it shows one. */
const editorWaitsMilliseconds = 200;

let times: number[];
let pace: RefreshPace;

beforeEach(() => {
  vi.useFakeTimers();
  times = [];
  pace = new RefreshPace(() => times.push(performance.now()));
});
afterEach(() => {
  vi.useRealTimers();
});

function gaps(): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

it('refreshes at once where nothing was refreshed for a while', () => {
  pace.request();
  vi.advanceTimersByTime(1);
  expect(times).toHaveLength(1);
});

it('makes one refresh of all requests of a turn', () => {
  for (let request = 0; request < 100; request += 1) pace.request();
  vi.advanceTimersByTime(10_000);
  expect(times).toHaveLength(1);
});

it('leaves the editor the pause in which it shows them, however fast changes follow each other', () => {
  for (let change = 0; change < 200; change += 1) {
    pace.request();
    vi.advanceTimersByTime(20);
  }
  expect(times.length).toBeGreaterThan(10);
  expect(Math.min(...gaps())).toBeGreaterThan(editorWaitsMilliseconds);
});

it('loses no request that comes during the pause', () => {
  pace.request();
  vi.advanceTimersByTime(1);
  pace.request();
  vi.advanceTimersByTime(1_000);
  expect(times).toHaveLength(2);
});

it('refreshes without a pause where it has to be now, and not once more for what was requested', () => {
  pace.request();
  vi.advanceTimersByTime(1);
  pace.request();
  pace.refreshNow();
  vi.advanceTimersByTime(1_000);
  expect(times).toHaveLength(2);
});

it('refreshes nothing once it is stopped', () => {
  pace.request();
  pace.stop();
  vi.advanceTimersByTime(1_000);
  expect(times).toEqual([]);
});
