import { createHash } from 'node:crypto';
import { gitWithInput } from './gitWithInput.ts';

/** Lines from `start`, from 0, up to `end`, not included. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** Lines that were replaced by others. */
export interface LineChange {
  readonly from: LineSpan;
  readonly to: LineSpan;
  /** Stands for the new lines: two changes with the same one put the same lines in. */
  readonly digest: string;
}

/** No settings of the repository, and no programs they name, have a say. */
const options = [
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--histogram',
  '--unified=0',
  '--inter-hunk-context=0',
  '-O/dev/null',
];

/**
 * What differs between two file contents, by line; undefined where they are no texts.
 * @param from and `to` are object ids
 */
export async function lineChanges(
  folder: string,
  from: string,
  to: string,
): Promise<LineChange[] | undefined> {
  const { bytes, succeeded } = await gitWithInput(folder, ['diff', ...options, from, to, '--'], '');
  if (!succeeded) return undefined;
  return parseLineChanges(bytes.toString('latin1'));
}

/** Reads a patch of one file without context; undefined where it says that the files are binary. */
export function parseLineChanges(patch: string): LineChange[] | undefined {
  const changes: LineChange[] = [];
  let change: Omit<LineChange, 'digest'> | undefined;
  let hash = createHash('sha256');
  const finish = () => {
    if (change) changes.push({ ...change, digest: hash.digest('base64') });
  };
  for (const line of patch.split('\n')) {
    if (line.startsWith('Binary files ') && !change) return undefined;
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (header) {
      finish();
      change = { from: span(header[1], header[2]), to: span(header[3], header[4]) };
      hash = createHash('sha256');
    } else if (change && /^[+\\]/.test(line)) hash.update(`${line}\n`);
  }
  finish();
  return changes;
}

/** Git names the line before where there are none. */
function span(start = '1', count = '1'): LineSpan {
  const first = Number(count) === 0 ? Number(start) : Number(start) - 1;
  return { start: first, end: first + Number(count) };
}
