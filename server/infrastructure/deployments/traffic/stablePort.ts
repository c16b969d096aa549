import { createHash } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections (Linux from 32768, others from 49152). */
const firstPort = 20_000;
const portCount = 10_000;

/**
 * A port of 127.0.0.1 for a name, free now and used by none of the others; the same one for the same name where it can be.
 * @throws {Error} none is free
 */
export async function choosePort(name: string, others: ReadonlySet<number>): Promise<number> {
  const start = createHash('sha256').update(name).digest().readUInt32BE(0) % portCount;
  for (let offset = 0; offset < portCount; offset++) {
    const port = firstPort + ((start + offset) % portCount);
    if (!others.has(port) && (await isFreePort(port))) return port;
  }
  throw new Error(`No port from ${firstPort} to ${firstPort + portCount - 1} is free.`);
}

/** Whether a program could listen on a port of 127.0.0.1 now. */
export function isFreePort(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
