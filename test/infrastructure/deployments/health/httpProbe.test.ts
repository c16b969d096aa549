import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Programs } from './program.ts';

let programs: Programs;
beforeEach(() => {
  programs = new Programs();
});
afterEach(() => programs.close());

describe('an HTTP check', () => {
  it('passes on 200 to 299, or on the status codes it names, and asks with its method and headers', async () => {
    const seen: unknown[] = [];
    const port = await programs.http(({ method, url, headers }, response) => {
      seen.push([method, url, headers['x-key'], headers.host]);
      response.writeHead(url === '/teapot' ? 418 : 204).end();
    });
    expect(await programs.ask(port, { type: 'http' })).toMatchObject({ why: undefined, status: 204 });
    const headers = { 'X-Key': 'k', Host: 'example.org' };
    const teapot = { type: 'http', path: '/teapot', method: 'HEAD', headers };
    expect(await programs.ask(port, { ...teapot, status: [418] })).toMatchObject({ why: undefined });
    expect(seen).toEqual([
      ['GET', '/health', undefined, `127.0.0.1:${port}`],
      ['HEAD', '/teapot', 'k', 'example.org'],
    ]);
    expect((await programs.ask(port, teapot)).why).toBe('answered 418 to HEAD /teapot');
  });

  it('keeps status, headers without secrets, and the first printable bytes of a bad answer', async () => {
    const port = await programs.http((_request, response) => {
      response.writeHead(503, { 'retry-after': '7', 'set-cookie': 'session=secret', 'x-token': 'secret' });
      response.end(`no database\u0007${'x'.repeat(5000)}`);
    });
    const answer = await programs.ask(port, { type: 'http' });
    expect(answer).toMatchObject({ why: 'answered 503 to GET /health', status: 503 });
    expect(answer.headers).toMatchObject({ 'retry-after': '7', 'set-cookie': '(not kept)' });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(answer.body).toMatch(/^no database\u{fffd}x+$/u);
    expect(answer.body).toHaveLength(512);
  });

  it('looks into the body where it says what has to be in it', async () => {
    const port = await programs.http((_request, response) =>
      response.end('{"status":"ok","checks":[{"state":"down"}]}'),
    );
    const ask = (check: object) => programs.ask(port, { type: 'http', ...check });
    expect((await ask({ contains: '"ok"' })).why).toBeUndefined();
    expect((await ask({ contains: 'fine' })).why).toBe(
      'answered 200 to GET /health, but without "fine" in it',
    );
    expect((await ask({ json: { path: 'status', equals: 'ok' } })).why).toBeUndefined();
    expect((await ask({ json: { path: 'checks.0.state', equals: 'up' } })).why).toBe(
      'answered 200 to GET /health, but checks.0.state is "down", not "up"',
    );
    expect((await ask({ json: { path: 'toString', equals: 'ok' } })).why).toContain(
      'there is no toString in it',
    );
  });

  it('says of a body that is no JSON that it is none', async () => {
    const port = await programs.http((_request, response) => response.end('<html>'));
    const check = { type: 'http', json: { path: 'a', equals: 1 } };
    expect((await programs.ask(port, check)).why).toMatch(/is not JSON$/);
  });

  it('fails where the answer takes longer than it may, or does not come at all', async () => {
    const port = await programs.http(({ url }, response) => {
      if (url === '/slow') setTimeout(() => response.end(), 60);
    });
    const slow = { type: 'http', path: '/slow', maximumMilliseconds: 20 };
    expect((await programs.ask(port, slow)).why).toMatch(/in \d+ ms, more than the 20 ms it has$/);
    const hangs = { type: 'http', timeoutSeconds: 0.1 };
    expect((await programs.ask(port, hangs)).why).toBe('did not answer in time to GET /health');
  });

  it('reads of an endless body only the beginning, and none where it does not matter', async () => {
    const port = await programs.http((request, response) => {
      response.writeHead(request.url === '/bad' ? 500 : 200);
      const pour = () => {
        while (!response.destroyed && response.write('y'.repeat(65_536)));
      };
      response.on('drain', pour);
      pour();
    });
    expect((await programs.ask(port, { type: 'http' })).why).toBeUndefined();
    expect((await programs.ask(port, { type: 'http', contains: 'n' })).why).toContain('without "n"');
    expect((await programs.ask(port, { type: 'http', path: '/bad' })).body).toBe('y'.repeat(512));
  });

  it('does not wait for the end of a body of which nothing is expected', async () => {
    const port = await programs.http((_request, response) => response.write('first event'));
    expect((await programs.ask(port, { type: 'http', timeoutSeconds: 30 })).why).toBeUndefined();
    const bad = await programs.http((_request, response) => response.writeHead(503).flushHeaders());
    const [without, failed] = await Promise.all([
      programs.ask(port, { type: 'http', timeoutSeconds: 1, contains: 'second' }),
      programs.ask(bad, { type: 'http', timeoutSeconds: 1 }),
    ]);
    expect(without.why).toContain('without "second"');
    expect(failed).toMatchObject({
      why: 'answered 503 to GET /health',
      body: '',
    });
  });

  it('follows redirects on the same host only, and not in a circle', async () => {
    let elsewhere = 0;
    const other = await programs.http((_request, response) => {
      elsewhere++;
      response.end();
    });
    const port = await programs.http(({ url }, response) => {
      const location = { '/here': '/there', '/away': `http://127.0.0.1:${other}/`, '/circle': '/circle' }[
        url ?? ''
      ];
      response.writeHead(location ? 302 : 200, location ? { location } : {}).end();
    });
    const ask = (path: string) => programs.ask(port, { type: 'http', path });
    expect((await ask('/here')).why).toBeUndefined();
    expect((await ask('/away')).why).toBe(
      `answered 302 to GET /away, which points to "http://127.0.0.1:${other}/"`,
    );
    expect((await ask('/circle')).why).toContain('answered 302 to GET /circle');
    expect(elsewhere).toBe(0);
  });

  it('takes a certificate that nobody signed, and says where there is no TLS or no HTTP', async () => {
    const signed = await programs.selfSigned((_request, response) => response.end('ok'));
    expect((await programs.ask(signed, { type: 'http', tls: true })).why).toBeUndefined();
    const garbage = await programs.raw((socket) => socket.end('\0\x01garbage\r\n\r\n'));
    expect((await programs.ask(garbage, { type: 'http' })).why).toBe(
      'answered to GET /health with something that is no HTTP',
    );
    expect((await programs.ask(garbage, { type: 'http', tls: true })).why).toMatch(/no TLS$/);
  });

  it('fails where nobody listens, where the connection is reset, and where half an answer comes', async () => {
    const reset = await programs.raw((socket) => socket.resetAndDestroy());
    expect((await programs.ask(reset, { type: 'http' })).why).toBe('did not answer to GET /health');
    const half = await programs.raw((socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of'),
    );
    expect((await programs.ask(half, { type: 'http', contains: 'whole' })).why).toContain('without "whole"');
    await programs.close();
    expect((await new Programs().ask(half, { type: 'http' })).why).toBe('did not answer to GET /health');
    programs = new Programs();
  });
});

describe('a TCP check', () => {
  it('passes where somebody listens, and fails where nobody does', async () => {
    const port = await programs.raw(() => {});
    expect((await programs.ask(port, { type: 'tcp' })).why).toBeUndefined();
    await programs.close();
    programs = new Programs();
    expect((await programs.ask(port, { type: 'tcp' })).why).toBe('did not answer to TCP');
  });
});

describe('a command that checks health', () => {
  it('passes on exit code 0 and is told the port; else its last line is kept', async () => {
    const check = (code: string) => ({ type: 'command', command: [process.execPath, '-e', code] });
    expect((await programs.ask(7, check('process.exit(Number(process.env.PORT) - 7)'))).why).toBeUndefined();
    const bad = await programs.ask(7, check('console.log("replica lags"); process.exit(4)'));
    expect(bad.why).toMatch(/^failed the check ".*", which exited with code 4$/);
    expect(bad.body).toBe('replica lags');
  });

  it('is ended after its time, and says where there is no such program', async () => {
    const command = [process.execPath, '-e', 'setInterval(() => {}, 1000)'];
    const late = await programs.ask(1, { type: 'command', command, timeoutSeconds: 0.3 });
    expect(late.why).toMatch(/which took longer than 0\.3 s$/);
    const none = await programs.ask(1, { type: 'command', command: ['swarm-no-such-program'] });
    expect(none.why).toContain('there is no such program');
  });
});
