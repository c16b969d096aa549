import { glob } from 'node:fs/promises';
import path from 'node:path';
import { root, runNode } from './command.ts';
import type { StepResult } from './step.ts';

const testFiles = 'test/syntaxes/**/*.test.*';

/** Runs the grammar tests; each file counts as one test. */
export async function runGrammarTests(): Promise<StepResult> {
  const files: string[] = [];
  for await (const file of glob(testFiles, { cwd: root })) files.push(file);
  const runner = path.join(root, 'node_modules/vscode-tmgrammar-test/dist/unit.js');
  let output = '';
  let failed = 0;
  for (const file of files.sort()) {
    const result = await runNode([runner, '--compact', file]);
    if (result.exitCode === 0) continue;
    failed += 1;
    output += `${file}\n${result.output}\n`;
  }
  return { passed: files.length - failed, failed, output };
}
