import { describe, expect, it } from 'vitest';
import { slotNeeds } from '../../../server/infrastructure/attention/slotNeeds.ts';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import type { Slot } from '../../../server/protocol/slots.ts';

const at = (second: number) => `2026-11-21T10:00:${String(second).padStart(2, '0')}.000Z`;
const place = { environment: 'production', team: 'web', slot: 'green', commit: 'c0ffee' };
const problem = 'The program exited with code 3.';
const failed = {
  ...place,
  id: 'production/web/green',
  state: 'failed',
  problem,
  since: at(5),
  live: false,
} as Slot;
const told = `Slot production/web/green failed: ${problem}`;

function deployment(more: Partial<Deployment> = {}): Deployment {
  return { ...place, id: '3', state: 'failed', requestedAt: at(1), endedAt: at(6), ...more } as Deployment;
}

describe('a slot that failed', () => {
  it.each([
    ['while its deployment is under way', deployment({ state: 'observing', endedAt: null })],
    ['before its deployment has ended', deployment()],
  ])('is told by the deployment alone where that was %s', (_, one) => {
    expect(slotNeeds(failed, () => [one])).toBeUndefined();
  });

  it.each([
    ['without a deployment', []],
    ['after its deployment has ended', [deployment({ endedAt: at(4) })]],
    ['before its deployment was asked for', [deployment({ requestedAt: at(7) })]],
    ['while a deployment was at work in another slot', [deployment({ slot: 'blue' })]],
    [
      'while the slot of that name of another environment was deployed to',
      [deployment({ environment: 's' })],
    ],
    ['with another commit than that of the deployment', [deployment({ commit: 'dec0de' })]],
  ])('is told by itself where it failed %s', (_, all) => {
    expect(slotNeeds(failed, () => all)).toBe(told);
  });

  it('is told by itself where it has the requests and a newer deployment is spoken of', () => {
    const newer = deployment({ id: '4', slot: 'blue', endedAt: null });
    expect(slotNeeds({ ...failed, live: true }, () => [newer, deployment()])).toBe(told);
    expect(slotNeeds(failed, () => [newer, deployment()])).toBeUndefined();
  });
});

describe('a slot that is unhealthy', () => {
  it('is told whoever is at work in it: its deployment waits', () => {
    const row = { ...failed, state: 'unhealthy' } as Slot;
    expect(slotNeeds(row, () => [deployment({ endedAt: null })])).toBe(
      `Slot production/web/green is unhealthy: ${problem}`,
    );
  });
});
