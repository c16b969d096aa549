import { mkdir, rm } from 'node:fs/promises';
import { scratchFolder } from '../branches/branchMonitor.ts';
import { makeScratch, sweepScratch } from '../git/scratch.ts';

/** A folder for what merges write; what a crash left behind goes. */
export async function freshScratch(stateFolder: string): Promise<string> {
  const onDisk = scratchFolder(stateFolder);
  await rm(onDisk, { recursive: true, force: true });
  await mkdir(onDisk, { recursive: true, mode: 0o700 });
  await sweepScratch();
  return makeScratch(onDisk);
}
