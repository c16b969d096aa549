import { glob } from 'node:fs/promises';
import path from 'node:path';
import { root, runNode } from './command.ts';
import type { StepResult } from './step.ts';

/** Grammars of VS Code's own that ours are injected into; package.json names only ours. */
const hosts = ['node_modules/tm-grammars/grammars/markdown.json'];
const testFiles = 'test/syntaxes/**/*.test.*';

/** Runs the grammar tests; each file counts as one test. */
export async function runGrammarTests(): Promise<StepResult> {
  const files: string[] = [];
  for await (const file of glob(testFiles, { cwd: root })) files.push(file);
  const runner = path.join(root, 'node_modules/vscode-tmgrammar-test/dist/unit.js');
  const grammars = hosts.flatMap((grammar) => ['--grammar', grammar]);
  let output = '';
  let failed = 0;
  for (const file of files.sort()) {
    const result = await runNode([runner, '--compact', ...grammars, file]);
    if (result.exitCode === 0) continue;
    failed += 1;
    output += `${file}\n${result.output}\n`;
  }
  return { passed: files.length - failed, failed, output };
}
