import { describe, expect, it } from 'vitest';
import { deploymentDetails } from '../../../server/cli/deployments/deploymentText.ts';
import { durationText } from '../../../server/cli/deployments/durationText.ts';
import { minutesOf } from '../../../server/cli/deployments/minutesOf.ts';
import { progressLines } from '../../../server/cli/deployments/progressLines.ts';
import type { DeploymentStep } from '../../../server/protocol/deployments.ts';
import type { GateOutcome } from '../../../server/protocol/gates.ts';
import { deploymentRow } from '../../deploymentRow.ts';

const step = (state: DeploymentStep['state'], more: Partial<DeploymentStep> = {}): DeploymentStep => ({
  state,
  startedAt: '2026-11-21T08:00:01.000Z',
  milliseconds: null,
  detail: null,
  log: null,
  ...more,
});
const gate: GateOutcome = {
  name: 'tests',
  required: true,
  outcome: 'failed',
  milliseconds: 12_300,
  measures: [{ name: 'line coverage', value: 71, unit: '%', limit: '>= 80', passed: false }],
  problem: 'Line coverage is 71 %.',
  log: null,
};

describe('the progress of a deployment', () => {
  it('tells each step when it begins and when it is done, once', () => {
    const begun = deploymentRow({ state: 'building', steps: [step('building')] });
    expect(progressLines(undefined, begun)).toEqual(['building          under way']);
    expect(progressLines(begun, begun)).toEqual([]);
    const built = deploymentRow({
      state: 'starting',
      steps: [step('building', { milliseconds: 3240 }), step('starting')],
    });
    expect(progressLines(begun, built)).toEqual(['building          3.2 s', 'starting          under way']);
  });

  it('tells what it waits for, and its place in the queue, when that is another', () => {
    const queued = deploymentRow({ position: 2, waitsFor: 'deployment 11 is under way' });
    const [line] = progressLines(undefined, queued);
    expect(line).toBe(
      'Deployment 12: feature/web-login (aaaaaaaaaa) to staging/web/green, blue-green: queued, place 2 in the queue: deployment 11 is under way',
    );
    expect(progressLines(queued, queued)).toEqual([]);
    expect(progressLines(queued, { ...queued, position: 1 })).toHaveLength(1);
  });

  it('tells what it waits for once, where the step says it already', () => {
    const waitsFor = 'Needs 1 approval by lead.';
    const steps = [step('awaiting-approval', { detail: waitsFor })];
    const waiting = deploymentRow({ state: 'awaiting-approval', waitsFor, steps });
    expect(progressLines(undefined, waiting)).toEqual([`awaiting-approval under way: ${waitsFor}`]);
  });

  it('tells the command that lets a canary go on, where one waits for a person', () => {
    const waitsFor = '10 % of the requests go to it (step 1 of 2); it goes on when somebody lets it.';
    const steps = [step('switching', { detail: waitsFor })];
    const paused = { strategy: 'canary', state: 'switching', share: 10, waitsFor, steps } as const;
    const row = deploymentRow({ ...paused, steps });
    expect(progressLines(undefined, row).at(-1)).toBe('let it go on: swarm continue 12');
    expect(progressLines(row, row)).toEqual([]);
    expect(deploymentDetails(row)).toContain('  let it go on: swarm continue 12\n');
    expect(deploymentDetails(deploymentRow({ ...row, waitsFor: null }))).not.toContain('swarm continue');
  });

  it('tells a gate with its figures once it is done', () => {
    const running = deploymentRow({ gates: [{ ...gate, outcome: 'running', problem: null }] });
    expect(progressLines(undefined, running)).toEqual([]);
    expect(progressLines(running, deploymentRow({ gates: [gate] }))).toEqual([
      'gate tests failed in 12.3 s: Line coverage is 71 %.',
      '  - line coverage 71 % (>= 80)',
    ]);
  });

  it('is shown whole, without what could move the cursor of a terminal', () => {
    const text = deploymentDetails(
      deploymentRow({
        state: 'rolled-back',
        problem: 'bad\u001b[2J',
        gates: [gate],
        steps: [step('observing', { milliseconds: 90, detail: '2 requests' })],
        observed: { requests: 200, errorRatePercent: 8.5, p95Milliseconds: 12.34 },
        bypass: { by: 'grace', at: '2026-11-21T08:00:00.000Z', reason: 'an outage' },
      }),
    );
    expect(text).toContain('passed over by grace: an outage\n');
    expect(text).toContain('observing         90 ms: 2 requests\n');
    expect(text).toContain('200 requests, 8.50 % failed, 95 % of them within 12.3 ms\n');
    expect(text).not.toContain('\u001b');
  });
});

describe('times', () => {
  it.each([
    [180, '180 ms'],
    [3240, '3.2 s'],
    [250_000, '4 min 10 s'],
    [7_500_000, '2 h 5 min'],
  ])('of %d ms are said as %s', (milliseconds, text) => expect(durationText(milliseconds)).toBe(text));

  it.each([
    ['30m', 30],
    ['2h', 120],
    ['1h 30m', 90],
    ['3d', 4320],
    ['', undefined],
    ['0m', undefined],
    ['2', undefined],
    ['2 weeks', undefined],
  ])('of a reservation are read: %j', (text, minutes) => expect(minutesOf(text)).toBe(minutes));
});
