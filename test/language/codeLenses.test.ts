import { describe, expect, it } from 'vitest';
import { CodeLensRequest, DocumentLinkRequest } from 'vscode-languageserver/node';
import { startClient } from './languageClient.ts';
import { pythonFunction, pythonLines } from './pythonText.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const uri = 'file:///elsewhere/a.py';

async function lenses(text: string, settings: unknown, languageId = 'python') {
  const client = await startClient({ settings: () => settings });
  await client.open(uri, text, languageId);
  const found = (await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })) ?? [];
  return found.map(({ command, range }) => `${range.start.line}: ${command?.title}`);
}

describe('lenses', () => {
  const on = { codeLens: { lines: true } };

  it('tell lines used of lines allowed of the file, and of what comes near its limit', async () => {
    const text = `${pythonFunction('short', 26)}${pythonFunction('near', 27)}${pythonFunction('long', 31)}`;
    expect(await lenses(text, on)).toEqual([
      '0: File: 84 of 300 lines',
      "26: Function 'near': 27 of 30 lines",
      "53: Function 'long': 31 of 30 lines",
    ]);
  });

  it('are asked for again when the settings change', async () => {
    const client = await startClient();
    await client.changeSettings(null);
    await client.lensRefreshes.first();
    await client.hintRefreshes.first();
  });

  it('are asked for again when a swarm.json states other limits', async () => {
    const folder = await temporaryFolder({ 'swarm.json': '{}' });
    const client = await startClient({ folders: [folder.uri()] });
    await client.open(folder.uri('a.py'), pythonLines(3));
    await client.problems(folder.uri('a.py'));
    await folder.write('swarm.json', '{ "v2": { "limits": { "file": 40 } } }');
    await client.fileChanged(folder.uri('swarm.json'));
    await client.lensRefreshes.first();
    await client.hintRefreshes.first();
  });

  it('are not there unless the setting asks for them, nor where no limit holds', async () => {
    expect(await lenses(pythonLines(400), {})).toEqual([]);
    expect(await lenses('# title\n', on, 'markdown')).toEqual([]);
    expect(await lenses(pythonLines(400), { ...on, exclude: ['*.py'] })).toEqual([]);
  });
});

describe('links', () => {
  it('lead from the rules that a comment disables to their pages', async () => {
    const client = await startClient();
    const text = 'import torch  # noqa  # swarm: disable=heavy-import, no-rule,file-too-long\n';
    await client.open(uri, text);
    const links = await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
    const linked = (links ?? []).map(({ range, target }) => [
      text.slice(range.start.character, range.end.character),
      target?.replace(/.*\//, ''),
    ]);
    expect(linked).toEqual([
      ['heavy-import', 'heavy-import.md'],
      ['file-too-long', 'file-too-long.md'],
    ]);
  });
});
