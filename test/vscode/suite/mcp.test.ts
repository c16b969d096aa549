import assert from 'node:assert/strict';
import { commands, LanguageModelTextPart, lm } from 'vscode';
import { commandId, languageModelTools } from '../../../client/contributions.ts';
import type { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';
import { callAsOther } from '../support/serviceClient.ts';
import { liveSession, swarmExtension } from '../support/swarmExtension.ts';

describe('The door for agents', () => {
  let session: RepositorySession;
  before(async () => {
    session = await liveSession();
  });

  it('gives the editor an MCP server that answers, with its token only once it is started', async () => {
    const { mcpServers } = await swarmExtension();
    const [told, ...others] = mcpServers.definitions();
    assert.ok(told);
    assert.equal(others.length, 0);
    assert.deepEqual(told.headers, {});
    const started = await mcpServers.resolve(told);
    assert.ok(started);
    const clientInfo = { name: 'test', version: '1.0.0' };
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
    const response = await fetch(String(started.uri), {
      method: 'POST',
      headers: {
        ...started.headers,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }),
    });
    assert.equal(response.status, 200);
    assert.match(await response.text(), /"serverInfo":\{"name":"swarm"/);
  });

  it('gives chat the tools that read', async () => {
    await callAsOther('heartbeat', { params: { agent: 'Agent-mcp' }, body: { mission: 'seen by chat' } });
    const known = lm.tools.map(({ name }) => name);
    for (const name of Object.keys(languageModelTools)) assert.ok(known.includes(name), name);
    const { content } = await lm.invokeTool('swarm_list_agents', {
      input: { limit: 500 },
      toolInvocationToken: undefined,
    });
    const [part] = content;
    assert.ok(part instanceof LanguageModelTextPart);
    assert.match(part.value, /"id":"Agent-mcp".*"mission":"seen by chat"/);
  });

  it('acts as the person whose personal token the window keeps, until it is removed', async () => {
    await commands.executeCommand(commandId.personalToken, { wish: 'make', name: 'proven-tester' });
    const asked = await session.call('whoAmI');
    assert.deepEqual(asked, { name: 'proven-tester', role: 'operator', verified: true });
    await commands.executeCommand(commandId.personalToken, { wish: 'remove' });
    await session.reconnect();
    assert.equal((await session.call('whoAmI')).verified, false);
  });
});
