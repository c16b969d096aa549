import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/testRun/command.ts';
import { countExtensionHost } from '../../scripts/testRun/extensionHostStep.ts';
import { selectSteps } from '../../scripts/testRun/selection.ts';
import { type Lane, requireTests, type StepGroup } from '../../scripts/testRun/step.ts';
import { countVitest } from '../../scripts/testRun/vitestStep.ts';

const vitestReport = (passed: number, failed: number, broken = 0) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    testResults: Array.from({ length: broken }, () => ({ status: 'failed', assertionResults: [] })),
  });

describe('counting tests', () => {
  it('sums what the runner says', () => {
    expect(countVitest(vitestReport(7, 2), 1, '')).toMatchObject({ passed: 7, failed: 2 });
  });

  it('tells which files took longest', () => {
    const file = (name: string, endTime: number) => ({
      name: path.join(root, 'test', name),
      status: 'passed',
      startTime: 1000,
      endTime,
      assertionResults: [],
    });
    const testResults = [file('short.test.ts', 1500), file('long.test.ts', 4000)];
    const report = JSON.stringify({ numPassedTests: 2, numFailedTests: 0, testResults });
    expect(countVitest(report, 0, '').longest).toEqual([
      { name: 'test/long.test.ts', seconds: 3 },
      { name: 'test/short.test.ts', seconds: 0.5 },
    ]);
  });

  it('counts a file that does not load as a failure', () => {
    expect(countVitest(vitestReport(7, 0, 1), 1, '')).toMatchObject({ passed: 7, failed: 1 });
  });

  it('counts a run that ended badly as a failure though every test passed', () => {
    expect(countVitest(vitestReport(7, 0), 1, '').failed).toBe(1);
    expect(countExtensionHost('[{"title":"a"}]', 70, '')).toMatchObject({ passed: 1, failed: 1 });
  });

  it('names a test that passed only when it was tried again, and why it failed first', () => {
    const tests = [
      { status: 'passed', fullName: 'at once', failureMessages: [] },
      { status: 'passed', fullName: 'later', failureMessages: ['Error: too soon'] },
      { status: 'failed', fullName: 'never', failureMessages: ['Error: no'] },
    ];
    const testResults = [
      { name: path.join(root, 'test/a.test.ts'), status: 'failed', assertionResults: tests },
    ];
    const report = JSON.stringify({ numPassedTests: 2, numFailedTests: 1, testResults });
    expect(countVitest(report, 1, '').flaky).toEqual(['test/a.test.ts > later\nError: too soon']);
    const inEditor = countExtensionHost('[{"title":"trees fill","flaky":"Error: too soon"}]', 0, '');
    expect(inEditor).toMatchObject({ passed: 1, failed: 0, flaky: ['trees fill\nError: too soon'] });
  });

  it('counts a missing report as a failure', () => {
    expect(countVitest(undefined, 0, '').failed).toBe(1);
    expect(requireTests(countExtensionHost('[]', 0, '')).failed).toBe(1);
  });

  it('shows the sentence and the stack of each failure in the extension host', () => {
    const { failed, output } = countExtensionHost('[{"title":"trees fill","error":"Error: x"}]', 1, '');
    expect([failed, output]).toEqual([1, expect.stringContaining('✗ trees fill\nError: x')]);
  });
});

describe('--only', () => {
  const step = (group: StepGroup) => ({
    name: group,
    group,
    run: () => Promise.reject(new Error('not run')),
  });
  const prepared = [['checks', 'package'].map((group) => step(group as StepGroup)), [step('editor')]];
  const all: Lane = [[[step('unit')], [prepared, step('vscode'), step('ui')]]];
  type Groups = (string | Groups)[];
  const groupsOf = (lane: Lane): Groups =>
    lane.map((part) => ('run' in part ? part.group : part.map(groupsOf)));
  const groups = (...args: string[]) => groupsOf(selectSteps(all, args).stages);

  it('chooses groups together with what they need', () => {
    expect(groups()).toEqual([[['unit'], [[['checks', 'package'], ['editor']], 'vscode', 'ui']]]);
    expect(groups('--only', 'ui')).toEqual([[[], [[['package'], ['editor']], 'ui']]]);
    expect(groups('--only', 'vscode,unit')).toEqual([[['unit'], [[['package'], []], 'vscode']]]);
    expect(groups('--only', 'checks')).toEqual([[[], [[['checks'], []]]]]);
  });

  it('refuses a group that does not exist', () => {
    expect(() => groups('--only', 'integration')).toThrow(
      /unit, checks, package, editor, vscode, ui, not integration/,
    );
    expect(() => groups('--only', '')).toThrow(/--only takes/);
  });
});
