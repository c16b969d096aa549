import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  clientText,
  MessageReader,
} from '../../../../server/infrastructure/deployments/health/webSocketFrames.ts';
import { Programs } from './program.ts';

let programs: Programs;
beforeEach(() => {
  programs = new Programs();
});
afterEach(() => programs.close());

/** A frame as a server sends it: unmasked. */
function serverFrame(payload: Buffer, opcode = 1, last = true): Buffer {
  const head = Buffer.alloc(payload.length < 126 ? 2 : 4);
  head[0] = (last ? 0x80 : 0) | opcode;
  head[1] = Math.min(payload.length, 126);
  if (payload.length >= 126) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

/** Accepts the upgrade and goes on. */
function accept(then: (socket: Duplex) => void, key?: string) {
  return (request: IncomingMessage, socket: Duplex) => {
    const asked = key ?? String(request.headers['sec-websocket-key']);
    const hash = createHash('sha1').update(`${asked}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.on('error', () => {});
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${hash}\r\n\r\n`,
    );
    then(socket);
  };
}

/** The text of a client's frame. */
function unmasked(frame: Buffer): string {
  const start = (frame[1] ?? 0) - 128 < 126 ? 2 : 4;
  const mask = frame.subarray(start, start + 4);
  return frame
    .subarray(start + 4)
    .map((byte, index) => byte ^ (mask[index % 4] ?? 0))
    .toString();
}

const check = { type: 'websocket', path: '/live' };

describe('a WebSocket check', () => {
  it('passes once the connection is open, or once the message it expects has come', async () => {
    const port = await programs.webSocket(
      accept((socket) =>
        socket.once('data', (frame: Buffer) =>
          socket.write(serverFrame(Buffer.from(`echo ${unmasked(frame)}`))),
        ),
      ),
    );
    expect(await programs.ask(port, check)).toMatchObject({ why: undefined, status: 101 });
    expect((await programs.ask(port, { ...check, send: 'ping', expect: 'echo ping' })).why).toBeUndefined();
    const other = await programs.ask(port, { ...check, send: 'ping', expect: 'pong', timeoutSeconds: 1 });
    expect(other).toMatchObject({
      why: 'was expected to send "pong" over WebSocket /live, but did not send it in time',
      body: 'echo ping',
    });
  });

  it('fails where the program answers something else, closes, or does not speak the protocol', async () => {
    const plain = await programs.http((_request, response) => response.writeHead(200).end('hello'));
    expect(await programs.ask(plain, check)).toMatchObject({
      why: 'answered 200 to WebSocket /live instead of 101',
      body: 'hello',
    });
    const wrong = await programs.webSocket(accept(() => {}, 'another key'));
    expect((await programs.ask(wrong, check)).why).toContain('a wrong Sec-WebSocket-Accept');
    const expecting = { ...check, expect: 'x' };
    const closes = await programs.webSocket(accept((socket) => socket.end(serverFrame(Buffer.alloc(0), 8))));
    expect((await programs.ask(closes, expecting)).why).toContain('but closed the WebSocket');
    const garbage = await programs.webSocket(accept((socket) => socket.end('\u007fgarbage')));
    expect((await programs.ask(garbage, expecting)).why).toContain('sent what is no WebSocket message');
  });
});

describe('messages of a WebSocket', () => {
  const pieces = fc.array(fc.string({ maxLength: 300 }), { minLength: 1, maxLength: 6 });

  it('are read whole, however the bytes are cut and with pings between the frames', () => {
    void fc.assert(
      fc.property(pieces, fc.infiniteStream(fc.integer({ min: 1, max: 90 })), (texts, sizes) => {
        const frames = texts.flatMap((text, index) => [
          serverFrame(Buffer.from(text), index === 0 ? 1 : 0, index === texts.length - 1),
          ...(index < texts.length - 1 ? [serverFrame(Buffer.from('ping'), 9)] : []),
        ]);
        let rest = Buffer.concat([...frames, serverFrame(Buffer.from('next'))]);
        const reader = new MessageReader();
        const messages: string[] = [];
        while (rest.length > 0) {
          const size = Number(sizes.next().value);
          messages.push(...reader.read(rest.subarray(0, size)));
          rest = rest.subarray(size);
        }
        expect(messages).toEqual([texts.map((text) => Buffer.from(text).toString()).join(''), 'next']);
      }),
    );
  });

  it('of any bytes are read in bounded memory, or refused', () => {
    void fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          new MessageReader().read(Buffer.from(bytes));
        } catch (error) {
          expect(String(error)).toMatch(/closed|no WebSocket message|more than 64 KB/);
        }
      }),
    );
  });

  it('are sent masked, as a client has to', () => {
    void fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => {
        expect(unmasked(clientText(text))).toBe(Buffer.from(text).toString());
      }),
    );
  });
});
