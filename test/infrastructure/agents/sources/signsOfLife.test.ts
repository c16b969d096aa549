import { describe, expect, it } from 'vitest';
import { SignsOfLife } from '../../../../server/infrastructure/agents/sources/signsOfLife.ts';
import { SetClock } from '../setClock.ts';

const hour = 3_600_000;

describe('a sign of life', () => {
  it('is as old as it was when it came, wherever the clock is set to after it', () => {
    const clock = new SetClock();
    const signs = new SignsOfLife(clock);
    signs.note('A', 'heartbeat', clock.wall());
    const { moment } = signs.newest('A') ?? {};
    for (const jump of [hour, -2 * hour]) {
      clock.jump(jump);
      clock.pass(1000);
      expect(signs.newest('A')?.moment).toBe(moment);
    }
    signs.note('A', 'heartbeat', clock.wall());
    expect(signs.newest('A')?.moment).toBe(clock.monotonic());
  });

  it('from the future counts from now', () => {
    const clock = new SetClock();
    const signs = new SignsOfLife(clock);
    signs.note('A', 'status-file', clock.wall() + hour);
    expect(signs.newest('A')).toEqual({
      source: 'status-file',
      time: new Date(clock.wall()).toISOString(),
      moment: clock.monotonic(),
    });
  });

  it('that was read again is no further one, and goes with its source', () => {
    const clock = new SetClock();
    const signs = new SignsOfLife(clock);
    const written = clock.wall() - 5000;
    signs.note('A', 'status-file', written);
    const { moment } = signs.newest('A') ?? {};
    clock.pass(3000);
    clock.jump(hour);
    signs.note('A', 'status-file', written);
    expect(signs.newest('A')?.moment).toBe(moment);
    expect(signs.rhythm('A')?.count).toBe(0);
    signs.note('A', 'heartbeat', clock.wall());
    expect(signs.rhythm('A')).toMatchObject({ count: 1, mean: 8000 });
    expect(signs.newest('A')?.source).toBe('heartbeat');
    signs.forget('A', 'heartbeat');
    expect(signs.newest('A')?.source).toBe('status-file');
  });
});
