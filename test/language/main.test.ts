import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { ExitNotification, ShutdownRequest } from 'vscode-languageserver/node';
import { languagePrograms } from '../../scripts/build.ts';
import { pythonLines } from './pythonText.ts';
import { bundlePrograms } from './serverBundle.ts';
import { startServerProcess } from './serverProcess.ts';
import { makeTemporaryFolder, temporaryFolder } from './temporaryFolder.ts';

describe('the bundled server', () => {
  let program = '';
  beforeAll(async () => {
    const { path, remove } = await makeTemporaryFolder();
    program = (await bundlePrograms(languagePrograms, path)).language;
    return remove;
  });

  it('answers over IPC in a process of its own, and ends when told to', async () => {
    const folder = await temporaryFolder({ 'swarm.json': '{ "v2": { "limits": { "file": 100 } } }' });
    const { child, client } = startServerProcess(program);
    const { capabilities } = await client.initialize({ folders: [folder.uri()] });
    expect(capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      diagnosticProvider: { identifier: 'swarm', interFileDependencies: false, workspaceDiagnostics: true },
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.swarm', 'refactor.extract.module'] },
      hoverProvider: true,
    });
    await client.open(folder.uri('a.py'), pythonLines(101));
    expect(await client.diagnostics(folder.uri('a.py'))).toMatchObject([
      { data: { actual: 101, limit: 100 } },
    ]);
    await client.connection.sendRequest(ShutdownRequest.type);
    const exit = once(child, 'exit');
    await client.connection.sendNotification(ExitNotification.type);
    expect(await exit).toEqual([0, null]);
  });

  it('reads the other files by the process beside it, and explains an import when asked', async () => {
    const files = { '.git/HEAD': '', 'main.py': 'import models\n', 'models.py': 'import torch\n' };
    const folder = await temporaryFolder(files);
    const { client, end } = startServerProcess(program);
    await client.initialize({ folders: [folder.uri()] });
    const uri = folder.uri('main.py');
    await client.open(uri, files['main.py']);
    await client.pull(uri);
    await client.refreshes.first();
    expect(await client.problems(uri)).toEqual([
      expect.stringContaining("it loads 'torch' through models.py"),
    ]);
    expect(await client.hover(uri, 0)).toMatchObject({
      contents: { value: expect.stringContaining('is never used here') },
    });
    await end();
  });

  it('ends by itself when its editor is gone', async () => {
    const { child, client } = startServerProcess(program);
    await client.initialize({});
    const exit = once(child, 'exit');
    child.disconnect();
    await exit;
    expect(child.signalCode).toBeNull();
  });
});
