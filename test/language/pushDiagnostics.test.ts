import { describe, expect, it } from 'vitest';
import { startClient } from './languageClient.ts';
import { pythonLines } from './pythonText.ts';

const uri = 'file:///elsewhere/a.py';

describe('published diagnostics', () => {
  it('reach an editor that cannot ask', async () => {
    const client = await startClient({ abilities: {} });
    await client.open(uri, pythonLines(301));
    expect(await client.published.first()).toMatchObject({
      uri,
      version: 1,
      diagnostics: [{ source: 'swarm', code: 'file-too-long', data: { actual: 301, limit: 300 } }],
    });
  });

  it('answer a burst of edits for its newest version', async () => {
    const client = await startClient({ abilities: {} });
    await client.open(uri, '');
    const edits = Array.from({ length: 50 }, (_, index) =>
      client.edit(uri, index + 2, pythonLines(301 + index)),
    );
    await Promise.all(edits);
    const newest = await client.published.first(({ version }) => version === 51);
    expect(newest.diagnostics).toMatchObject([{ data: { actual: 350 } }]);
    expect(client.published.all.at(-1)).toBe(newest);
    const versions = client.published.all.map(({ version }) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions.length).toBeLessThan(50);
  });

  it('are taken back when the document is closed', async () => {
    const client = await startClient({ abilities: {} });
    await client.open(uri, pythonLines(301));
    await client.published.first(({ diagnostics }) => diagnostics.length === 1);
    await client.close(uri);
    expect(await client.published.first(({ diagnostics }) => diagnostics.length === 0)).toMatchObject({
      uri,
    });
  });

  it('follow settings sent by an editor that does not answer questions', async () => {
    const client = await startClient({ abilities: {} });
    await client.open(uri, pythonLines(100));
    await client.published.first();
    await client.changeSettings({ swarm: { limits: { file: 50 } } });
    const found = await client.published.first(({ diagnostics }) => diagnostics.length === 1);
    expect(found.diagnostics).toMatchObject([{ data: { actual: 100, limit: 50 } }]);
  });
});
