// Programs of four releases in one process: its first line is JSON with the port of each.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Release {
  /** Median of the time to an answer; the times vary as those of programs do (log-normal). */
  readonly milliseconds: number;
  readonly errorRate: number;
}

const fine: Release = { milliseconds: 30, errorRate: 0 };
const releases: Record<string, Release> = {
  old: fine,
  equal: fine,
  slow: { ...fine, milliseconds: 60 },
  failing: { ...fine, errorRate: 0.08 },
};

function start({ milliseconds, errorRate }: Release): Promise<number> {
  const server = createServer((_request, response) => {
    const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
    response.statusCode = Math.random() < errorRate ? 500 : 200;
    setTimeout(() => response.end('x'), milliseconds * Math.exp(0.5 * normal));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

const ports = await Promise.all(
  Object.entries(releases).map(async ([name, release]) => [name, await start(release)] as const),
);
console.log(JSON.stringify(Object.fromEntries(ports)));
