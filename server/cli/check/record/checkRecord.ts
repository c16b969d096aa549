import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { Inputs } from '../../../workspace/inputs/inputLog.ts';
import { inputStamp } from '../../../workspace/inputs/inputStamp.ts';
import { type FileStamp, fileStamp, sameStamp } from '../../../workspace/scan/fileStamp.ts';

/** What a check wrote and how it ended. */
export interface CheckOutput {
  readonly code: number;
  readonly stderr: string;
  /** Between the parts stands how many milliseconds the check took. */
  readonly stdout: readonly string[];
}

/** How long each part of a record is; they follow each other in this order. */
interface Lengths {
  /** Paths that were read stand first. */
  readonly read: number;
  readonly paths: number;
  readonly pathBytes: number;
  readonly outputBytes: number;
}

const stampBytes = 4 * Float64Array.BYTES_PER_ELEMENT;
/** No path holds one. */
const separator = '\0';

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
    return recalled(body);
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

function recordBody({ read, asked }: Inputs, output: CheckOutput): Buffer {
  const all = [...read, ...asked];
  const stamps = Buffer.from(Float64Array.from(all.flatMap(([, stamp]) => stamp)).buffer);
  const paths = Buffer.from(all.map(([file]) => file).join(separator));
  const written = Buffer.from(JSON.stringify(output));
  const lengths: Lengths = {
    read: read.size,
    paths: all.length,
    pathBytes: paths.length,
    outputBytes: written.length,
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(lengths)}\n`), stamps, paths, written]);
}

function recalled(body: Buffer): CheckOutput | undefined {
  const lineEnd = body.indexOf('\n');
  const { read, paths, pathBytes, outputBytes }: Lengths = JSON.parse(body.toString('latin1', 0, lineEnd));
  const stampsEnd = lineEnd + 1 + paths * stampBytes;
  const stamps = new Float64Array(new Uint8Array(body.subarray(lineEnd + 1, stampsEnd)).buffer);
  const names = body.toString('utf8', stampsEnd, stampsEnd + pathBytes).split(separator);
  for (let index = 0; index < paths; index++) {
    const name = names[index] ?? '';
    const now = index < read ? fileStamp(name) : inputStamp(name);
    if (!now || !sameStamp(now, stampAt(stamps, index * 4))) return undefined;
  }
  const outputStart = stampsEnd + pathBytes;
  return JSON.parse(body.toString('utf8', outputStart, outputStart + outputBytes));
}

function stampAt(stamps: Float64Array, start: number): FileStamp {
  const [size = 0, modified = 0, changed = 0, inode = 0] = stamps.subarray(start, start + 4);
  return [size, modified, changed, inode];
}
