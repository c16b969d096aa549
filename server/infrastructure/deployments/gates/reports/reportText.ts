import { readSync } from 'node:fs';
import { TextDecoder } from 'node:util';
import { UnusableReport } from './reportContent.ts';

const chunkBytes = 256 * 1024;
/** An XML declaration is at the beginning and says the encoding in ASCII. */
const declared = /^<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/;

/**
 * The text of an open file in pieces: UTF-8, or what its byte order mark or XML declaration says.
 * @throws {UnusableReport} it is no text
 */
export function* textOf(descriptor: number): Generator<string> {
  const bytes = Buffer.allocUnsafe(chunkBytes);
  let decoder: TextDecoder | undefined;
  for (;;) {
    const length = readSync(descriptor, bytes, 0, chunkBytes, null);
    const chunk = bytes.subarray(0, length);
    decoder ??= decoderOf(chunk);
    const text = decoded(decoder, chunk, length > 0);
    if (text !== '') yield text;
    if (length === 0) return;
  }
}

function decoderOf(start: Buffer): TextDecoder {
  const label = encodingOf(start);
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw new UnusableReport(`is in the encoding ${label}, which Swarm does not know`);
  }
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  // What says UTF-16 in ASCII is not: Windows tools write that.
  const label = declared.exec(start.toString('latin1', 0, 300))?.[1] ?? 'utf-8';
  return /^utf-?16/i.test(label) ? 'utf-8' : label;
}

function decoded(decoder: TextDecoder, chunk: Buffer, stream: boolean): string {
  try {
    return decoder.decode(chunk, { stream });
  } catch {
    throw new UnusableReport(`is not text in ${decoder.encoding.toUpperCase()}`);
  }
}
