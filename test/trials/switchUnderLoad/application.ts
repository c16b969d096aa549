import { acceptedWebSocket } from '../../bench/slotApplication.ts';

/** What real programs do with requests: it answers, echoes a body, streams, and echoes what comes over a WebSocket. */
export const application = `${acceptedWebSocket}
const { createServer } = require('node:http');
const body = Buffer.alloc(1024, 'x');
createServer((request, response) => {
  if (request.method === 'POST') return request.pipe(response);
  if (request.url !== '/stream') return response.end(body);
  let line = 0;
  const next = setInterval(() => {
    response.write('line ' + line++ + '\\\\n');
    if (line < 10) return;
    clearInterval(next);
    response.end('end');
  }, 20);
  response.on('close', () => clearInterval(next));
})
  .on('upgrade', (request, socket) => {
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
    socket.write('HTTP/1.1 101 Switching Protocols\\\\r\\\\nConnection: Upgrade\\\\r\\\\nUpgrade: websocket\\\\r\\\\n' + accepted(request) + '\\\\r\\\\n\\\\r\\\\n');
    socket.pipe(socket, { end: false });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
`.replaceAll('\\\\', '\\');
