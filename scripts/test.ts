// Runs every test of the project; the last line is `N passed, N failed`.
import { selectSteps } from './testRun/selection.ts';
import type { Step, StepResult } from './testRun/step.ts';
import { steps } from './testRun/steps.ts';

async function runStep(step: Step): Promise<StepResult> {
  const started = performance.now();
  const result = await step.run().catch(
    (error: unknown): StepResult => ({
      passed: 0,
      failed: 1,
      output: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (result.failed > 0) console.log(result.output.trimEnd());
  for (const test of result.flaky ?? []) console.log(`! flaky, passed when tried again: ${test}`);
  const mark = result.failed > 0 ? '✗' : '✓';
  console.log(`${mark} ${step.name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`);
  return result;
}

async function main(): Promise<void> {
  let passed = 0;
  let failed = 0;
  const selection = selectSteps(steps, process.argv.slice(2));
  // The tests run in processes of their own.
  if (selection.updatePicture) process.env['SWARM_UPDATE_PICTURE'] = '1';
  for (const step of selection.steps) {
    const result = await runStep(step);
    passed += result.passed;
    failed += result.failed;
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

await main();
