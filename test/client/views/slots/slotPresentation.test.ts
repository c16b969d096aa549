import { describe, expect, it, vi } from 'vitest';
import { slotRow } from '../branches/branchRows.ts';
import { deploymentRow } from '../deployments/deploymentRows.ts';
import { fakeVsCode } from '../fakeVsCode.ts';

vi.mock('vscode', () => fakeVsCode);
const { slotTooltip } = await import('../../../../client/views/slots/slotTooltip.ts');
const { presentSlot } = await import('../../../../client/views/slots/slotPresentation.ts');

const now = Date.parse('2026-11-21T12:05:00.000Z');
const serving = slotRow('feature/x', { url: 'http://127.0.0.1:4711', since: '2026-11-21T12:05:00.000Z' });
const reservation = { by: 'Bob', until: '2026-11-22T12:00:00.000Z', reason: 'load test' };

describe('the row of a slot', () => {
  it('is heard without the full stops of the sentences in it', () => {
    const row = presentSlot(
      { ...serving, state: 'failed', problem: 'It exited with code 3.' },
      undefined,
      now,
    );
    expect(row.description).toBe('failed · It exited with code 3. · feature/x · now');
    expect(row.spoken).toBe('Slot slot-1, failed, It exited with code 3, feature/x, now');
  });

  it('says how many of several instances are healthy, and not of one that leaves', () => {
    const one = { pid: 1, container: null, url: 'http://127.0.0.1:1', since: '2026-11-21T12:05:00.000Z' };
    const instances = (['healthy', 'failed', 'stopping'] as const).map((state, instance) => ({
      ...one,
      instance,
      state,
      problem: state === 'failed' ? 'Instance 1 exited with code 7.' : null,
    }));
    const problem = 'Instance 1 exited with code 7. 1 of 2 instances are healthy.';
    const row = { ...serving, state: 'unhealthy', problem, instances } as const;
    expect(presentSlot(row, undefined, now).description).toBe(
      `unhealthy · 1/2 · ${problem} · feature/x · now`,
    );
    expect(presentSlot({ ...serving, instances: instances.slice(0, 1) }, undefined, now).description).toBe(
      'healthy · feature/x · now',
    );
    const { value } = slotTooltip(row);
    expect(value).toContain('failed: Instance 1 exited with code 7');
  });

  it('shows at a glance that somebody keeps an idle one', () => {
    const idle = slotRow('', { state: 'idle', revision: null, reservation });
    expect(presentSlot(idle, undefined, now)).toMatchObject({
      icon: 'bookmark',
      description: 'idle · reserved by Bob',
    });
    expect(presentSlot({ ...serving, reservation }, undefined, now).icon).toBe('pass-filled');
  });

  it('is neither switched to nor stopped by hand while a deployment is on its way there', () => {
    const kind = (...row: Parameters<typeof presentSlot>) => presentSlot(...row).contextValue;
    expect(kind(serving, undefined, now)).toBe('slot.busy.serving');
    expect(kind(serving, deploymentRow(3, { state: 'live' }), now)).toBe('slot.busy.serving');
    const awaiting = deploymentRow(3, { state: 'awaiting-approval' });
    expect(kind(serving, awaiting, now)).toBe('slot.busy.serving.deploying');
    expect(kind({ ...serving, reservation }, awaiting, now)).toBe('slot.busy.serving.deploying.reserved');
    expect(kind({ ...serving, url: null, state: 'starting' }, awaiting, now)).toBe('slot.busy.deploying');
  });

  it('offers what its program and its build wrote only where they wrote', () => {
    const kind = (changes: Partial<typeof serving>) =>
      presentSlot({ ...serving, log: null, buildLog: null, ...changes }, undefined, now).contextValue;
    expect(kind({})).toBe('slot.busy.serving');
    expect(kind({ log: '/s/slot-1.log', reservation })).toBe('slot.busy.serving.output.reserved');
    expect(kind({ buildLog: '/s/build.log', state: 'failed' })).toBe('slot.free.built');
  });
});
