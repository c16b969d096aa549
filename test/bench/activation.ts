// How long the extension takes to load and activate in a real extension host, and how large its package is.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildAll } from '../../scripts/build.ts';
import { packExtension } from '../../scripts/package.ts';
import { bundleTestModules } from '../vscode/bundleTestModules.ts';
import { chooseVsCode } from '../vscode/chooseVsCode.ts';
import { launchVsCode } from '../vscode/launchVsCode.ts';

const runs = 5;
const bundle = path.resolve(import.meta.dirname, '../../.cache/activation-bench');

async function activationTimes(): Promise<number[]> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'swarm-activation-'));
  try {
    const probe = path.join(import.meta.dirname, 'activationProbe.ts');
    await bundleTestModules({ activationProbe: probe }, bundle);
    const executable = await chooseVsCode();
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      const report = path.join(temporary, `${run}.json`);
      const testModule = path.join(bundle, 'activationProbe.cjs');
      const environment = { SWARM_ACTIVATION_REPORT: report };
      const { exitCode, output } = await launchVsCode({
        executable,
        folder: undefined,
        testModule,
        environment,
      });
      if (exitCode !== 0) throw new Error(output);
      times.push(JSON.parse(await readFile(report, 'utf8')).milliseconds);
    }
    return times.sort((a, b) => a - b);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

await buildAll();
const { bytes, files } = await packExtension();
const times = await activationTimes();
const median = times[Math.floor(times.length / 2)] ?? Number.NaN;
console.table({
  'activation, median of 5 windows': { measured: `${median.toFixed(1)} ms`, budget: '50 ms' },
  'activation, slowest': { measured: `${(times.at(-1) ?? Number.NaN).toFixed(1)} ms`, budget: '' },
  [`package, ${files.length} files`]: { measured: `${(bytes / 1e6).toFixed(2)} MB`, budget: '1.5 MB' },
});
