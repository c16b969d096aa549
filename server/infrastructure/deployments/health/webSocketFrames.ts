import { randomBytes } from 'node:crypto';

/** Messages longer than this are not read. */
const mostBytes = 64 * 1024;
const opcode = { continuation: 0, text: 1, binary: 2, close: 8 } as const;

/** A text message of a client (RFC 6455): masked, in one frame. */
export function clientText(text: string): Buffer {
  const payload = Buffer.from(text, 'utf8');
  const mask = randomBytes(4);
  const length =
    payload.length < 126
      ? Buffer.from([0x80 | payload.length])
      : Buffer.from([0x80 | 126, payload.length >> 8, payload.length & 0xff]);
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([Buffer.from([0x80 | opcode.text]), length, mask, masked]);
}

/** Reads the messages of a server from the bytes as they arrive. */
export class MessageReader {
  #bytes = Buffer.alloc(0);
  #message: Buffer[] = [];

  /**
   * The messages that are complete now.
   * @throws {Error} where these are no frames, a message is too long, or the server closes; completes "the program …"
   */
  read(chunk: Buffer): string[] {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const messages: string[] = [];
    for (let frame = frameOf(this.#bytes); frame; frame = frameOf(this.#bytes)) {
      this.#bytes = this.#bytes.subarray(frame.size);
      if (frame.opcode === opcode.close) throw new Error('closed the WebSocket');
      // A ping or pong may stand between the frames of a message.
      if (frame.opcode > opcode.binary) continue;
      this.#message.push(frame.payload);
      if (this.#message.reduce((size, part) => size + part.length, 0) > mostBytes) throw tooLong();
      if (!frame.last) continue;
      messages.push(Buffer.concat(this.#message).toString('utf8'));
      this.#message = [];
    }
    return messages;
  }
}

interface Frame {
  readonly opcode: number;
  readonly last: boolean;
  readonly payload: Buffer;
  readonly size: number;
}

/** The first frame where it is complete. */
function frameOf(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  if ((first & 0x70) !== 0 || (second & 0x80) !== 0) throw new Error('sent what is no WebSocket message');
  const short = second & 0x7f;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < start) return undefined;
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (length > mostBytes) throw tooLong();
  const size = start + length;
  if (bytes.length < size) return undefined;
  return { opcode: first & 0x0f, last: (first & 0x80) !== 0, payload: bytes.subarray(start, size), size };
}

function tooLong(): Error {
  return new Error(`sent a message of more than ${mostBytes / 1024} KB`);
}
