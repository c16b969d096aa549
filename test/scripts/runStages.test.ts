import { expect, test } from 'vitest';
import { runStages } from '../../scripts/testRun/runStages.ts';
import type { Lane, Step, StepResult } from '../../scripts/testRun/step.ts';

const result = (more: Partial<StepResult> = {}): StepResult => ({
  passed: 2,
  failed: 0,
  output: 'all of it',
  ...more,
});

function step(name: string, run: () => Promise<StepResult>): Step {
  return { name, group: 'unit', run };
}

async function reported(...steps: Step[]) {
  const lines: string[] = [];
  const counts = await runStages([[steps]], (text) => lines.push(text.replace(/\d+\.\d s\)/, '0.1 s)')));
  return { counts, lines };
}

test.each([
  ['a run', (lane: Lane): Lane => lane],
  ['a lane', (lane: Lane): Lane => [[lane]]],
])('Lanes of %s run side by side, and what comes after them waits for all of them', async (_, within) => {
  const order: string[] = [];
  const second = Promise.withResolvers<void>();
  const first = step('first', async () => {
    await second.promise;
    order.push('first');
    return result();
  });
  const beside = step('beside', async () => {
    order.push('beside');
    second.resolve();
    return result();
  });
  const after = step('after', async () => {
    order.push('after');
    return result();
  });
  const counts = await runStages(within([[[first], [beside]], after]), () => {});
  expect([order, counts]).toEqual([['beside', 'first', 'after'], { passed: 6, failed: 0 }]);
});

test('A step tells how it ended, what was flaky and what took longest; its output only where something failed', async () => {
  const longest = [{ name: 'test/a.test.ts', seconds: 12.34 }];
  const { counts, lines } = await reported(
    step('Good', async () => result({ flaky: ['b > c'], longest })),
    step('Bad', async () => result({ failed: 1 })),
  );
  expect(counts).toEqual({ passed: 4, failed: 1 });
  expect(lines).toEqual([
    '! flaky, passed when tried again: b > c\n✓ Good: 2 passed, 0 failed (0.1 s)\n    12.3 s test/a.test.ts',
    'all of it\n✗ Bad: 2 passed, 1 failed (0.1 s)',
  ]);
});

test('A step that throws counts as one failure, and the steps after it run', async () => {
  const { counts, lines } = await reported(
    step('Broken', () => Promise.reject(new Error('no engine'))),
    step('Next', async () => result()),
  );
  expect(counts).toEqual({ passed: 2, failed: 1 });
  expect(lines[0]).toMatch(/^Error: no engine.*✗ Broken: 0 passed, 1 failed/s);
});
