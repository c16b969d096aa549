import { connect } from 'node:net';
import type { ProbeResult } from './probeResult.ts';

/** Connects to the port and hangs up. Rejects where nobody listens. */
export function probeTcp(port: number, signal: AbortSignal): Promise<ProbeResult> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', signal });
    socket.on('error', reject);
    socket.on('connect', () => {
      socket.destroy();
      resolve({ why: undefined });
    });
  });
}
