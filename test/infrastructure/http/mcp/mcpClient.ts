import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

/** `modern`: the stateless protocol of 2026-07-28; `legacy`: what older clients speak. */
export type Era = 'modern' | 'legacy';

/** The SDK's own client, connected to a service over HTTP. */
export async function connectMcp(
  { address, token, actor }: { address: string; token: string; actor?: string },
  era: Era = 'modern',
): Promise<Client> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(actor === undefined ? {} : { 'swarm-actor': actor }),
  };
  const transport = new StreamableHTTPClientTransport(new URL('/mcp', address), { requestInit: { headers } });
  const client = newClient(era);
  await client.connect(transport);
  return client;
}

/** A client that is not connected yet. */
export function newClient(era: Era): Client {
  const mode = era === 'modern' ? ({ pin: '2026-07-28' } as const) : 'legacy';
  return new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
}

/** What a tool answered: its object, or the refusal. */
export async function call(
  client: Client,
  name: string,
  args: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const { structuredContent, isError } = await client.callTool({ name, arguments: args });
  const answer = structuredContent as Record<string, unknown>;
  return isError === true ? { isError, ...answer } : answer;
}
