import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tools } from '../../../../server/protocol/tools/toolTable.ts';
import { TestApi } from '../testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api[Symbol.asyncDispose]());

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function post(body: string): Promise<Answer> {
  const headers = {
    ...api.authorized,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  };
  const response = await fetch(new URL('/mcp', api.address), { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

const callOf = (name: string, args: unknown) =>
  post(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }));

/** Arguments as a hostile or confused model might give them: of the right names, of any value. */
const hostileText = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '../../etc/passwd',
    '-rf',
    '\u0000',
    '\u202e',
    '`id`',
    '$(id)',
    '__proto__',
    'x'.repeat(70_000),
  ),
);
const anything = fc.oneof(
  hostileText,
  fc.integer(),
  fc.boolean(),
  fc.array(hostileText),
  fc.object(),
  fc.constant(null),
);
const toolCall = fc.constantFrom(...tools).chain((tool) => {
  const names = [
    ...Object.keys(tool.takes),
    ...Object.keys(tool.chooses ?? {}),
    'idempotency_key',
    'limit',
    '__proto__',
  ];
  return fc.record({
    name: fc.constant(tool.name),
    args: fc.dictionary(fc.constantFrom(...names), anything),
  });
});

it('no arguments bring a tool to fail inside, or to change anything', async () => {
  const seq = api.log.lastSeq;
  const answers = async ({ name, args }: { name: string; args: object }) => {
    const { status, text } = await callOf(name, args);
    expect(status).toBe(200);
    expect(text).not.toContain('"code":"internal"');
    expect(text).not.toMatch(/"error":\{"code":-32603/);
  };
  await fc.assert(fc.asyncProperty(toolCall, answers), { numRuns: 60 });
  expect(api.log.lastSeq).toBe(seq);
  expect(api.logLines.join('')).not.toContain('failed');
});

it('no message brings the service to fail', async () => {
  const method = fc.constantFrom(
    'initialize',
    'tools/list',
    'tools/call',
    'resources/read',
    'server/discover',
    'x',
  );
  const message = fc.oneof(
    fc.json(),
    fc
      .record({ jsonrpc: fc.constant('2.0'), id: anything, method, params: anything })
      .map((one) => JSON.stringify(one)),
    fc.constantFrom('', '[', '[[]]', '{"a":', `${'['.repeat(5000)}`, `[${'{},'.repeat(2000)}{}]`),
  );
  const answers = async (body: string) => {
    expect((await post(body)).status).toBeLessThan(500);
  };
  await fc.assert(fc.asyncProperty(message, answers), { numRuns: 60 });
  expect((await callOf('list_agents', {})).text).toContain('"total\\":0');
});
