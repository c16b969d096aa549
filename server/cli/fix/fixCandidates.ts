import type { Finding } from '../../analysis/finding.ts';
import type { ScanResult } from '../../workspace/scan/scannedFile.ts';
import type { CommandIo } from '../command.ts';
import { checkCache } from '../targets/checkCache.ts';
import type { CheckTarget, CheckTargets } from '../targets/checkTargets.ts';
import { scanTargets } from '../targets/scanTargets.ts';
import type { FileImports } from './fixRepositories.ts';

/** What is looked for, and where. */
export interface CandidateSearch {
  readonly targets: CheckTargets;
  /** As they were given. */
  readonly paths: readonly string[];
  /** Whether a finding is to be fixed. */
  readonly concerns: (finding: Finding) => boolean;
  /** Called now and then with the number of files begun. */
  readonly onProgress: (files: number) => void;
}

/** What there is to fix. */
export interface FixCandidates {
  readonly files: readonly CheckTarget[];
  /** Of all Python files that were looked at. */
  readonly imports: FileImports;
}

/**
 * The files that have something to fix, and those that cannot be read: found as `swarm check` does, on several threads and
 * without reading again what has not changed. Fixing one file makes no other one worse.
 */
export async function fixCandidates(
  { targets, paths, concerns, onProgress }: CandidateSearch,
  io: CommandIo,
): Promise<FixCandidates> {
  const { files, wholeRoots } = targets;
  const cache = checkCache(io, paths);
  const results = await scanTargets({ targets: files, wholeRoots, cache, log: undefined, onProgress });
  const imports = new Map(
    files.flatMap(({ file, languageId }, index) => {
      const result = results[index];
      return languageId === 'python' && result && 'imports' in result
        ? [[file, result.imports] as const]
        : [];
    }),
  );
  return { files: files.filter((_, index) => isCandidate(results[index], concerns)), imports };
}

function isCandidate(result: ScanResult | undefined, concerns: CandidateSearch['concerns']): boolean {
  if (result === undefined || 'why' in result) return true;
  return result.failures.length > 0 || result.findings.some(concerns);
}
