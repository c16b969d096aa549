import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { framingObstacle } from '../../../client/preview/framing.ts';
import { addressPath, reachedAddress } from '../../../client/preview/webview/addressPath.ts';
import type { PreviewData, PreviewSide } from '../../../client/preview/webview/messages.ts';

vi.mock('vscode', () => ({
  Uri: { joinPath: (_: unknown, ...parts: string[]) => ({ toString: () => parts.join('/') }) },
}));
const { previewPage } = await import('../../../client/preview/previewPage.ts');

const side: PreviewSide = {
  name: 'slot',
  label: 'blue',
  origin: 'http://127.0.0.1:4000',
  reached: 'https://editor.example/proxy/4000',
};

describe('the address bar', () => {
  it('takes paths and whole addresses of what is shown', () => {
    expect(addressPath('/api/health?x=1#y', side)).toBe('/api/health?x=1#y');
    expect(addressPath('api/health', side)).toBe('/api/health');
    expect(addressPath(' http://127.0.0.1:4000/a ', side)).toBe('/a');
    expect(addressPath('https://editor.example/proxy/4000/b', side)).toBe('/b');
    expect(addressPath('http://127.0.0.1:4000', side)).toBe('/');
    expect(addressPath('', side)).toBe('/');
  });

  it('leads nowhere else', () => {
    const elsewhere = ['http://127.0.0.1:4001/', 'https://example.org/a', '//example.org/a', 'file:///etc'];
    for (const text of [...elsewhere, 'http://127.0.0.1:40001', 'https://editor.example/settings'])
      expect(addressPath(text, side)).toBeUndefined();
    expect(addressPath('javascript:alert(1)', side)).toBe('/javascript:alert(1)');
  });

  it('never gives the frame an address outside of what the slot is reached by, whatever is typed', () => {
    const isInside = (path: string) =>
      new URL(reachedAddress(path, side)).href.startsWith('https://editor.example/proxy/4000/');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webPath()), (text) => {
        expect(isInside(addressPath(text, side) ?? '/')).toBe(true);
        expect(isInside(text)).toBe(true);
      }),
    );
    for (const path of ['//example.org/x', '/../../settings', '/%2e%2e/%2e%2e/x', '..\\..\\x'])
      expect(isInside(path)).toBe(true);
  });
});

it('a page may show nothing in its frame but its two addresses', () => {
  const data: PreviewData = {
    repository: '/r',
    slot: 'a/b/"><script>',
    side: 'slot',
    path: '/',
    sides: [side],
    notice: undefined,
    texts: { reload: '', address: '', external: '', sides: '', elsewhere: '' },
  };
  const webview = { asWebviewUri: (uri: unknown) => uri, cspSource: 'https://own' };
  const page = previewPage(webview as never, {} as never, data);
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('frame-src https://editor.example/proxy/4000/"');
  expect(page).not.toContain('"><script>');
  expect(previewPage(webview as never, {} as never, { ...data, sides: [] })).toContain("frame-src 'none'\"");
});

describe('a page that forbids to be shown inside another', () => {
  it.each([
    [{}, undefined],
    [{ 'x-frame-options': 'DENY' }, 'x-frame-options: DENY'],
    [{ 'x-frame-options': 'sameorigin' }, 'x-frame-options: sameorigin'],
    [{ 'content-security-policy': "frame-ancestors 'self'" }, 'content-security-policy: frame-ancestors'],
    [{ 'content-security-policy': "default-src 'self'" }, undefined],
    [{ 'content-security-policy': 'frame-ancestors *', 'x-frame-options': 'DENY' }, undefined],
  ])('is told by its headers: %j', async (headers, obstacle) => {
    const server = createServer((_, response) => response.writeHead(200, headers).end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      expect(await framingObstacle(`http://127.0.0.1:${port}/`)).toBe(obstacle);
    } finally {
      server.close();
    }
    expect(await framingObstacle(`http://127.0.0.1:${port}/`)).toBeUndefined();
  });
});
