import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
// For guarding against damage it does, and a start takes half as long to load it as it takes for `node:crypto`.
import { crc32 } from 'node:zlib';

/** A file in the folder of what can be made again, named by a key. */
export function keyedFile(folder: string, key: string, extension: string): string {
  return path.join(folder, `${crc32(key).toString(16)}.${extension}`);
}

/** What `writeSealed` wrote for the same owner; undefined where any byte of it is missing or another. */
export function readSealed(file: string, owner: string): Buffer | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return undefined;
  }
  const lineEnd = bytes.indexOf('\n');
  const body = bytes.subarray(lineEnd + 1);
  // What carries our seal is what we wrote, whole.
  return bytes.toString('utf8', 0, Math.max(0, lineEnd)) === seal(owner, body) ? body : undefined;
}

/**
 * Writes a file with a seal, in one step: an interrupted write leaves it as it was.
 * @param owner a line: whoever names another one finds nothing
 * @returns whether it could be written
 */
export function writeSealed(file: string, owner: string, body: Uint8Array): boolean {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, `${seal(owner, body)}\n`, { mode: 0o600 });
    writeFileSync(temporary, body, { flag: 'a' });
    renameSync(temporary, file);
    return true;
  } catch {
    removeIfPossible(temporary);
    return false;
  }
}

function seal(owner: string, body: Uint8Array): string {
  return `${owner} ${crc32(body).toString(16)}`;
}

function removeIfPossible(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What could not be written where it lies is not there.
  }
}
