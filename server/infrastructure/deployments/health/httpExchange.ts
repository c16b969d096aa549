import { type IncomingHttpHeaders, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';

export interface HttpQuestion {
  readonly url: URL;
  readonly method: 'GET' | 'HEAD';
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of the body to read at most; it is not read where there are none. */
  bodyBytes(status: number): number;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request of the program on this machine, on a connection of its own. Its certificate is not verified. */
export function requestOf(
  url: URL,
  options: Pick<HttpQuestion, 'headers' | 'signal'> & { method: string },
): ReturnType<typeof plainRequest> {
  const own = { ...options, agent: false as const };
  return url.protocol === 'https:'
    ? tlsRequest(url, { ...own, rejectUnauthorized: false })
    : plainRequest(url, own);
}

/** Asks once; of an endless body only its beginning is read. */
export function askOverHttp(question: HttpQuestion): Promise<HttpAnswer> {
  const { url, bodyBytes } = question;
  return new Promise((resolve, reject) => {
    const request = requestOf(url, question);
    request.on('error', reject);
    request.on('response', (response) => {
      const { statusCode: status = 0, headers } = response;
      // Whatever happens to the rest, the answer has begun.
      request.removeListener('error', reject).on('error', () => {});
      bodyBeginning(response, bodyBytes(status))
        .then((body) => resolve({ status, headers, body }), reject)
        .finally(() => request.destroy());
    });
    request.end();
  });
}

/** The first bytes of a body. What arrived counts where the rest does not come; never rejects. */
export async function bodyBeginning(response: IncomingMessage, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of bytes === 0 ? [] : response) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= bytes) break;
    }
  } catch {
    // Cut off, or too slow.
  }
  return Buffer.concat(chunks).subarray(0, bytes);
}
