// The hub both teams deploy: plain HTTP, configured by PORT alone.
const http = require('node:http');

const started = Date.now();
const port = Number(process.env.PORT || 8080);
let connections = 0;

const uptime = () => Math.round((Date.now() - started) / 1000);

const routes = {
  '/': () => ({ name: 'collaboration-hub', version: '1.4.0' }),
  '/health': () => ({ status: 'ok', uptime: uptime() }),
  '/api/realtime/health': () => ({ status: 'ok', active_connections: connections }),
  '/api/collaboration/status': () => ({ status: 'ok', sync_conflicts: 0 }),
  '/api/ai/health': () => ({ status: 'ok', active_workflows: 0 }),
  '/api/workflow/status': () => ({ status: 'ok', queued: 0 }),
  '/api/agents/ping': () => ({ status: 'ok', agent_utilization: 0 }),
};

const server = http.createServer((request, response) => {
  const route = routes[(request.url || '/').split('?')[0]];
  response.writeHead(route ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(route ? route() : { error: 'not found' }));
});

server.on('connection', (socket) => {
  connections += 1;
  socket.on('close', () => {
    connections -= 1;
  });
});

process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});

server.listen(port, '127.0.0.1', () => {
  console.log(`collaboration-hub listens on ${port}`);
});
