import type { FileStamp } from './fileStamp.ts';
import type { ScannedFile, ScanResult } from './scannedFile.ts';

/** What scanning a file gave, and the file's stamp from before it was read; undefined where there was none to take. */
export interface StampedResult {
  readonly result: ScanResult;
  readonly stamp: FileStamp | undefined;
}

/**
 * Results in the form in which they cross to another thread and are kept on disk: of most files nothing is to be told
 * but how many lines they have, and a tree of objects for each would take longer than to scan it.
 */
export interface FlatResults {
  readonly lines: Int32Array;
  /** Four numbers of each; not numbers where there is no stamp. */
  readonly stamps: Float64Array;
  /** In JSON, of those files that give more than their lines: the place, and what they gave. */
  readonly told: string;
}

/** Numbers of a stamp. */
export const stampLength = 4;

const nothing = { findings: [], imports: [], failures: [] };

/** The same results, flat. */
export function flatResults(results: readonly StampedResult[]): FlatResults {
  const lines = new Int32Array(results.length);
  const stamps = new Float64Array(results.length * stampLength).fill(Number.NaN);
  const told: [place: number, result: ScanResult][] = [];
  results.forEach(({ result, stamp }, place) => {
    if (stamp) stamps.set(stamp, place * stampLength);
    if (isPlain(result)) lines[place] = result.lines;
    else told.push([place, result]);
  });
  return { lines, stamps, told: JSON.stringify(told) };
}

/** The results that were made flat. */
export function resultsOf({ lines, stamps, told }: FlatResults): StampedResult[] {
  const results: ScanResult[] = Array.from(lines, (count) => ({ lines: count, ...nothing }));
  const others: [place: number, result: ScanResult][] = JSON.parse(told);
  for (const [place, result] of others) results[place] = result;
  return results.map((result, place) => ({ result, stamp: stampAt(stamps, place) }));
}

function isPlain(result: ScanResult): result is ScannedFile {
  if ('why' in result) return false;
  const { findings, imports, failures } = result;
  return findings.length === 0 && imports.length === 0 && failures.length === 0;
}

function stampAt(stamps: Float64Array, place: number): FileStamp | undefined {
  const [size = Number.NaN, modified = 0, changed = 0, inode = 0] = stamps.subarray(
    place * stampLength,
    (place + 1) * stampLength,
  );
  return Number.isNaN(size) ? undefined : [size, modified, changed, inode];
}
