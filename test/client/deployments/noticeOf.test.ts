import { describe, expect, it, vi } from 'vitest';
import { LiveStore } from '../../../client/infrastructure/liveStore.ts';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import { deploymentRow, gateRow, stepRow } from '../views/deployments/deploymentRows.ts';
import { fakeVsCode } from '../views/fakeVsCode.ts';

vi.mock('vscode', () => fakeVsCode);
const { noticeOf } = await import('../../../client/deployments/noticeOf.ts');

const store = new LiveStore();
const team = {
  name: 'ai',
  branchPrefix: 'feature/ai',
  lead: 'Lea',
  members: ['Mia'],
  protectedPaths: [],
  conflictPolicy: 'auto-merge',
  environments: null,
  branches: 0,
  deployable: true,
};
store.applyChange({ resource: 'teams', id: 'ai', row: team });

const before = deploymentRow(7, { state: 'verifying' });
const awaiting = (approvers: string[], facts: Partial<NonNullable<Deployment['approvals']>> = {}) =>
  deploymentRow(7, {
    state: 'awaiting-approval',
    approvals: { required: 1, given: [], approvers, expiresAt: null, ...facts },
  });
const noticeTo = (person: string, now: Deployment, from: Deployment | undefined = before) =>
  noticeOf(from, now, { person, store });

describe('a person is asked for an approval', () => {
  it('only where they may give it', () => {
    expect(noticeTo('Bob', awaiting(['everyone']))).toEqual({
      kind: 'approve',
      message: 'Ada asks you to approve #7, feature/x for staging/ai.',
    });
    expect(noticeTo('Bob', awaiting(['lead', 'members', 'Carol']))).toBeUndefined();
    expect(noticeTo('Lea', awaiting(['lead']))?.kind).toBe('approve');
    expect(noticeTo('Mia', awaiting(['lead']))).toBeUndefined();
    expect(noticeTo('mia', awaiting(['team:ai']))?.kind).toBe('approve');
    expect(noticeTo('Mia', awaiting(['team:web']))).toBeUndefined();
  });

  it('never for what they asked for or approved themselves, nor twice', () => {
    expect(noticeTo('Ada', awaiting(['everyone']))).toBeUndefined();
    expect(noticeTo('ADA', awaiting(['everyone']))).toBeUndefined();
    const given = [{ by: 'Bob', at: '2026-11-21T12:00:00.000Z', comment: null, verified: false }];
    expect(noticeTo('Bob', awaiting(['everyone'], { required: 2, given }))).toBeUndefined();
    expect(noticeTo('Bob', awaiting(['everyone']), awaiting(['everyone']))).toBeUndefined();
  });
});

describe('a person is told of a bad end', () => {
  const problem = 'The build exited with code 1.';

  it('of what they asked for, with the reason', () => {
    const failed = deploymentRow(7, { state: 'failed', problem });
    expect(noticeTo('Ada', failed)?.message).toBe(
      'Deployment #7 of feature/x to staging/ai failed: The build exited with code 1.',
    );
    expect(noticeTo('Bob', failed)).toBeUndefined();
    expect(noticeTo('Ada', deploymentRow(7, { state: 'rolled-back', problem }))?.kind).toBe('failed');
  });

  it('with the way to what has printed why: the gate that stopped it, else the last step with an output', () => {
    const steps = [stepRow('gates'), stepRow('building', { log: '/b.log' }), stepRow('starting')];
    const failed = deploymentRow(7, { state: 'failed', problem, steps });
    expect(noticeTo('Ada', failed)?.output).toBe('step:1');
    const gates = [
      gateRow('tests', { outcome: 'failed', log: '/t.log' }),
      gateRow('lint', { outcome: 'failed', required: false, log: '/l.log' }),
    ];
    expect(noticeTo('Ada', { ...failed, gates })?.output).toBe('gate:tests');
    expect(noticeTo('Ada', { ...failed, steps: [] })).not.toHaveProperty('output');
  });

  it('but not of what ended before they looked, nor of what went well or was cancelled', () => {
    const failed = deploymentRow(7, { state: 'failed', problem });
    expect(noticeOf(undefined, failed, { person: 'Ada', store })).toBeUndefined();
    for (const state of ['live', 'cancelled', 'switching'] as const)
      expect(noticeTo('Ada', deploymentRow(7, { state }))).toBeUndefined();
  });
});
