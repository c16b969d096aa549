import { once } from 'node:events';
import { createServer } from 'node:net';

/** Why a loopback port cannot be listened on, as a sentence; undefined where it can. */
export async function portProblem(port: number): Promise<string | undefined> {
  if (port === 0) return undefined;
  const server = createServer();
  try {
    const listening = once(server, 'listening');
    server.listen(port, '127.0.0.1');
    await listening;
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      return `Port ${port} is taken; choose another with --port, or none for a free one.`;
    if (code === 'EACCES') return `Port ${port} needs more rights than yours; choose one above 1023.`;
    return `Port ${port} cannot be used: ${error}`;
  } finally {
    server.close();
  }
}
