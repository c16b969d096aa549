import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { spareMemory } from './memory/spareMemory.ts';
import { startServer } from './startServer.ts';

/**
 * Serves the editor at standard input and output. Never resolves: the protocol's `exit`, the end of the input and the
 * end of the editor end the process, with code 0 after `shutdown` and 1 without it.
 */
export function serveStandardStreams(): Promise<never> {
  spareMemory();
  startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
  return new Promise(() => undefined);
}
