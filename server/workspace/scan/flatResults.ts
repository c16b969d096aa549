import type { FileStamp } from '../files/fileStamp.ts';
import { setStamp, stampAt, stampLength } from '../files/stamps.ts';
import type { ScannedFile, ScanResult } from './scannedFile.ts';

/** What scanning a file gave, and the file's stamp from before it was read; undefined where there was none to take. */
export interface StampedResult {
  readonly result: ScanResult;
  readonly stamp: FileStamp | undefined;
  /** The result in JSON, where it came so: to write it once more takes longer than to keep it. */
  readonly text?: string;
}

/**
 * Results in the form in which they cross to another thread and are kept on disk: of most files nothing is to be told
 * but how many lines they have, and a tree of objects for each would take longer than to scan it.
 */
export interface FlatResults {
  /** Of each file; −1 where more is told. */
  readonly lines: Int32Array;
  /** Four numbers of each; not numbers where there is no stamp. */
  readonly stamps: Float64Array;
  /** What the files gave of which more is told: a line of JSON for each. */
  readonly told: string;
}

const moreIsTold = -1;
const noStamp: FileStamp = [Number.NaN, 0, 0, 0];
const findings: ScannedFile['findings'] = [];
const imports: ScannedFile['imports'] = [];
const failures: ScannedFile['failures'] = [];

/** The same results, flat. */
export function flatResults(results: readonly StampedResult[]): FlatResults {
  const lines = new Int32Array(results.length);
  const stamps = new Float64Array(results.length * stampLength);
  const told: string[] = [];
  results.forEach(({ result, stamp = noStamp, text }, place) => {
    setStamp(stamps, place, stamp);
    if (isPlain(result)) {
      lines[place] = result.lines;
      return;
    }
    lines[place] = moreIsTold;
    told.push(text ?? JSON.stringify(result));
  });
  return { lines, stamps, told: told.join('\n') };
}

/** The results that were made flat. */
export function resultsOf({ lines, stamps, told }: FlatResults): StampedResult[] {
  const texts = told.split('\n').values();
  return Array.from(lines, (count, place): StampedResult => {
    const found = stampAt(stamps, place);
    const stamp = Number.isNaN(found[0]) ? undefined : found;
    if (count !== moreIsTold) return { result: { lines: count, findings, imports, failures }, stamp };
    const text = texts.next().value ?? '';
    return { result: JSON.parse(text), stamp, text };
  });
}

function isPlain(result: ScanResult): result is ScannedFile {
  if ('why' in result || result.findings.length > 0) return false;
  return result.imports.length === 0 && result.failures.length === 0;
}
