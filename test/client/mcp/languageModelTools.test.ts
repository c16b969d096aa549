import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { languageModelTools, mcpProviderId } from '../../../client/contributions.ts';
import type { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';
import { answerTool } from '../../../client/mcp/answerTool.ts';
import { callApi } from '../../../server/protocol/apiClient.ts';
import { isReading } from '../../../server/protocol/tools/toolRoute.ts';
import { toolSchema } from '../../../server/protocol/tools/toolSchema.ts';
import { tools } from '../../../server/protocol/tools/toolTable.ts';
import { agentRow } from '../../agentRow.ts';
import { TestApi } from '../../infrastructure/http/testApi.ts';

const text = readFileSync(path.resolve(import.meta.dirname, '../../../package.json'), 'utf8');
const { contributes } = z
  .object({
    contributes: z.object({
      mcpServerDefinitionProviders: z.array(z.object({ id: z.string() })),
      languageModelTools: z.array(
        z.object({ name: z.string(), modelDescription: z.string(), inputSchema: z.unknown() }),
      ),
    }),
  })
  .parse(JSON.parse(text));

describe('package.json', () => {
  it('declares the provider of MCP servers', () => {
    expect(contributes.mcpServerDefinitionProviders.map(({ id }) => id)).toEqual([mcpProviderId]);
  });

  it('declares exactly the tools that read, as the table of tools describes them', () => {
    const reading = tools.filter(isReading).map(({ name }) => name);
    expect(Object.values(languageModelTools).toSorted()).toEqual(reading.toSorted());
    const described = Object.entries(languageModelTools).map(([id, name]) => {
      const tool = tools.find((each) => each.name === name);
      return { name: id, modelDescription: tool?.description, inputSchema: tool && toolSchema(tool) };
    });
    expect(contributes.languageModelTools).toEqual(described);
  });
});

describe('a language-model tool', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
    api.rows.set('agents', 'Agent-1', agentRow('Agent-1', { mission: 'a\u001bb' }));
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const answer = (name: string, input: Record<string, unknown>) => {
    const call: RepositorySession['call'] = (route, request) => callApi(api, route, request);
    return answerTool({ call }, name, input, AbortSignal.timeout(10_000));
  };

  it('answers with rows as JSON, without control characters', async () => {
    expect(JSON.parse(await answer('list_agents', { limit: 1 }))).toMatchObject({
      total: 1,
      items: [{ id: 'Agent-1', mission: 'a\ufffdb' }],
    });
  });

  it('refuses in a sentence what it does not take', async () => {
    await expect(answer('list_agents', { path: 'x' })).rejects.toThrow('list_agents does not take "path"');
    await expect(answer('check_file', { path: '../x' })).rejects.toThrow('path inside the repository');
  });
});
