import type { IncomingMessage, ServerResponse } from 'node:http';

const smallBytes = 16_384;

/**
 * Sends the body of an answer on as it comes, no faster than the client takes it. The head goes with its first bytes, or by itself
 * where these may be far off, as in a stream. By hand, and not by `pipe`: that and its listeners cost a tenth of a request.
 */
export function passBody(reply: IncomingMessage, response: ServerResponse): void {
  let hasBegun = false;
  const onward = () => reply.resume();
  reply.on('data', (bytes: Buffer) => {
    hasBegun = true;
    if (reply.complete && reply.readableLength === 0) endWith(bytes, response);
    else if (!response.write(bytes)) {
      reply.pause();
      response.once('drain', onward);
    }
  });
  reply.on('end', () => {
    if (!response.writableEnded) response.end();
  });
  setImmediate(() => {
    if (!hasBegun && !response.writableEnded && !response.destroyed) response.flushHeaders();
  });
}

/** Node sends head and text as one piece, head and bytes as two: latin1 has a character for each byte. */
function endWith(bytes: Buffer, response: ServerResponse): void {
  if (bytes.length < smallBytes) response.end(bytes.toString('latin1'), 'latin1');
  else response.end(bytes);
}
