import path from 'node:path';
import { execa } from 'execa';
import type { StepResult } from './step.ts';

export const root = path.resolve(import.meta.dirname, '../..');

export interface CommandResult {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs a script of a package in node_modules on this Node, without input; all its output together. */
export async function runNode(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const result = await execa(process.execPath, args, {
    cwd: root,
    env: environment,
    stdin: 'ignore',
    all: true,
    reject: false,
  });
  return { exitCode: result.exitCode ?? 1, output: result.all };
}

/** Runs a check that passes or fails as a whole. */
export async function runCheck(...args: string[]): Promise<StepResult> {
  const { exitCode, output } = await runNode(args);
  return exitCode === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
}
