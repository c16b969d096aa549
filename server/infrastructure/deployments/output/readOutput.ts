import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { OutputPart } from '../../../protocol/outputLog.ts';
import { olderOutput } from '../../programs/boundOutput.ts';
import { completeText } from './completeText.ts';
import {
  lastMarked,
  markOf,
  markStart,
  type OutputPosition,
  parsePosition,
  positionText,
} from './outputPosition.ts';

/** What of an output file is asked for. */
export interface OutputRequest {
  /** `next` of the part before, or `start`; without it the last lines. */
  readonly after?: string | undefined;
  readonly lines: number;
  readonly limit: number;
}

interface OutputFile {
  readonly handle: FileHandle;
  readonly inode: string;
  readonly size: number;
}

interface Place {
  readonly file: OutputFile;
  readonly offset: number;
  readonly gap: boolean;
}

const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * Reads a part of an output file, and of the older one beside it where a reader had not come to its end before the
 * file was emptied or begun anew. Never throws: where there is no file there is no text.
 * @param mayGrow whether somebody may still write to it
 */
export async function readOutput(log: string, request: OutputRequest, mayGrow: boolean): Promise<OutputPart> {
  const files = await Promise.all([openOutput(log), openOutput(olderOutput(log))]);
  const [file, older] = files;
  try {
    if (!file) return { text: '', next: request.after ?? 'start', more: false, gap: false, open: mayGrow };
    const place = await placeOf(request, file, older);
    return await readPlace(place, file, request.limit, mayGrow);
  } finally {
    await Promise.all(files.map((each) => each?.handle.close()));
  }
}

async function openOutput(name: string): Promise<OutputFile | undefined> {
  const handle = await open(name, openFlags).catch(() => undefined);
  const found = await handle?.stat().catch(() => undefined);
  if (handle && found?.isFile()) return { handle, inode: found.ino.toString(36), size: found.size };
  await handle?.close();
  return undefined;
}

async function placeOf(
  { after, lines, limit }: OutputRequest,
  file: OutputFile,
  older: OutputFile | undefined,
): Promise<Place> {
  if (after === undefined) return { file, offset: await lastLines(file, lines, limit), gap: false };
  const position = parsePosition(after);
  if (!position) return { file, offset: 0, gap: false };
  if (await isAt(position, file)) return { file, offset: position.offset, gap: false };
  const offset = older && (await offsetIn(older, position, file));
  if (!older || offset === undefined) return { file, offset: 0, gap: position.offset > 0 };
  return offset < older.size ? { file: older, offset, gap: false } : { file, offset: 0, gap: false };
}

async function isAt({ file, offset, mark }: OutputPosition, { inode, size, handle }: OutputFile) {
  if (file !== inode || offset > size) return false;
  const start = markStart(offset);
  return markOf(await bytesOf(handle, start, offset - start)) === mark;
}

/** Where a position is in the older file: it was the newer one, or has taken over the end of that. */
async function offsetIn(older: OutputFile, position: OutputPosition, { inode }: OutputFile) {
  if (await isAt(position, older)) return position.offset;
  if (position.file !== inode && position.file !== older.inode) return undefined;
  return lastMarked(await bytesOf(older.handle, 0, older.size), position.mark);
}

/** Where the last lines begin, as far as so many bytes hold them. */
async function lastLines({ handle, size }: OutputFile, lines: number, limit: number): Promise<number> {
  const start = Math.max(0, size - limit);
  const bytes = await bytesOf(handle, start, size - start);
  if (lines === 0) return size;
  // A line break at the very end closes the last line.
  let at = bytes.at(-1) === 10 ? bytes.length - 1 : bytes.length;
  for (let left = lines; left > 0; left--) {
    at = at === 0 ? -1 : bytes.lastIndexOf(10, at - 1);
    if (at === -1) return start === 0 ? 0 : start + bytes.indexOf(10) + 1;
  }
  return start + at + 1;
}

async function readPlace(
  { file, offset, gap }: Place,
  newest: OutputFile,
  limit: number,
  mayGrow: boolean,
): Promise<OutputPart> {
  const raw = await bytesOf(file.handle, offset, Math.min(limit, file.size - offset));
  const bytes = mayGrow || offset + raw.length < file.size ? completeText(raw) : raw;
  const end = offset + bytes.length;
  const start = markStart(end);
  const mark = markOf(await bytesOf(file.handle, start, end - start));
  return {
    text: bytes.toString('utf8'),
    next: positionText({ file: file.inode, offset: end, mark }),
    more: file !== newest || (bytes.length > 0 && end < file.size),
    gap,
    open: mayGrow,
  };
}

async function bytesOf(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}
