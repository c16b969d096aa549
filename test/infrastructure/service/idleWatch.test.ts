import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IdleWatch } from '../../../server/infrastructure/service/idleWatch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the idle watch', () => {
  it('stops when the last window has been gone for its time, not before and not while one is there', () => {
    const stop = vi.fn();
    let windows = 0;
    const idle = new IdleWatch({ seconds: 10, windows: () => windows, running: () => false, stop });
    vi.advanceTimersByTime(9000);
    windows = 1;
    idle.changed();
    vi.advanceTimersByTime(60_000);
    windows = 0;
    idle.changed();
    vi.advanceTimersByTime(9999);
    expect(stop).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(stop).toHaveBeenCalledOnce();
  });

  it('waits while something runs in a slot', () => {
    const stop = vi.fn();
    let running = true;
    new IdleWatch({ seconds: 10, windows: () => 0, running: () => running, stop });
    vi.advanceTimersByTime(100_000);
    expect(stop).not.toHaveBeenCalled();
    running = false;
    vi.advanceTimersByTime(10_000);
    expect(stop).toHaveBeenCalledOnce();
  });
});
