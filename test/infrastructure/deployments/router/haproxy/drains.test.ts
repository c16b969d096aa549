import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changedDrains,
  endingCommands,
  overdueDrains,
  untilNextDrain,
} from '../../../../../server/infrastructure/deployments/router/haproxy/drains.ts';

const sessions = [
  '0x7f38b4041fd0: proto=unix_stream src=unix:1 fe=GLOBAL be=<NONE> srv=<none> ts=00 epoch=0 age=0s calls=1',
  '0x7f0000000001: proto=tcpv4 src=127.0.0.1:1 fe=route be=route srv=p1 ts=00 epoch=0 age=2s calls=2 cpu=0 lat=0',
  '0x7f0000000002: proto=tcpv4 src=127.0.0.1:2 fe=route be=route srv=p1w ts=00 epoch=0 age=1m10s calls=2 cpu=0',
  '0x7f0000000003: proto=tcpv4 src=127.0.0.1:3 fe=route be=route srv=p2 ts=00 epoch=0 age=1d2h calls=2 cpu=0',
  '0x7f0000000004: proto=tcpv4 src=127.0.0.1:4 fe=route be=route srv=p1 ts=00 epoch=0 age=1h0m calls=2 cpu=0',
  '',
].join('\n');

describe('what traffic has left', () => {
  it('has a deadline from then on, which a return takes back and a second leaving renews', () => {
    const left = changedDrains(new Map(), { before: ['p1', 'p1w'], after: ['p2'], now: 1000, seconds: 10 });
    expect([...left]).toEqual([
      ['p1', '1000|11000'],
      ['p1w', '1000|11000'],
    ]);
    const back = changedDrains(left, { before: ['p2'], after: ['p1', 'p1w'], now: 5000, seconds: 1 });
    expect([...back]).toEqual([['p2', '5000|6000']]);
  });

  it('keeps its deadline while other slots come and go', () => {
    const left = new Map([['p1', '1000|11000']]);
    expect(changedDrains(left, { before: ['p2'], after: ['p2'], now: 9000, seconds: 99 })).toEqual(left);
  });

  it('is over at its deadline and not before, whatever there is', () => {
    const times = fc.nat(1000);
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^p\d{1,2}$/), times), times, (ends, now) => {
        const drains = new Map(Object.entries(ends).map(([name, end]) => [name, `0|${end}`]));
        const overdue = [...overdueDrains(drains, now).keys()];
        expect(overdue.sort()).toEqual(
          Object.keys(ends)
            .filter((name) => (ends[name] ?? 0) <= now)
            .sort(),
        );
        const later = Object.values(ends).filter((end) => end > now);
        expect(untilNextDrain(drains, now)).toBe(later.length === 0 ? undefined : Math.min(...later) - now);
      }),
    );
  });

  it('ends what began before, and nothing that a preview began since or that goes on elsewhere', () => {
    const overdue = new Map([
      ['p1', { left: 0, end: 10_000 }],
      ['p1w', { left: 0, end: 10_000 }],
    ]);
    expect(endingCommands(overdue, sessions, 10_500)).toEqual([
      'shutdown session 0x7f0000000002',
      'shutdown session 0x7f0000000004',
    ]);
  });
});
