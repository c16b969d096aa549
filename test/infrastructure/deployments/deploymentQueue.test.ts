import { describe, expect, it } from 'vitest';
import type { DeploymentHistory } from '../../../server/infrastructure/deployments/deploymentHistory.ts';
import { type QueuedSlot, queuePlaces } from '../../../server/infrastructure/deployments/deploymentQueue.ts';
import { requestedRelease } from './requestedRelease.ts';

const idle = {
  phase: 'idle',
  commit: null,
  hash: null,
  revision: null,
  live: false,
  kept: null,
  obstacle: null,
} as const;
const commit = 'a'.repeat(40);
const instance = {
  instance: 0,
  phase: 'healthy',
  program: null,
  since: '2026-11-21T12:00:00.000Z',
  problem: null,
  failedCheck: null,
} as const;

function slot(name: string, facts: Partial<QueuedSlot> = {}): QueuedSlot {
  const instances = facts.phase === 'healthy' ? [instance] : [];
  return { ...idle, instances, name, ...facts };
}

function places(open: DeploymentHistory[], slots: QueuedSlot[], atOnce = 4) {
  const numbered = open.map((history, index) => [String(index + 1), history] as const);
  return queuePlaces({ open: numbered, atOnce: () => atOnce, slots: () => slots });
}

describe('the queue of deployments', () => {
  it('gives one its slot, or says for what it waits', () => {
    const [place] = places(
      [requestedRelease()],
      [slot('slot-1', { phase: 'healthy', live: true }), slot('slot-2')],
    );
    expect(place).toEqual({ id: '1', position: 0, slot: 'slot-2', waitsFor: '' });
    const busy = slot('slot-2', { phase: 'healthy', revision: 'feature/x' });
    expect(places([requestedRelease()], [slot('slot-1', { live: true }), busy])).toEqual([
      {
        id: '1',
        position: 1,
        slot: null,
        waitsFor: 'Waits for a slot: slot-1 is live; slot-2 is healthy with feature/x, stop it first.',
      },
    ]);
  });

  it('prefers what runs the release already, then an idle slot, then a failed one, then one that is only kept warm', () => {
    const slots = [
      slot('warm', { phase: 'healthy', kept: 'warm' }),
      slot('failed', { phase: 'failed' }),
      slot('idle'),
      slot('prepared', { phase: 'healthy', commit, hash: 'h' }),
    ];
    const chosen = slots.map((_, index) => places([requestedRelease()], slots.slice(0, index + 1))[0]?.slot);
    expect(chosen).toEqual(['warm', 'failed', 'idle', 'prepared']);
  });

  it('takes nothing for prepared that was started by another command', () => {
    const other = slot('slot-1', { phase: 'healthy', commit, hash: 'other' });
    expect(places([requestedRelease()], [other])[0]).toMatchObject({ slot: null });
  });

  it('gives two that race the two idle slots, and lets the second wait where there is one', () => {
    const both = [requestedRelease(), requestedRelease()];
    expect(places(both, [slot('slot-1'), slot('slot-2')]).map((place) => place.slot)).toEqual([
      'slot-1',
      'slot-2',
    ]);
    expect(places(both, [slot('slot-1')])[1]).toMatchObject({
      slot: null,
      position: 1,
      waitsFor: 'Waits for a slot: slot-1 is needed by deployment 1.',
    });
  });

  it('lets only as many be under way as the environment says, with a place for each that waits', () => {
    const three = [requestedRelease(), requestedRelease(), requestedRelease()];
    expect(places(three, [slot('slot-1'), slot('slot-2'), slot('slot-3')], 1)).toEqual([
      { id: '1', position: 0, slot: 'slot-1', waitsFor: '' },
      {
        id: '2',
        position: 1,
        slot: null,
        waitsFor: 'Waits for deployment 1: one deployment at once in development.',
      },
      {
        id: '3',
        position: 2,
        slot: null,
        waitsFor: 'Waits for deployment 1: one deployment at once in development.',
      },
    ]);
  });

  it('lets one pass that can begin while another waits for the slot it named', () => {
    const both = [requestedRelease({ slot: 'slot-1' }), requestedRelease()];
    const slots = [slot('slot-1', { phase: 'healthy', live: true }), slot('slot-2')];
    expect(places(both, slots).map((place) => place.slot)).toEqual([null, 'slot-2']);
  });

  it('leaves a slot alone that a deployment may have to go back to', () => {
    const release = { slot: 'slot-1', revision: 'main', commit };
    const moving = { ...requestedRelease(), state: 'observing', slot: 'slot-2', replaced: release } as const;
    const slots = [slot('slot-1', { phase: 'healthy', kept: 'warm' }), slot('slot-2', { live: true })];
    expect(places([moving, requestedRelease()], slots)).toMatchObject([
      {
        slot: null,
        waitsFor: 'Waits for a slot: slot-1 is needed by deployment 1; slot-2 is needed by deployment 1.',
      },
    ]);
  });

  it('keeps others off a reserved slot, and the live one but for a program that cannot run twice', () => {
    const reserved = slot('slot-1', { obstacle: 'bob keeps it until 14:00' });
    expect(places([requestedRelease()], [reserved])[0]).toMatchObject({
      waitsFor: 'Waits for a slot: slot-1: bob keeps it until 14:00.',
    });
    const live = [slot('slot-1', { phase: 'healthy', live: true })];
    expect(places([requestedRelease()], live)[0]?.slot).toBeNull();
    expect(places([requestedRelease({ strategy: 'recreate' })], live)[0]?.slot).toBe('slot-1');
  });
});
