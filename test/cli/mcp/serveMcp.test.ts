import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { serveMcp } from '../../../server/cli/mcp/serveMcp.ts';
import { folderWith, swarm } from '../recordedIo.ts';

interface Answer {
  readonly id?: number;
  readonly result?: { readonly isError?: boolean; readonly structuredContent?: object };
  readonly error?: { readonly code: number };
}

/** An MCP client of 2025 that knows nothing but lines of JSON. */
function plainClient(cwd: string) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const errors: string[] = [];
  const ended = serveMcp({
    cwd,
    agent: undefined,
    onError: ({ message }) => errors.push(message),
    input,
    output,
  });
  const answers = output.setEncoding('utf8')[Symbol.asyncIterator]();
  const send = (message: object | string) =>
    input.write(
      `${typeof message === 'string' ? message : JSON.stringify({ jsonrpc: '2.0', ...message })}\n`,
    );
  const ask = async (message: object): Promise<Answer> => {
    send(message);
    return JSON.parse(String((await answers.next()).value)) as Answer;
  };
  return { ask, send, ended, errors, end: () => input.end() };
}

const initialize = {
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
};
const heartbeat = { method: 'tools/call', params: { name: 'report_heartbeat', arguments: {} } };

describe('swarm mcp', () => {
  it('says in the answer of a tool that no service runs, and ends with its input', async () => {
    const client = plainClient(folderWith({}));
    expect(await client.ask(initialize)).toMatchObject({ result: { serverInfo: { name: 'swarm' } } });
    expect(await client.ask({ id: 2, ...heartbeat })).toMatchObject({
      result: {
        isError: true,
        structuredContent: { detail: expect.stringMatching(/not .*a git repository/i) },
      },
    });
    client.end();
    await client.ended;
  });

  it('goes on after lines that are no messages', async () => {
    const client = plainClient(folderWith({}));
    for (const line of ['{', 'null', '[]', '{"jsonrpc":"1.0"}', '\u0000', '']) client.send(line);
    expect(await client.ask(initialize)).toMatchObject({ id: 1 });
    expect(await client.ask({ id: 2, method: 'no/such' })).toMatchObject({ error: { code: -32601 } });
    client.end();
    await client.ended;
  });

  it('ends where a message does not', async () => {
    const client = plainClient(folderWith({}));
    client.send('x'.repeat(2_100_000));
    await client.ended;
    expect(client.errors.join()).toMatch(/size|exceed|large/i);
  });

  it('refuses arguments it does not know', async () => {
    for (const args of [['x'], ['--agent', '../x'], ['--agnet', 'A']])
      expect((await swarm(folderWith({}), ['mcp', ...args])).code).toBe(2);
  });
});
