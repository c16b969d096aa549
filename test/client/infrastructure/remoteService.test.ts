import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseApiUrl, RemoteService } from '../../../client/infrastructure/remoteService.ts';

describe('The address of a remote API', () => {
  it('is https, or http on this machine', () => {
    expect(parseApiUrl('https://swarm.example.com/')).toBe('https://swarm.example.com');
    expect(parseApiUrl('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
  });

  it.each(['http://swarm.example.com', 'swarm.example.com', 'file:///etc/passwd', ''])(
    'is not %s',
    (text) => {
      expect(() => parseApiUrl(text)).toThrow(expect.objectContaining({ reason: 'address' }));
    },
  );
});

describe('A remote service', () => {
  let server: Server;
  let url = '';

  beforeEach(async () => {
    server = createServer((_request, response) => {
      response.writeHead(401, { 'content-type': 'application/problem+json' });
      const problem = { type: 'about:blank', title: 'no', status: 401, detail: 'no', code: 'unauthorized' };
      response.end(JSON.stringify(problem));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.close();
  });

  it('asks for a token before it connects', async () => {
    const service = new RemoteService({ url, actor: 'me', token: async () => undefined });
    const connecting = service.connect(new AbortController().signal);
    await expect(connecting).rejects.toMatchObject({ reason: 'token', message: /There is no token/ });
  });

  it('says that the token is refused', async () => {
    const service = new RemoteService({ url, actor: 'me', token: async () => 'wrong' });
    const connecting = service.connect(new AbortController().signal);
    await expect(connecting).rejects.toMatchObject({ reason: 'token', message: /refuses the token/ });
  });
});
