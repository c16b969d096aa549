import { fileStamp, sameStamp } from '../../../workspace/files/fileStamp.ts';
import { setStamp, stampAt, stampLength } from '../../../workspace/files/stamps.ts';
import type { Inputs } from '../../../workspace/inputs/inputLog.ts';
import { inputStamp } from '../../../workspace/inputs/inputStamp.ts';
import type { CheckOutput } from './checkOutput.ts';

/** The first line of a body. What follows are the stamps, the paths and the texts, one behind the other. */
interface Contents {
  readonly code: number;
  /** So many paths stand first that were read. */
  readonly read: number;
  readonly paths: number;
  readonly pathBytes: number;
  /** Bytes of what was written to stderr, then of each part of what was written to stdout. */
  readonly textBytes: readonly number[];
}

const stampBytes = stampLength * Float64Array.BYTES_PER_ELEMENT;
/** No path holds one. */
const separator = '\0';

/** The bytes of a record, in pieces: flat, as they are read at every check and a tree would take longer than all the rest. */
export function recordBody({ read, asked }: Inputs, { code, stderr, stdout }: CheckOutput): Uint8Array[] {
  const stamps = new Float64Array((read.size + asked.size) * stampLength);
  let place = 0;
  for (const each of [read, asked]) for (const stamp of each.values()) setStamp(stamps, place++, stamp);
  const paths = Buffer.from([...read.keys(), ...asked.keys()].join(separator));
  const texts = [stderr, ...stdout].map((text) => Buffer.from(text));
  const contents: Contents = {
    code,
    read: read.size,
    paths: read.size + asked.size,
    pathBytes: paths.length,
    textBytes: texts.map(({ length }) => length),
  };
  const first = Buffer.from(`${JSON.stringify(contents)}\n`);
  return [first, Buffer.from(stamps.buffer), paths, ...texts];
}

/** What a body recorded; undefined where anything that it depends on is not as it was. */
export function recordedOutput(body: Buffer): CheckOutput | undefined {
  const lineEnd = body.indexOf('\n');
  const contents: Contents = JSON.parse(body.toString('latin1', 0, lineEnd));
  const stampsEnd = lineEnd + 1 + contents.paths * stampBytes;
  const textStart = stampsEnd + contents.pathBytes;
  const stamps = new Float64Array(new Uint8Array(body.subarray(lineEnd + 1, stampsEnd)).buffer);
  const paths = body.toString('utf8', stampsEnd, textStart).split(separator);
  if (!areUnchanged(paths, stamps, contents.read)) return undefined;
  let end = textStart;
  const [stderr = '', ...stdout] = contents.textBytes.map((length) => {
    end += length;
    return body.toString('utf8', end - length, end);
  });
  return { code: contents.code, stderr, stdout };
}

function areUnchanged(paths: readonly string[], stamps: Float64Array, read: number): boolean {
  return paths.every((path, index) => {
    const now = index < read ? fileStamp(path) : inputStamp(path);
    return now !== undefined && sameStamp(now, stampAt(stamps, index));
  });
}
