import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type FileStamp, stampOf } from './scan/fileStamp.ts';

/** A text as an editor shows it, without its byte order mark, or why there is none. */
export type SourceText = { readonly text: string } | { readonly why: string; readonly mayPass?: boolean };

const maximumMegabytes = 256;

/** Reads source files one after the other through one buffer. */
export class SourceReader {
  #buffer = Buffer.allocUnsafeSlow(1 << 20);
  #stamp: FileStamp | undefined;

  /** Of the file that was read last, taken before its content was; undefined where it could not be opened. */
  get stamp(): FileStamp | undefined {
    return this.#stamp;
  }

  /** The text of a file: UTF-8, UTF-16 with a byte order mark, else Latin-1. */
  read(file: string): SourceText {
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

  #read(descriptor: number, whole: number): SourceText {
    let size = readSync(descriptor, this.#buffer, 0, this.#buffer.length, 0);
    if (size === this.#buffer.length) {
      if (whole > maximumMegabytes * 1e6) return { why: `larger than ${maximumMegabytes} MB` };
      const bytes = Buffer.allocUnsafeSlow(whole + 1);
      this.#buffer.copy(bytes);
      for (let got = size; got > 0 && size < bytes.length; size += got)
        got = readSync(descriptor, bytes, size, bytes.length - size, size);
      return decode(bytes.subarray(0, size));
    }
    return decode(this.#buffer.subarray(0, size));
  }
}

/** The text in bytes as an editor would show it. */
export function decode(bytes: Buffer): SourceText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: bytes.toString('utf16le', 2) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: bigEndian(bytes.subarray(2)) };
  if (bytes.includes(0)) return { why: 'a binary file: it has NUL bytes' };
  if (isAscii(bytes) || !isUtf8(bytes)) return { text: bytes.toString('latin1') };
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { text: bytes.toString('utf8', hasMark ? 3 : 0) };
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
