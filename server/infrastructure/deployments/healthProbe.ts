import { createServer } from 'node:net';
import type { Slot } from '../../protocol/slots.ts';

export type HealthCheck = NonNullable<Slot['lastCheck']>;

/** One health check and, where it failed, why: completes "the program …". */
export interface HealthAnswer {
  readonly check: HealthCheck;
  readonly why: string | undefined;
}

const answerMilliseconds = 5000;

/** Asks once; anything but 200–299 within five seconds is a failure. Redirects are not followed. */
export async function probeHealth(
  port: number,
  healthPath: string,
  signal: AbortSignal,
): Promise<HealthAnswer> {
  const started = performance.now();
  const at = new Date().toISOString();
  const answer = await ask(`http://127.0.0.1:${port}${healthPath}`, signal);
  const milliseconds = Math.round((performance.now() - started) * 10) / 10;
  const { status } = answer;
  const ok = status !== null && status >= 200 && status < 300;
  const why = ok ? undefined : `${answer.why} ${healthPath}`;
  return { check: { at, ok, status, milliseconds }, why };
}

async function ask(url: string, signal: AbortSignal): Promise<{ status: number | null; why: string }> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMilliseconds)]),
    });
    await response.body?.cancel();
    return { status: response.status, why: `answered ${response.status} to GET` };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return { status: null, why: late ? 'did not answer in time to GET' : 'did not answer to GET' };
  }
}

/** A port of 127.0.0.1 that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
