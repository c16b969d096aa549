import { describe, expect, it, vi } from 'vitest';
import { fakeVsCode } from '../fakeVsCode.ts';
import { deploymentRow, gateRow, stepRow } from './deploymentRows.ts';

vi.mock('vscode', () => fakeVsCode);
const { presentDeployment } = await import('../../../../client/views/deployments/deploymentPresentation.ts');
const { stepParts } = await import('../../../../client/views/deployments/stepParts.ts');
const { durationText } = await import('../../../../client/views/deployments/deploymentWords.ts');

const now = Date.parse('2026-11-21T12:05:00.000Z');

describe('the row of a deployment', () => {
  it('says how far it is, who asked and when', () => {
    const { label, description, contextValue } = presentDeployment(deploymentRow(12), now);
    expect(label).toBe('#12 feature/x');
    expect(description).toBe('building · step 1 of 5 · by Ada · 5 min');
    expect(contextValue).toBe('deployment.running');
  });

  it('counts the steps that its environment asks for', () => {
    const approvals = { required: 2, given: [], approvers: [], expiresAt: null };
    const row = deploymentRow(12, { approvals, gates: [gateRow('tests')], state: 'verifying' });
    expect(presentDeployment(row, now).description).toMatch(/^verifying health · step 4 of 7 · /);
  });

  it('says how many approvals are there where it waits for them, and can then be approved', () => {
    const given = [{ by: 'Bob', at: '2026-11-21T12:00:00.000Z', comment: null, verified: false }];
    const approvals = { required: 2, given, approvers: [], expiresAt: null };
    const row = presentDeployment(deploymentRow(3, { state: 'awaiting-approval', approvals }), now);
    expect(row.description).toMatch(/^awaiting approval · 1 of 2 approvals · /);
    expect(row).toMatchObject({ contextValue: 'deployment.awaiting', icon: 'bell-dot' });
  });

  it('says what it waits for once: as a count of approvals, as a part of the requests, or in words', () => {
    const approvals = { required: 1, given: [], approvers: ['lead'], expiresAt: null };
    const waitsFor = 'Needs 1 approval by lead.';
    const awaiting = deploymentRow(3, { state: 'awaiting-approval', approvals, waitsFor });
    expect(presentDeployment(awaiting, now).description).toBe(
      'awaiting approval · 0 of 1 approval · by Ada · 5 min',
    );
    const canary = {
      strategy: 'canary',
      state: 'switching',
      share: 10,
      waitsFor: 'It goes on later.',
    } as const;
    expect(presentDeployment(deploymentRow(3, canary), now).description).not.toContain('later');
  });

  it('cannot be approved where it waits for a window alone', () => {
    const row = deploymentRow(3, { state: 'awaiting-approval', waitsFor: 'opens Mon 22:00' });
    expect(presentDeployment(row, now)).toMatchObject({ contextValue: 'deployment.running' });
    expect(presentDeployment(row, now).description).toMatch(/^waiting · .*opens Mon 22:00/);
    expect(presentDeployment(row, now).icon).toBe('watch');
  });

  it('says its place in the queue and what it waits for', () => {
    const row = deploymentRow(3, { state: 'queued', position: 2, slot: null, waitsFor: '#2 is under way.' });
    expect(presentDeployment(row, now).description).toMatch(/^queued, place 2 · .*#2 is under way\./);
  });

  it('can go on where a canary waits for a person', () => {
    const paused = { strategy: 'canary', state: 'switching', share: 10, waitsFor: 'a person' } as const;
    const row = presentDeployment(deploymentRow(3, paused), now);
    expect(row.contextValue).toBe('deployment.paused');
    expect(row.description).toMatch(/^paused · .*10 % of the traffic/);
    const running = deploymentRow(3, { ...paused, waitsFor: null });
    expect(presentDeployment(running, now).contextValue).toBe('deployment.running');
  });

  it('puts the reason first where it ended badly', () => {
    const endedAt = '2026-11-21T12:01:00.000Z';
    const row = deploymentRow(3, { state: 'failed', problem: 'The build exited with code 1.', endedAt });
    expect(presentDeployment(row, now).description).toBe(
      'failed · The build exited with code 1. · by Ada · 4 min',
    );
  });

  it('can be rolled back once it is live in place of another', () => {
    const replaced = { slot: 'slot-2', revision: 'main', commit: 'b'.repeat(40) };
    const live = { state: 'live', share: 100, endedAt: '2026-11-21T12:01:00.000Z' } as const;
    expect(presentDeployment(deploymentRow(3, { ...live, replaced }), now).contextValue).toBe(
      'deployment.live',
    );
    expect(presentDeployment(deploymentRow(3, live), now).contextValue).toBe('deployment.ended');
    const past = deploymentRow(3, { ...live, replaced, share: 0 });
    expect(presentDeployment(past, now).contextValue).toBe('deployment.past');
    expect(presentDeployment(past, now).description).toMatch(/^was live · /);
    const left = { at: '2026-11-21T12:02:00.000Z', by: 'Bob', to: replaced, rollback: true, reason: null };
    expect(presentDeployment({ ...past, left }, now).description).toMatch(
      /^was live · rolled back to main by Bob · /,
    );
    const closed = { ...left, to: null, rollback: false, reason: 'it leaks' };
    expect(presentDeployment({ ...past, left: closed }, now).description).toContain(
      'address closed by Bob: it leaks',
    );
  });
});

describe('the steps of a deployment', () => {
  it('show how long each took, the one under way since when, and the one it failed in', () => {
    const steps = [
      stepRow('building', { milliseconds: 61_000, log: '/b.log' }),
      stepRow('starting', { milliseconds: null, startedAt: '2026-11-21T12:04:55.000Z' }),
    ];
    const [building, starting] = stepParts(deploymentRow(1, { state: 'starting', steps }), now);
    expect(building).toMatchObject({
      presentation: { description: '1 min 1 s', icon: 'pass', contextValue: 'step.log' },
      opens: 'swarm.openDeploymentLog',
    });
    expect(starting?.presentation).toMatchObject({ description: '5.0 s', icon: 'loading~spin' });
    expect(starting?.opens).toBeUndefined();
    const paused = { strategy: 'canary', state: 'switching', share: 10, waitsFor: 'a person' } as const;
    const open = [stepRow('switching', { milliseconds: null })];
    expect(stepParts(deploymentRow(1, { ...paused, steps: open }), now)[0]?.presentation.icon).toBe(
      'debug-pause',
    );
    const failed = deploymentRow(1, { state: 'failed', steps: steps.slice(0, 1) });
    expect(stepParts(failed, now)[0]?.presentation.icon).toBe('error');
  });

  it('have ids of their own where a state comes twice', () => {
    const steps = [stepRow('building'), stepRow('starting'), stepRow('building')];
    const ids = stepParts(deploymentRow(1, { steps }), now).map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  it('show each gate below theirs with its figures and limits', () => {
    const measure = { name: 'line coverage', value: 83.128, unit: '%', limit: '>= 80', passed: true };
    const missing = { name: 'throughput', value: null, unit: '/s', limit: '>= 500', passed: false };
    const gates = [
      gateRow('coverage', { measures: [measure] }),
      gateRow('load', { measures: [missing], outcome: 'failed', required: false, problem: 'No report.' }),
    ];
    const [step] = stepParts(deploymentRow(1, { steps: [stepRow('gates')], gates }), now);
    expect(step?.presentation.children).toBe('expanded');
    expect(step?.parts?.map(({ presentation }) => [presentation.description, presentation.icon])).toEqual([
      ['line coverage 83.12 % (>= 80) · 1.5 s', 'pass'],
      ['advisory · No report. · throughput not reported (>= 500) · 1.5 s', 'warning'],
    ]);
  });

  it('never round a figure over its limit', () => {
    const measure = { name: 'coverage', value: 79.999, unit: '%', limit: '>= 80', passed: false };
    const gates = [gateRow('coverage', { measures: [measure], outcome: 'failed' })];
    const [step] = stepParts(deploymentRow(1, { steps: [stepRow('gates')], gates }), now);
    expect(step?.parts?.[0]?.presentation.description).toContain('79.99 %');
  });
});

it('durations read as a person would say them', () => {
  expect([0, 999, 1000, 9999, 59_999, 60_000, 3_599_999, 7_260_000].map(durationText)).toEqual([
    '0 ms',
    '999 ms',
    '1.0 s',
    '10.0 s',
    '59 s',
    '1 min 0 s',
    '59 min 59 s',
    '2 h 1 min',
  ]);
});
