import type { FastifyInstance } from 'fastify';
import { ServiceStartError } from './serviceStartError.ts';

/**
 * Listens on 127.0.0.1 and gives the address, `http://127.0.0.1:PORT`.
 * @param port 0 for any free one
 * @throws {ServiceStartError} `port-taken`
 */
export async function listenOnLoopback(server: FastifyInstance, port: number): Promise<string> {
  try {
    return await server.listen({ host: '127.0.0.1', port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new ServiceStartError(
        'port-taken',
        `Port ${port} is taken by another program; choose another port or none.`,
      );
    if (code === 'EACCES')
      throw new ServiceStartError(
        'port-taken',
        `Port ${port} may not be used by this user; choose one above 1023.`,
      );
    throw error;
  }
}
