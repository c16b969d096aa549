import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CheckAnswer, probe } from '../../../../server/infrastructure/deployments/health/probe.ts';
import { processDriver } from '../../../../server/infrastructure/programs/processDriver.ts';
import { healthCheckSchema } from '../../../../server/protocol/healthChecks.ts';

/** Servers of a test, and the folder its commands run in. */
export class Programs {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'swarm-health-'));
  readonly #servers: NetServer[] = [];
  readonly #sockets = new Set<Socket>();

  http(listener: RequestListener): Promise<number> {
    return this.#listen(createHttpServer(listener));
  }

  webSocket(onUpgrade: Parameters<Server['on']>[1]): Promise<number> {
    const server = createHttpServer((_request, response) => response.writeHead(426).end('no'));
    return this.#listen(server.on('upgrade', onUpgrade));
  }

  raw(onConnection: (socket: Socket) => void): Promise<number> {
    return this.#listen(createServer(onConnection));
  }

  /** With a certificate that nobody has signed. */
  selfSigned(listener: RequestListener): Promise<number> {
    const [key, cert] = [path.join(this.folder, 'key.pem'), path.join(this.folder, 'cert.pem')];
    const subject = ['-x509', '-days', '2', '-nodes', '-subj', '/CN=nobody'];
    execFileSync(
      'openssl',
      [
        'req',
        ...subject,
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-keyout',
        key,
        '-out',
        cert,
      ],
      {
        stdio: 'ignore',
      },
    );
    return this.#listen(createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, listener));
  }

  /** Asks a program once. */
  ask(port: number, check: object, signal = new AbortController().signal): Promise<CheckAnswer> {
    const { folder } = this;
    const environment = { PORT: String(port) };
    const target = { port, driver: processDriver, folder, environment, log: `${folder}/health-command.log` };
    return probe(healthCheckSchema.parse(check), target, signal);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))));
    rmSync(this.folder, { recursive: true });
  }

  #listen(server: NetServer): Promise<number> {
    this.#servers.push(server);
    server.on('connection', (socket: Socket) => this.#sockets.add(socket));
    return new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  }
}
