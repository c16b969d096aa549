import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { Inputs } from '../../../workspace/inputs/inputLog.ts';
import type { CheckOutput } from './checkOutput.ts';
import { recordBody, recordedOutput } from './recordBody.ts';

/**
 * The last output of a check, with everything it depends on: while nothing of that has changed, the check need not be
 * done. A record that is damaged, of another owner or not there tells nothing; one that cannot be written is not kept.
 */
export class CheckRecord {
  readonly #file: string;
  readonly #owner: string;

  /**
   * @param folder where records are kept
   * @param key what is checked and how it is told: records of different keys know nothing of each other
   * @param version of the program and of the day: another one may find something else
   */
  constructor(folder: string, key: string, version: string) {
    this.#file = path.join(folder, `${crc32(key).toString(16)}.run`);
    this.#owner = JSON.stringify([version, key]);
  }

  /** The output that the check would have again. */
  recall(): CheckOutput | undefined {
    let bytes: Buffer;
    try {
      bytes = readFileSync(this.#file);
    } catch {
      return undefined;
    }
    const lineEnd = bytes.indexOf('\n');
    const body = bytes.subarray(lineEnd + 1);
    // What carries our header is what we wrote, whole.
    if (bytes.toString('utf8', 0, Math.max(0, lineEnd)) !== header(this.#owner, body)) return undefined;
    return recordedOutput(body);
  }

  /** An interrupted write leaves the record as it was. */
  save(inputs: Inputs, output: CheckOutput): void {
    const body = recordBody(inputs, output);
    const temporary = `${this.#file}.${process.pid}`;
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      writeFileSync(temporary, `${header(this.#owner, body)}\n`, { mode: 0o600 });
      writeFileSync(temporary, body, { flag: 'a' });
      renameSync(temporary, this.#file);
    } catch {
      rmSync(temporary, { force: true });
    }
  }
}

function header(owner: string, body: Uint8Array): string {
  return `${owner} ${crc32(body).toString(16)}`;
}
