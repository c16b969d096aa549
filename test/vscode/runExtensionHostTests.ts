import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { build } from 'esbuild';
import { chooseVsCode } from './chooseVsCode.ts';
import type { TestReport } from './testReport.ts';
import { type TestWindow, testWindows } from './testWindows.ts';

const root = path.resolve(import.meta.dirname, '../..');

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
  executable: string | undefined,
): Promise<ExtensionHostRun> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'swarm-vscode-'));
  const bundle = path.join(root, '.cache/vscode-tests', path.basename(window.suites));
  try {
    await bundleSuites(window, suites, bundle);
    const folder = await window.open(temporary);
    const report = path.join(temporary, 'report.json');
    const { exitCode, output } = await launch({ executable, folder, bundle, report });
    if (!existsSync(report)) return { tests: [], exitCode: exitCode || 1, output: `No report.\n${output}` };
    return { tests: JSON.parse(await readFile(report, 'utf8')), exitCode, output };
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Launch {
  readonly executable: string | undefined;
  readonly folder: string | undefined;
  readonly bundle: string;
  readonly report: string;
}

async function launch({
  executable,
  folder,
  bundle,
  report,
}: Launch): Promise<Omit<ExtensionHostRun, 'tests'>> {
  let output = '';
  const sink = () =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        output += chunk.toString();
        done();
      },
    });
  try {
    await runTests({
      ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(bundle, 'index.cjs'),
      extensionTestsEnv: { SWARM_TEST_REPORT: report },
      launchArgs: [...(folder === undefined ? [] : [folder]), '--disable-extensions'],
      stdout: sink(),
      stderr: sink(),
    });
    return { exitCode: 0, output };
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) throw error;
    return { exitCode: error.code ?? 1, output };
  }
}

/** CommonJS, because the test module of an extension host is loaded by `require`. */
async function bundleSuites(window: TestWindow, suites: readonly string[], outdir: string): Promise<void> {
  await rm(outdir, { recursive: true, force: true });
  const entries = suites.map((name) => [
    `suites/${path.basename(name, '.ts')}`,
    path.join(import.meta.dirname, window.suites, name),
  ]);
  await build({
    absWorkingDir: root,
    entryPoints: {
      index: path.join(import.meta.dirname, 'extensionHostEntry.ts'),
      ...Object.fromEntries(entries),
    },
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
    sourcemap: 'inline',
  });
}
