import { describe, expect, it, vi } from 'vitest';
import type { EnvironmentRules } from '../../../../server/protocol/configuration/environmentRules.ts';
import { deploymentRow, gateRow, stepRow } from '../../views/deployments/deploymentRows.ts';
import { fakeVsCode } from '../../views/fakeVsCode.ts';

vi.mock('vscode', () => fakeVsCode);
const { planText } = await import('../../../../client/commands/deployments/planText.ts');
const { changeLines } = await import('../../../../client/commands/deployments/releaseChanges.ts');
const { deploymentDetailsText } = await import(
  '../../../../client/commands/deployments/deploymentDetailsText.ts'
);

describe('what will happen', () => {
  const rules: EnvironmentRules = {
    environment: 'production',
    strategy: 'blue-green',
    canaryPercents: [10, 50],
    instances: { web: 3 },
    observeSeconds: 30,
    gates: { required: ['tests', 'coverage'], advisory: ['v2'] },
    approvals: { required: 2, approvers: ['lead', 'Carol'] },
    closed: [],
  };

  it('is told in the order in which it happens', () => {
    expect(planText(rules, 'canary', 1)).toBe(
      'gates: tests, coverage → advisory gates: v2 → build, start and check health → ' +
        '2 approvals by lead, Carol → 10, 50, 100 % of the requests → observe for 30 s',
    );
  });

  it('says of an approval that everybody may give who cannot give it', () => {
    const approvals = { required: 1, approvers: ['everyone'] };
    expect(planText({ ...rules, approvals }, 'blue-green', 1)).toContain(' → approval by anybody but you → ');
  });

  it('names nothing that the environment does not ask for', () => {
    const plain = { ...rules, gates: { required: [], advisory: [] }, approvals: null, observeSeconds: 0 };
    expect(planText(plain, 'blue-green', 1)).toBe('build, start and check health');
    expect(planText(plain, 'rolling', 3)).toBe(
      'build, start and check health → replace 3 instances, one at a time',
    );
  });
});

describe('the changes in a dialog', () => {
  const commit = (index: number) => ({
    commit: String(index).padStart(40, '0'),
    parent: null,
    author: 'Ada',
    subject: `Change ${index}`,
    committedAt: '2026-11-21T12:00:00.000Z',
  });
  const changes = {
    from: 'a'.repeat(40),
    to: 'b'.repeat(40),
    omitted: 3,
    files: [],
    commits: Array.from({ length: 20 }, (_, index) => commit(index)),
    ahead: 20,
    behind: 2,
  };

  it('name the newest commits, count the others, and say what goes', () => {
    const lines = changeLines(changes);
    expect(lines[0]).toBe('20 commits, 3 changed files since what is live:');
    expect(lines).toContain('00000000 Change 0 (Ada)');
    expect(lines.slice(-2)).toEqual(['and 12 more', '2 commits that are live are not in it.']);
    expect(lines.length).toBeLessThan(12);
  });

  it('say so where nothing is live, or it is the same commit', () => {
    expect(changeLines(undefined)).toEqual(['Nothing is live there that it could be compared with.']);
    expect(changeLines({ ...changes, commits: [], ahead: 0, behind: 0 })).toEqual([
      'It is the commit that is live.',
    ]);
  });
});

const measure = { name: 'line coverage', value: 83, unit: '%', limit: '>= 80', passed: true };
const rolledBack = deploymentRow(12, {
  state: 'rolled-back',
  problem: '6 % of the requests failed.',
  steps: [stepRow('building', { detail: 'from cache' }), stepRow('observing')],
  gates: [gateRow('coverage', { measures: [measure] })],
  approvals: {
    required: 1,
    given: [{ by: 'Bob', at: '2026-11-21T12:00:00.000Z', comment: 'looks good', verified: true }],
    approvers: ['lead'],
    expiresAt: null,
  },
  bypass: { by: 'Carol', at: '2026-11-21T12:00:00.000Z', reason: 'the window is too late' },
  baseline: { requests: 1000, errorRatePercent: 0.1, p95Milliseconds: 12.34 },
  failedCheck: {
    name: 'GET /health',
    at: '2026-11-21T12:00:00.000Z',
    milliseconds: 3.2,
    status: 503,
    headers: { 'retry-after': '5' },
    body: 'database is gone',
  },
});

describe('the details of a deployment', () => {
  it('hold every step, figure, approval and the answer it failed for', () => {
    const text = deploymentDetailsText(rolledBack);
    for (const part of [
      'rolled back',
      '6 % of the requests failed.',
      'from cache',
      'line coverage 83 % (>= 80)',
      'Bob (verified): looks good',
      'the window is too late',
      '1000 requests, 0.1 % failed, 95 % answered within 12.3 ms',
      'status 503\nretry-after: 5\n\ndatabase is gone',
    ])
      expect(text).toContain(part);
  });

  it('show texts of the repository as what they are, never as Markdown', () => {
    const hostile = '[x](command:swarm.stopSlot) ![i](https://example.org/i) <img src=x> | `tick`';
    const text = deploymentDetailsText(
      deploymentRow(1, {
        revision: 'a](b',
        problem: '```\n# no heading\n```',
        steps: [stepRow('building', { detail: hostile })],
      }),
    );
    // Outside of code, nothing of it is left.
    const withoutCode = text
      .replaceAll(/(`{4,})text\n[\s\S]*?\n\1/g, '')
      .replaceAll(/(`+)[^`][\s\S]*?\1/g, '');
    for (const sign of ['](', '<img', '# no heading']) expect(withoutCode).not.toContain(sign);
    const row = text.split('\n').find((line) => line.startsWith('| building')) ?? '';
    expect(row.replaceAll('\\|', '').split('|')).toHaveLength(6);
  });
});
