import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { root, runNode } from './command.ts';
import type { StepResult, TimedPart } from './step.ts';

const resultsFolder = path.join(root, '.cache/test-results');
/** Enough to see where the time goes. */
const filesTold = 10;
const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string().default(''),
      status: z.string(),
      startTime: z.number().default(0),
      endTime: z.number().default(0),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});
type VitestReport = z.infer<typeof reportSchema>;

/** Runs vitest and counts its tests; a test file that does not load counts as one failure. */
export async function runVitest(name: string, ...args: string[]): Promise<StepResult> {
  const file = path.join(resultsFolder, `${name}.json`);
  await mkdir(resultsFolder, { recursive: true });
  await rm(file, { force: true });
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { exitCode, output } = await runNode([vitest, 'run', ...reporters, ...args], { NO_COLOR: '1' });
  return countVitest(await readFile(file, 'utf8').catch(() => undefined), exitCode, output);
}

/** Counts a JSON report of vitest; a run that ended badly never counts as passed. */
export function countVitest(report: string | undefined, exitCode: number, output: string): StepResult {
  if (report === undefined) return { passed: 0, failed: 1, output: `vitest left no report.\n${output}` };
  const parsed = reportSchema.parse(JSON.parse(report));
  const { numPassedTests, numFailedTests, testResults } = parsed;
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = numFailedTests + broken.length;
  const found = { flaky: flakyTests(parsed), longest: longestFiles(parsed) };
  return { passed: numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed, output, ...found };
}

function longestFiles({ testResults }: VitestReport): TimedPart[] {
  return testResults
    .map(({ name, startTime, endTime }) => ({
      name: path.relative(root, name),
      seconds: (endTime - startTime) / 1000,
    }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, filesTold);
}

/** Tests that failed and then passed when they were tried again, each with why it failed. */
function flakyTests({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map((test) => `${path.relative(root, name)} > ${test.fullName}\n${test.failureMessages.join('\n')}`),
  );
}
