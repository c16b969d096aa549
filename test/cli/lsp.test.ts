import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly code: number };
  readonly params?: unknown;
}

/** A client that knows nothing but the protocol: frames of JSON over a pipe. */
class PlainClient {
  readonly child: ChildProcess;
  readonly #messages: Message[] = [];
  #bytes = Buffer.alloc(0);
  #arrived: () => void = () => undefined;
  #ids = 0;

  constructor(entry = ['server/cli/main.ts']) {
    this.child = spawn(process.execPath, [...entry, 'lsp', '--stdio'], { cwd: root, stdio: 'pipe' });
    onTestFinished(() => void this.child.kill('SIGKILL'));
    this.child.stdout?.on('data', (data: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, data]);
      this.#read();
    });
  }

  send(message: object): void {
    this.raw(JSON.stringify({ jsonrpc: '2.0', ...message }));
  }

  raw(body: string): void {
    this.child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  async request(method: string, params?: unknown): Promise<Message> {
    const id = ++this.#ids;
    this.send({ id, method, params });
    return this.first((message) => message.id === id && message.method === undefined);
  }

  async first(matches: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.#messages.find(matches);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  async initialize(processId: number | null = null): Promise<Message> {
    const answer = await this.request('initialize', { processId, rootUri: null, capabilities: {} });
    this.send({ method: 'initialized', params: {} });
    return answer;
  }

  async exit(): Promise<unknown[]> {
    const exit = once(this.child, 'exit');
    this.send({ method: 'exit' });
    return exit;
  }

  #read(): void {
    for (;;) {
      const [header] =
        /^Content-Length: (\d+)\r\n(?:.*\r\n)*?\r\n/.exec(this.#bytes.toString('latin1')) ?? [];
      if (header === undefined) return;
      const length = Number(/\d+/.exec(header)?.[0]);
      if (this.#bytes.length < header.length + length) return;
      const body = this.#bytes.subarray(header.length, header.length + length).toString('utf8');
      this.#bytes = this.#bytes.subarray(header.length + length);
      this.#messages.push(JSON.parse(body));
      this.#arrived();
    }
  }
}

describe('swarm lsp --stdio', () => {
  const uri = 'file:///elsewhere/a.py';
  const textDocument = { uri, languageId: 'python', version: 1, text: 'import torch\n' };

  it('publishes diagnostics to a plain client, and ends with code 0 after shutdown', async () => {
    const client = new PlainClient();
    expect((await client.initialize()).result).toMatchObject({
      capabilities: { positionEncoding: 'utf-16', hoverProvider: true },
      serverInfo: { name: 'swarm' },
    });
    client.send({ method: 'textDocument/didOpen', params: { textDocument } });
    const published = await client.first(({ method }) => method === 'textDocument/publishDiagnostics');
    expect(published.params).toMatchObject({ uri, diagnostics: [{ code: 'heavy-import' }] });
    const actions = await client.request('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 0, character: 7 }, end: { line: 0, character: 12 } },
      context: published.params as { diagnostics: unknown },
    });
    const titles = (actions.result as { title: string }[]).map(({ title }) => title);
    expect(titles).toContain('Disable heavy-import for this line');
    // Commands of the extension are not there.
    expect(titles.filter((title) => /^(Open|Measure)/.test(title))).toEqual([]);
    expect((await client.request('shutdown')).result).toBeNull();
    expect(await client.exit()).toEqual([0, null]);
  });

  it('ends with code 1 when told to without shutdown, or when its input ends', async () => {
    const told = new PlainClient();
    await told.initialize();
    expect(await told.exit()).toEqual([1, null]);
    const closed = new PlainClient();
    await closed.initialize();
    const exit = once(closed.child, 'exit');
    closed.child.stdin?.end();
    expect(await exit).toEqual([1, null]);
  });

  it('refuses what is asked before initialize, a second one, and whatever is asked after shutdown', async () => {
    const client = new PlainClient();
    const hover = { textDocument: { uri }, position: { line: 0, character: 0 } };
    const errorOf = async (method: string, params?: unknown) => (await client.request(method, params)).error;
    expect(await errorOf('textDocument/hover', hover)).toMatchObject({ code: -32002 });
    expect(await errorOf('shutdown')).toMatchObject({ code: -32002 });
    await client.initialize();
    expect(await errorOf('initialize', { processId: null, rootUri: null, capabilities: {} })).toMatchObject({
      code: -32600,
    });
    client.send({ method: 'textDocument/didOpen', params: { textDocument } });
    expect(await errorOf('textDocument/hover', hover)).toBeUndefined();
    expect(await errorOf('shutdown')).toBeUndefined();
    expect(await errorOf('textDocument/hover', hover)).toMatchObject({ code: -32600 });
    expect(await client.exit()).toEqual([0, null]);
  });

  it('ends when the editor it was started for is gone', async () => {
    const editor = spawn(process.execPath, ['-e', '']);
    await once(editor, 'exit');
    const client = new PlainClient();
    await client.initialize(editor.pid);
    expect(await once(client.child, 'exit')).toEqual([1, null]);
  });

  it('answers a request cancelled or of no sense with an error, and goes on', async () => {
    const client = new PlainClient();
    await client.initialize();
    client.send({
      id: 900,
      method: 'swarm/measureImportCost',
      params: { uri, module: 'json', interpreter: 'sleep' },
    });
    client.send({ method: '$/cancelRequest', params: { id: 900 } });
    expect((await client.first(({ id }) => id === 900)).error).toBeDefined();
    expect((await client.request('no/such/request')).error).toMatchObject({ code: -32601 });
    client.raw('{"jsonrpc": "2.0", "id": 5, "method": ');
    client.raw('[]');
    client.raw('{"jsonrpc": "2.0"}');
    expect(
      (await client.request('textDocument/hover', { textDocument: { uri }, position: {} })).result,
    ).toBeNull();
    expect((await client.request('shutdown')).result).toBeNull();
  });
});
