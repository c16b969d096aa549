import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface GitHttpServer {
  readonly port: number;
  /** `Authorization` headers that came. */
  readonly authorizations: string[];
  close(): Promise<void>;
}

/**
 * Serves the repositories below a folder by git's own `http-backend`.
 * @param credentials `user:password` that is needed
 */
export async function serveGit(root: string, credentials?: string): Promise<GitHttpServer> {
  const authorizations: string[] = [];
  const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) authorizations.push(authorization);
    if (request.url?.startsWith('/broken')) response.writeHead(500).end();
    else if (expected === undefined || authorization === expected) answer(root, request, response);
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    authorizations,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(root: string, request: IncomingMessage, response: ServerResponse): void {
  const backend = spawn('git', ['http-backend'], { env: backendEnvironment(root, request) });
  request.pipe(backend.stdin);
  backend.stdin.on('error', () => {});
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.on('close', () => sendOutput(Buffer.concat(chunks), response));
}

function backendEnvironment(root: string, { url = '/', method, headers }: IncomingMessage) {
  const { pathname, search } = new URL(url, 'http://localhost');
  return {
    PATH: process.env['PATH'],
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    REMOTE_USER: 'ada',
    REQUEST_METHOD: method,
    PATH_INFO: pathname,
    QUERY_STRING: search.slice(1),
    CONTENT_TYPE: headers['content-type'] ?? '',
    GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
    HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
  };
}

/** Headers, an empty line, the body: what CGI programs write. */
function sendOutput(whole: Buffer, response: ServerResponse): void {
  const end = whole.indexOf('\r\n\r\n');
  let status = 200;
  for (const header of whole.toString('latin1', 0, end).split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(header) ?? [];
    if (name === 'Status') status = Number.parseInt(value, 10);
    else if (name !== '') response.setHeader(name, value);
  }
  response.writeHead(status).end(whole.subarray(end + 4));
}
