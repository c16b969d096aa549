import path from 'node:path';
import { requireChromium } from '../browser/chromium.ts';
import { buildAll } from '../build.ts';
import { engineMissing, installEngine } from '../containerEngine.ts';
import { haproxyMissing, installHaproxy } from '../haproxyPackage.ts';
import { packExtension } from '../package.ts';
import { installVsCode } from '../vscodeServer/installation.ts';
import { root, runCheck } from './command.ts';
import { runExtensionHost } from './extensionHostStep.ts';
import { runGrammarTests } from './grammarStep.ts';
import { type Lane, requireTests, type Step, type StepResult } from './step.ts';
import { runVitest } from './vitestStep.ts';

const bin = (name: string) => path.join(root, 'node_modules', name);

const checks: readonly Step[] = [
  { name: 'Types', group: 'checks', run: () => runCheck(bin('typescript/bin/tsc'), '--build') },
  {
    name: 'Lint',
    group: 'checks',
    run: () => runCheck(bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'),
  },
  { name: 'Dead code', group: 'checks', run: () => runCheck(bin('knip/bin/knip.js')) },
  { name: 'Grammars', group: 'grammars', run: async () => requireTests(await runGrammarTests()) },
];

const buildAndPackage: Step = {
  name: 'Build and package',
  group: 'package',
  async run() {
    await buildAll();
    await packExtension();
    return { passed: 1, failed: 0, output: '' };
  },
};

const editor: Step = { name: 'VS Code and a browser', group: 'editor', run: installEditor };

const units: Step = { name: 'Units and API', group: 'unit', run: runUnits };

const extensionHost: Step = {
  name: 'Extension host of a real VS Code',
  group: 'vscode',
  run: async () => requireTests(await runExtensionHost()),
};

const userInterface: Step = {
  name: 'User interface of the packaged extension',
  group: 'ui',
  run: async () => requireTests(await runVitest('ui', '--config', 'test/ui/vitest.config.ts')),
};

/** Every part of `npm test`. */
export const stages: Lane = [
  [
    // They wait for processes half of their time and need nothing of the others.
    [units],
    // One after the other: the last one builds anew what the one before runs.
    [[[...checks, buildAndPackage], [editor]], extensionHost, userInterface],
  ],
];

/** Installs what two later steps run in: nobody waits for the network then. */
async function installEditor(): Promise<StepResult> {
  await Promise.all([
    installVsCode(path.join(root, '.vscode-test'), console.log),
    requireChromium(console.log),
  ]);
  return { passed: 0, failed: 0, output: '' };
}

async function runUnits(): Promise<StepResult> {
  await installEngine(console.log);
  await installHaproxy(console.log);
  for (const why of [engineMissing(), haproxyMissing()]) if (why !== undefined) console.log(`! ${why}`);
  return requireTests(await runVitest('unit'));
}
