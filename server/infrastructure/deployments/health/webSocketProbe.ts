import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CheckOf } from '../../../protocol/healthChecks.ts';
import { bodyBeginning, requestOf } from './httpExchange.ts';
import { evidenceBytes, keptBody, keptHeaders, type ProbeResult } from './probeResult.ts';
import { clientText, MessageReader } from './webSocketFrames.ts';

type WebSocketCheck = CheckOf<'websocket'>;

const protocolGuid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Opens a WebSocket and waits for the message that is expected. Rejects where there is no answer. */
export function probeWebSocket(
  check: WebSocketCheck,
  port: number,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const key = randomBytes(16).toString('base64');
  const request = upgradeRequest(check, port, { key, signal });
  return new Promise<ProbeResult>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => refused(check, response).then(resolve, reject));
    request.on('upgrade', (response, socket, head) => {
      // From now on the conversation says what is wrong.
      request.removeListener('error', reject);
      for (const emitter of [request, socket]) emitter.on('error', () => {});
      if (response.headers['sec-websocket-accept'] !== acceptOf(key))
        resolve({ why: `answered WebSocket ${check.path} with a wrong Sec-WebSocket-Accept` });
      else converse(check, socket, head, signal).then(resolve, reject);
    });
    request.end();
  }).finally(() => request.destroy());
}

function upgradeRequest(
  { tls, path }: WebSocketCheck,
  port: number,
  { key, signal }: { readonly key: string; readonly signal: AbortSignal },
): ReturnType<typeof requestOf> {
  return requestOf(new URL(`${tls ? 'https' : 'http'}://127.0.0.1:${port}${path}`), {
    method: 'GET',
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': key,
    },
    signal,
  });
}

function acceptOf(key: string): string {
  return createHash('sha1').update(`${key}${protocolGuid}`).digest('base64');
}

async function refused({ path }: WebSocketCheck, response: IncomingMessage): Promise<ProbeResult> {
  const body = keptBody(await bodyBeginning(response, evidenceBytes));
  const status = response.statusCode ?? 0;
  return {
    why: `answered ${status} to WebSocket ${path} instead of 101`,
    status,
    headers: keptHeaders(response.headers),
    body,
  };
}

async function converse(
  { path, send, expect }: WebSocketCheck,
  socket: Duplex,
  head: Buffer,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const end = () => socket.destroy();
  signal.addEventListener('abort', end, { once: true });
  const heard: string[] = [];
  try {
    if (send !== undefined) socket.write(clientText(send));
    if (expect === undefined) return { why: undefined, status: 101 };
    const reader = new MessageReader();
    for await (const chunk of withHead(head, socket)) {
      heard.push(...reader.read(chunk));
      if (heard.some((message) => message.includes(expect))) return { why: undefined, status: 101 };
    }
    throw new Error('closed the WebSocket');
  } catch (error) {
    const cause = signal.aborted ? 'did not send it in time' : (error as Error).message;
    const why = `was expected to send ${JSON.stringify(expect)} over WebSocket ${path}, but ${cause}`;
    return { why, status: 101, body: keptBody(Buffer.from(heard.join('\n'))) };
  } finally {
    signal.removeEventListener('abort', end);
    socket.destroy();
  }
}

async function* withHead(head: Buffer, socket: Duplex): AsyncGenerator<Buffer> {
  yield head;
  for await (const chunk of socket) yield chunk as Buffer;
}
