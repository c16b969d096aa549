// Bundles, once for a run of tests, the programs that tests start again and again: from their sources each start takes
// twice the time, most of it to find and read some hundred modules.
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { absentPackages } from '../../../scripts/absentPackages.ts';
import { buildPrograms } from '../../../scripts/build.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** Sources of the programs; those that another one starts lie beside it, as they ship. */
const programs = {
  service: 'server/infrastructure/main.ts',
  mortalServiceProgram: 'test/infrastructure/bundled/mortalServiceProgram.ts',
  countingServiceProgram: 'test/infrastructure/bundled/countingServiceProgram.ts',
  routerProgram: 'server/infrastructure/deployments/router/routerProgram.ts',
  reportThread: 'server/infrastructure/deployments/gates/reportThread.ts',
};

/** Bundles before the first test, and again when a watched run is repeated; gives what ends it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-programs-'));
  const programFolder = path.join(folder, 'dist/server');
  const bundle = () => buildPrograms(programs, programFolder, [absentPackages]);
  await bundle();
  // The service tells the version that it reads there.
  await copyFile(path.join(root, 'package.json'), path.join(folder, 'package.json'));
  project.provide('programFolder', programFolder);
  project.onTestsRerun(bundle);
  return () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
