import { describe, expect, it } from 'vitest';
import { type InlayHint, InlayHintRequest, InlayHintResolveRequest } from 'vscode-languageserver/node';
import { fullAbilities, type LanguageClient, startClient } from '../languageClient.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

async function hints(client: LanguageClient, uri: string, range = whole): Promise<InlayHint[]> {
  return (await client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range })) ?? [];
}

async function opened(more: Parameters<typeof startClient>[0] = {}) {
  const folder = await temporaryFolder({ 'slow.py': "import email\n__version__ = '1.2'\n" });
  const settings = () => ({ heavyImports: { modules: ['slow', 'broken'] } });
  const client = await startClient({ folders: [folder.uri()], settings, ...more });
  const uri = folder.uri('a.py');
  await client.open(uri, 'import slow\nimport broken\n');
  return { client, uri, folder };
}

describe('a measured import', () => {
  it('shows milliseconds and memory behind it, with the details when pointed at', async () => {
    const { client, uri } = await opened();
    expect(await hints(client, uri)).toEqual([]);
    await client.measure(uri, 'slow');
    await client.hintRefreshes.first();
    const [hint, ...others] = await hints(client, uri);
    expect(others).toEqual([]);
    expect(hint).toMatchObject({
      label: expect.stringMatching(/^[\d.,]+ ms, [\d.,]+ MB$/),
      position: { line: 0, character: 11 },
      tooltip: { value: expect.stringMatching(/^Importing `slow` \(version 1\.2\) takes .* CPython 3/) },
    });
    expect((await client.hover(uri, 0))?.contents).toMatchObject({
      value: expect.stringContaining('Importing `slow` (version 1.2) takes'),
    });
    expect(await hints(client, uri, { start: { line: 1, character: 0 }, end: whole.end })).toEqual([]);
  });

  it('gets its details later from an editor that asks for them', async () => {
    const inlayHint = { resolveSupport: { properties: ['tooltip'] } };
    const abilities = { ...fullAbilities, textDocument: { ...fullAbilities.textDocument, inlayHint } };
    const { client, uri } = await opened({ abilities });
    await client.measure(uri, 'slow');
    const [hint] = await hints(client, uri);
    expect(hint?.tooltip).toBeUndefined();
    const resolved = await client.connection.sendRequest(
      InlayHintResolveRequest.type,
      hint ?? (whole as never),
    );
    expect(resolved.tooltip).toMatchObject({ value: expect.stringContaining('median of 5 runs') });
  });

  it('stays known to the next server, and is not shown where the setting says so', async () => {
    const storage = await temporaryFolder();
    const ownOptions = { commands: true, storageFolder: storage.path };
    const first = await opened({ ownOptions });
    await first.client.measure(first.uri, 'slow');
    const second = await opened({ ownOptions });
    expect(await hints(second.client, second.uri)).toHaveLength(1);
    const settings = () => ({ heavyImports: { modules: ['slow'] }, inlayHints: { importCost: false } });
    const third = await opened({ ownOptions, settings });
    expect(await hints(third.client, third.uri)).toEqual([]);
  });

  it('that fails is told in a sentence', async () => {
    const { client, uri, folder } = await opened();
    await folder.write('broken.py', 'raise ValueError("not today")\n');
    await expect(client.measure(uri, 'broken')).rejects.toThrow(
      /ended with exit code 1: ValueError: not today/,
    );
    await expect(client.measure(uri, 'slow', '')).rejects.toThrow('No Python interpreter is named.');
  });
});
