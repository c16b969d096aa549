import { type ScannedJob, withTransitiveFindings } from '../../workspace/imports/transitiveFindings.ts';
import { plainFiles } from '../../workspace/inputs/fileAccess.ts';
import type { InputLog } from '../../workspace/inputs/inputLog.ts';
import type { ScanJob, ScanResult } from '../../workspace/scan/scannedFile.ts';
import type { CheckTarget } from './checkTargets.ts';

interface ScannedTargets {
  readonly targets: readonly CheckTarget[];
  readonly wholeRoots: ReadonlySet<string>;
  readonly log: InputLog | undefined;
}

/** What scanning files gave, in the same order, with what only the other files of their repositories tell. */
export function resultsInRepositories(
  results: readonly ScanResult[],
  jobs: readonly ScanJob[],
  { targets, wholeRoots, log }: ScannedTargets,
): ScanResult[] {
  const refined = [...results];
  const groups = Map.groupBy(targets.keys(), (index) => targets[index]?.context);
  for (const [context, indices] of groups) {
    if (!context) continue;
    const files = indices.flatMap((index): ScannedJob[] => {
      const job = jobs[index];
      const result = results[index];
      return job && result ? [{ job, path: context.pathOf(job.file), result }] : [];
    });
    if (files.length !== indices.length) continue;
    const { root } = context;
    const isExcluded = (file: string) => context.isExcluded(file);
    const repository = { root, whole: wholeRoots.has(root), isExcluded, files: log ?? plainFiles };
    const found = withTransitiveFindings(files, repository);
    indices.forEach((index, place) => {
      const result = found[place];
      if (result) refined[index] = result;
    });
  }
  return refined;
}
