import type { Lane, Step, StepResult } from './step.ts';

/** How many tests passed and failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Runs a lane, and reports each step as soon as it has ended: how it ended and how long it took. */
export async function runStages(stages: Lane, report: (text: string) => void): Promise<Counts> {
  const results: Counts[] = [];
  const runLane = async (lane: Lane): Promise<void> => {
    for (const part of lane)
      if ('run' in part) results.push(await runStep(part, report));
      else await Promise.all(part.map(runLane));
  };
  await runLane(stages);
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
  };
}

async function runStep(step: Step, report: (text: string) => void): Promise<StepResult> {
  const started = performance.now();
  const result = await step.run().catch(failure);
  const seconds = (performance.now() - started) / 1000;
  report(reportOf(step, result, seconds));
  return result;
}

function failure(error: unknown): StepResult {
  const output = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { passed: 0, failed: 1, output };
}

/** As one text: steps end side by side. */
function reportOf({ name }: Step, result: StepResult, seconds: number): string {
  const { passed, failed, output, flaky = [], longest = [] } = result;
  const mark = failed > 0 ? '✗' : '✓';
  return [
    ...(failed > 0 ? [output.trimEnd()] : []),
    ...flaky.map((test) => `! flaky, passed when tried again: ${test}`),
    `${mark} ${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`,
    ...longest.map((part) => `    ${part.seconds.toFixed(1)} s ${part.name}`),
  ].join('\n');
}
