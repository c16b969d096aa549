import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { root, runNode } from './command.ts';
import type { StepResult } from './step.ts';

const reportFile = path.join(root, '.cache/test-results/vscode.json');
const reportSchema = z.array(
  z.object({ title: z.string(), error: z.string().optional(), flaky: z.string().optional() }),
);

/** Runs the suites in the extension host of a real VS Code. */
export async function runExtensionHost(): Promise<StepResult> {
  await rm(reportFile, { force: true });
  const { exitCode, output } = await runNode([path.join(root, 'test/vscode/run.ts'), reportFile]);
  return countExtensionHost(await readFile(reportFile, 'utf8').catch(() => '[]'), exitCode, output);
}

/** Counts the report of the runner; a run that ended badly never counts as passed. */
export function countExtensionHost(report: string, exitCode: number, output: string): StepResult {
  const tests = reportSchema.parse(JSON.parse(report));
  const failures = tests.filter(({ error }) => error !== undefined);
  const passed = tests.length - failures.length;
  const failed = failures.length === 0 && exitCode !== 0 ? 1 : failures.length;
  const sentences = failures.map(({ title, error }) => `✗ ${title}\n${error}`);
  const flaky = tests.flatMap((test) => (test.flaky === undefined ? [] : [`${test.title}\n${test.flaky}`]));
  return { passed, failed, output: [output, ...sentences].join('\n\n'), flaky };
}
