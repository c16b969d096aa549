import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type Scanner, scanner } from '../../analysis/scan/scanner.ts';
import { FileText } from '../../analysis/text/fileText.ts';
import type { SourceText } from '../../analysis/text/sourceText.ts';
import { StringText } from '../../analysis/text/stringText.ts';
import { type FileStamp, stampOf } from './fileStamp.ts';

/** A text as an editor shows it, without its byte order mark, or why there is none. */
export type ReadText = SourceText | { readonly why: string; readonly mayPass?: boolean };

const maximumMegabytes = 256;

/** Reads source files one after the other, to where they are scanned: what one gave holds until the next is read. */
export class SourceReader {
  #stamp: FileStamp | undefined;

  /** Of the file that was read last, taken before its content was; undefined where it could not be opened. */
  get stamp(): FileStamp | undefined {
    return this.#stamp;
  }

  /** The text of a file: UTF-8, UTF-16 with a byte order mark, else Latin-1. */
  read(file: string): ReadText {
    let descriptor: number | undefined;
    this.#stamp = undefined;
    try {
      descriptor = openSync(file, 'r');
      const status = fstatSync(descriptor);
      this.#stamp = stampOf(status);
      return this.#read(descriptor, status.size);
    } catch (error) {
      return { why: readingProblem(error), mayPass: true };
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  #read(descriptor: number, whole: number): ReadText {
    if (whole > maximumMegabytes * 1e6) return { why: `larger than ${maximumMegabytes} MB` };
    if (whole > mostScannedBytes) return decode(readAll(descriptor, Buffer.allocUnsafeSlow(whole + 1)));
    const memory = scanner();
    const bytes = readAll(descriptor, memory.fill(Math.max(window, whole + 1)));
    return textIn(memory, bytes.length);
  }
}

/** Most files are read at once into the same place. */
const window = 1 << 20;
/** Larger ones are read as strings: where texts are scanned is no room for their bytes too. */
const mostScannedBytes = 1 << 26;

/** What a file holds, as far as there is room for it. */
function readAll(descriptor: number, room: Buffer): Buffer {
  let size = readSync(descriptor, room, 0, room.length, 0);
  if (size < window) return room.subarray(0, size);
  for (let got = size; got > 0 && size < room.length; size += got)
    got = readSync(descriptor, room, size, room.length - size, size);
  return room.subarray(0, size);
}

const binary = { why: 'a binary file: it has NUL bytes' };

/** The text in so many bytes that lie where they are scanned. */
function textIn(memory: Scanner, size: number): ReadText {
  const { bytes } = memory;
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isWide && size > 1) return decode(bytes.subarray(0, size));
  const { hasNul, isAscii, lineFeeds } = memory.examine(size);
  if (hasNul) return binary;
  if (isAscii) return new FileText(memory, { from: 0, end: size, isUtf8: false, lineFeeds });
  const content = bytes.subarray(0, size);
  const isUnicode = isUtf8(content);
  const from = isUnicode && hasMark(content) ? 3 : 0;
  return new FileText(memory, { from, end: size, isUtf8: isUnicode, lineFeeds });
}

/** The text in bytes as an editor would show it. */
export function decode(bytes: Buffer): ReadText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new StringText(bytes.toString('utf16le', 2));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new StringText(bigEndian(bytes.subarray(2)));
  if (bytes.includes(0)) return binary;
  if (isAscii(bytes) || !isUtf8(bytes)) return new StringText(bytes.toString('latin1'));
  return new StringText(bytes.toString('utf8', hasMark(bytes) ? 3 : 0));
}

function hasMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** A decoder of the platform would do this too, but to load what it needs takes every start 10 ms. */
function bigEndian(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le');
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'it is no longer there',
  ENOTDIR: 'it is no longer there',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'a folder',
  ELOOP: 'a symbolic link that leads in circles',
};

/** Why something could not be read, in words. */
export function readingProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return sentences[code] ?? (error instanceof Error ? error.message : String(error));
}
