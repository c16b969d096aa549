import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { takesConnections } from '../../server/infrastructure/deployments/router/takesConnections.ts';

/** HAProxy in front of one server, as a peer; undefined where it is not installed. */
export async function startHaproxy(
  upstream: string,
): Promise<{ address: string; pid: number; stop(): Promise<void> } | undefined> {
  try {
    execFileSync('haproxy', ['-v'], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const port = await freePort();
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-haproxy-'));
  const file = path.join(folder, 'haproxy.cfg');
  const times = 'timeout connect 5s\n  timeout client 60s\n  timeout server 60s';
  await writeFile(
    file,
    `defaults\n  mode http\n  option forwardfor\n  ${times}\nlisten web\n  bind 127.0.0.1:${port}\n  server a ${new URL(upstream).host}\n`,
  );
  const child = spawn('haproxy', ['-db', '-f', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  while (!(await takesConnections(port))) await new Promise((resolve) => setTimeout(resolve, 20));
  return {
    address: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill();
      await rm(folder, { recursive: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
