import { spareMemory } from './memory/spareMemory.ts';
import { serverConnection } from './serverConnection.ts';
import { startServer } from './startServer.ts';

/**
 * Serves the editor at standard input and output. Never resolves: the protocol's `exit`, the end of the input and the
 * end of the editor end the process, with code 0 after `shutdown` and 1 without it.
 */
export function serveStandardStreams(): Promise<never> {
  spareMemory();
  startServer(serverConnection({ input: process.stdin, output: process.stdout }));
  return new Promise(() => undefined);
}
