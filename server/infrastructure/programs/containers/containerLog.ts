import { appendFile, truncate } from 'node:fs/promises';
import type { EngineClient } from './engineClient.ts';
import { LogFrames } from './logFrames.ts';

/** Lines that the file has after the service was away. */
const linesKept = '10000';

/**
 * Follows the output of a container into a file until the container ends, the engine hangs up or the signal aborts. The
 * file begins anew: the engine keeps the output, bounded, while nobody follows. Never rejects.
 */
export async function followOutput(
  engine: EngineClient,
  container: string,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    const query = { follow: '1', stdout: '1', stderr: '1', tail: linesKept };
    const path = `/containers/${container}/logs`;
    const stream = await engine.stream({ method: 'GET', path, query, signal });
    await truncate(file).catch(() => {});
    const frames = new LogFrames();
    for await (const chunk of stream) await appendFile(file, frames.read(chunk as Buffer), { mode: 0o600 });
  } catch {
    // Whoever follows the container itself says what is wrong.
  }
}
