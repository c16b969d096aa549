import { execFileSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RouterName } from '../../server/protocol/configuration/routerConfiguration.ts';

/** A function of a program that gives the header by which it takes a WebSocket (RFC 6455, 4.2.2). */
export const acceptedWebSocket = `
const { createHash } = require('node:crypto');
function accepted({ headers }) {
  const key = headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
  return 'Sec-WebSocket-Accept: ' + createHash('sha1').update(key).digest('base64');
}
`;

/** Answers with 1 kB, and echoes what comes over an upgraded connection. */
const server = `${acceptedWebSocket}
const body = Buffer.alloc(1024, 'x');
require('node:http')
  .createServer((_request, response) => response.end(body))
  .on('upgrade', (request, socket) => {
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
    socket.write('HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\n' + accepted(request) + '\\r\\n\\r\\n');
    socket.pipe(socket, { end: false });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
`;

/** A repository of a team \`web\` with two slots in production. */
export async function makeSlotRepository(
  drainSeconds: number,
  { program = server, router = 'embedded' }: { program?: string; router?: RouterName } = {},
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-bench-slots-'));
  const configuration = {
    router,
    teams: { web: { branchPrefix: 'w', deployment: { command: [process.execPath, 'server.cjs'] } } },
    environments: {
      production: {
        slots: { web: ['a', 'b'] },
        drainSeconds,
        keepWarmSeconds: 600,
        observe: { seconds: 0 },
      },
    },
  };
  await writeFile(path.join(folder, 'server.cjs'), program);
  await writeFile(path.join(folder, 'swarm.json'), JSON.stringify(configuration));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '--quiet', '-m', 'One');
  return folder;
}
