import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  return bytes.toString('utf8', 0, Math.max(0, lineEnd)) === seal(owner, [body]) ? body : undefined;
}

/**
 * Writes a file with a seal, in one step: an interrupted write leaves it as it was.
 * @param owner a line: whoever names another one finds nothing
 * @param body in pieces: to join megabytes first takes as long as to write them
 * @returns whether it could be written
 */
export function writeSealed(file: string, owner: string, body: readonly Uint8Array[]): boolean {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writePieces(temporary, [Buffer.from(`${seal(owner, body)}\n`), ...body]);
    renameSync(temporary, file);
    return true;
  } catch {
    removeIfPossible(temporary);
    return false;
  }
}

function writePieces(file: string, pieces: readonly Uint8Array[]): void {
  const descriptor = openSync(file, 'w', 0o600);
  try {
    for (const piece of pieces) writeFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
}

function seal(owner: string, body: readonly Uint8Array[]): string {
  const sum = body.reduce((before, piece) => crc32(piece, before), 0);
  return `${owner} ${sum.toString(16)}`;
}

function removeIfPossible(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What could not be written where it lies is not there.
  }
}
