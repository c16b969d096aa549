// The least that a reverse proxy on node:http does, as a peer: `bareProxy.ts <address of the server behind it>`.
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

const { hostname: host, port } = new URL(process.argv[2] ?? '');
const agent = new Agent({ keepAlive: true });
const server = createServer((incoming, response) => {
  const { method, url: path, headers } = incoming;
  const asked = request({ host, port, method, path, headers, agent }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  asked.on('error', () => response.destroy());
  incoming.pipe(asked);
});
server.listen(0, '127.0.0.1', () => {
  const { port: own } = server.address() as AddressInfo;
  console.log(JSON.stringify({ address: `http://127.0.0.1:${own}` }));
});
