import path from 'node:path';
import { requireChromium } from '../browser/chromium.ts';
import { buildAll } from '../build.ts';
import { engineMissing, installEngine } from '../containerEngine.ts';
import { haproxyMissing, installHaproxy } from '../haproxyPackage.ts';
import { packExtension } from '../package.ts';
import { root, runCheck } from './command.ts';
import { runExtensionHost } from './extensionHostStep.ts';
import { runGrammarTests } from './grammarStep.ts';
import { requireTests, type Step, type StepResult } from './step.ts';
import { runVitest } from './vitestStep.ts';

const bin = (name: string) => path.join(root, 'node_modules', name);

/** Every part of `npm test`, the fast ones first. */
export const steps: readonly Step[] = [
  { name: 'Types', group: 'checks', run: () => runCheck(bin('typescript/bin/tsc'), '--build') },
  {
    name: 'Lint',
    group: 'checks',
    run: () => runCheck(bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'),
  },
  { name: 'Dead code', group: 'checks', run: () => runCheck(bin('knip/bin/knip.js')) },
  { name: 'Grammars', group: 'grammars', run: async () => requireTests(await runGrammarTests()) },
  { name: 'Build and package', group: 'package', run: buildAndPackage },
  { name: 'Units and API', group: 'unit', run: runUnits },
  {
    name: 'Extension host of a real VS Code',
    group: 'vscode',
    run: async () => requireTests(await runExtensionHost()),
  },
  { name: 'User interface of the packaged extension', group: 'ui', run: runUserInterface },
];

async function buildAndPackage(): Promise<StepResult> {
  await buildAll();
  await packExtension();
  return { passed: 1, failed: 0, output: '' };
}

async function runUnits(): Promise<StepResult> {
  await installEngine(console.log);
  await installHaproxy(console.log);
  for (const why of [engineMissing(), haproxyMissing()]) if (why !== undefined) console.log(`! ${why}`);
  return requireTests(await runVitest('unit'));
}

async function runUserInterface(): Promise<StepResult> {
  await requireChromium(console.log);
  return requireTests(await runVitest('ui', '--config', 'test/ui/vitest.config.ts'));
}
