import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stopService } from '../../scripts/start/stopService.ts';
import { bundleTestModules } from './bundleTestModules.ts';
import { chooseVsCode } from './chooseVsCode.ts';
import { launchVsCode } from './launchVsCode.ts';
import type { TestReport } from './testReport.ts';
import { type TestWindow, testWindows } from './testWindows.ts';

const bundles = path.resolve(import.meta.dirname, '../../.cache/vscode-tests');

export interface ExtensionHostRun {
  readonly tests: readonly TestReport[];
  readonly exitCode: number;
  readonly output: string;
}

/** Runs the suites of every kind of window, each in a VS Code of its own. */
export async function runExtensionHostTests(): Promise<ExtensionHostRun> {
  const executable = await chooseVsCode();
  const runs: ExtensionHostRun[] = [];
  for (const window of testWindows) {
    const suites = await suitesOf(window);
    if (suites.length > 0) runs.push(await runWindow(window, suites, executable));
  }
  return {
    tests: runs.flatMap(({ tests }) => tests),
    exitCode: Math.max(0, ...runs.map(({ exitCode }) => exitCode)),
    output: runs.map(({ output }) => output).join('\n'),
  };
}

async function suitesOf(window: TestWindow): Promise<string[]> {
  const folder = path.join(import.meta.dirname, window.suites);
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).filter((name) => name.endsWith('.test.ts')).sort();
}

async function runWindow(
  window: TestWindow,
  suites: readonly string[],
  executable: string,
): Promise<ExtensionHostRun> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'swarm-vscode-'));
  let folder: string | undefined;
  try {
    const bundle = await bundleSuites(window, suites);
    folder = await window.open(temporary);
    const report = path.join(temporary, 'report.json');
    const { exitCode, output } = await launchVsCode({
      executable,
      folder,
      testModule: path.join(bundle, 'index.cjs'),
      environment: { SWARM_TEST_REPORT: report },
    });
    if (!existsSync(report)) return { tests: [], exitCode: exitCode || 1, output: `No report.\n${output}` };
    return { tests: JSON.parse(await readFile(report, 'utf8')), exitCode, output };
  } finally {
    if (folder !== undefined) await stopService(folder);
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function bundleSuites(window: TestWindow, suites: readonly string[]): Promise<string> {
  const folder = path.join(bundles, path.basename(window.suites));
  const entries = suites.map((name) => [
    `suites/${path.basename(name, '.ts')}`,
    path.join(import.meta.dirname, window.suites, name),
  ]);
  await bundleTestModules(
    { index: path.join(import.meta.dirname, 'extensionHostEntry.ts'), ...Object.fromEntries(entries) },
    folder,
  );
  return folder;
}
