// How long the extension takes to load and activate in a real VS Code, and how large its package is.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildAll } from '../../scripts/build.ts';
import { packExtension } from '../../scripts/package.ts';
import { bundleTestModules } from '../vscode/bundleTestModules.ts';
import { chooseVsCode } from '../vscode/chooseVsCode.ts';
import { launchVsCode } from '../vscode/launchVsCode.ts';
import { reportedActivation } from './reportedActivation.ts';

const runs = 5;
const bundle = path.resolve(import.meta.dirname, '../../.cache/activation-bench');

/** Milliseconds of processor time in the extension host. */
async function processorTime(executable: string, folder: string, run: number): Promise<number> {
  const report = path.join(folder, `${run}.json`);
  const { exitCode, output } = await launchVsCode({
    executable,
    folder: undefined,
    testModule: path.join(bundle, 'activationProbe.cjs'),
    environment: { SWARM_ACTIVATION_REPORT: report },
  });
  if (exitCode !== 0) throw new Error(output);
  return JSON.parse(await readFile(report, 'utf8'));
}

async function repeat(measure: (run: number) => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let run = 0; run < runs; run++) values.push(await measure(run));
  return values.sort((a, b) => a - b);
}

const figures = (values: readonly number[]) => ({
  median: `${(values[Math.floor(values.length / 2)] ?? Number.NaN).toFixed(0)} ms`,
  fastest: `${(values.at(0) ?? Number.NaN).toFixed(0)} ms`,
  slowest: `${(values.at(-1) ?? Number.NaN).toFixed(0)} ms`,
});

await buildAll();
const { bytes, files } = await packExtension();
await bundleTestModules({ activationProbe: path.join(import.meta.dirname, 'activationProbe.ts') }, bundle);
const temporary = await mkdtemp(path.join(tmpdir(), 'swarm-activation-'));
try {
  const executable = await chooseVsCode();
  const reported = await repeat(() => reportedActivation());
  const processor = await repeat((run) => processorTime(executable, temporary, run));
  console.table({
    'activation as VS Code reports it': { ...figures(reported), budget: '50 ms' },
    'processor time of the extension host': figures(processor),
    [`package, ${files.length} files`]: { median: `${(bytes / 1e6).toFixed(2)} MB`, budget: '1.5 MB' },
  });
} finally {
  await rm(temporary, { recursive: true, force: true });
}
