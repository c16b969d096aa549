import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  WatchKind,
} from 'vscode-languageserver/node';
import { type ClientOptions, fullAbilities, type LanguageClient, startClient } from '../languageClient.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporaryFolder.ts';

const files = {
  '.git/HEAD': '',
  'main.py': 'import agents.base\n',
  'agents/__init__.py': '',
  'agents/base.py': 'from models import loader\n',
  'models/__init__.py': '',
  'models/loader.py': 'import torch\n',
};

/** The editor with a folder, once the files have been read and `main.py` has been shown anew. */
async function opened(
  given: Readonly<Record<string, string>> = files,
  options: ClientOptions = {},
): Promise<{ client: LanguageClient; folder: TemporaryFolder; main: string }> {
  const folder = await temporaryFolder(given);
  const client = await startClient({ folders: [folder.uri()], ...options });
  const main = folder.uri('main.py');
  await client.open(main, given['main.py'] ?? '');
  return { client, folder, main };
}

/** Asks for diagnostics again and again, each time after the editor was told to, until they are as expected. */
async function diagnosed(client: LanguageClient, uri: string, expected: readonly string[]): Promise<void> {
  for (let told = client.refreshes.all.length; ; told++) {
    const problems = await client.problems(uri);
    if (JSON.stringify(problems.map(modules)) === JSON.stringify(expected)) return;
    await client.refreshes.first(() => client.refreshes.all.length > told);
  }
}

function modules(problem: string): string {
  return /'([^']+)' is heavy/.exec(problem)?.[1] ?? problem;
}

describe('imports that lead to heavy modules through other files', () => {
  it('are marked with the chain as related places, once the folder has been read', async () => {
    const abilities = {
      ...fullAbilities,
      textDocument: {
        diagnostic: { relatedInformation: true },
        publishDiagnostics: { relatedInformation: true },
      },
    };
    const { client, folder, main } = await opened(files, { abilities });
    await diagnosed(client, main, ['agents.base']);
    expect(await client.diagnostics(main)).toMatchObject([
      {
        code: 'heavy-import',
        range: { start: { line: 0, character: 7 }, end: { line: 0, character: 18 } },
        relatedInformation: [
          { location: { uri: folder.uri('agents/base.py'), range: { start: { line: 0 } } } },
          { location: { uri: folder.uri('models/loader.py') } },
        ],
        data: { module: 'agents.base', root: 'torch', chain: [{ path: 'main.py' }, {}, { module: 'torch' }] },
      },
    ]);
  });

  it('follow what is typed in another document before it is saved, and the file again once that is closed', async () => {
    const { client, folder, main } = await opened();
    await diagnosed(client, main, ['agents.base']);
    const loader = folder.uri('models/loader.py');
    await client.open(loader, 'import torch\n');
    await client.problems(loader);
    await client.edit(loader, 2, 'def load():\n    import torch\n');
    await diagnosed(client, main, []);
    await client.close(loader);
    await diagnosed(client, main, ['agents.base']);
  });

  it('follow files that change, come and go on disk', async () => {
    const { client, folder, main } = await opened();
    await diagnosed(client, main, ['agents.base']);
    const changed = async (relative: string, type: FileChangeType): Promise<void> => {
      const changes = [{ uri: folder.uri(relative), type }];
      await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    };
    await folder.write('agents/base.py', 'from models import light\n');
    await changed('agents/base.py', FileChangeType.Changed);
    await diagnosed(client, main, []);
    await folder.write('models/light.py', 'import pandas\n');
    await changed('models/light.py', FileChangeType.Created);
    await diagnosed(client, main, ['agents.base']);
    await rm(path.join(folder.path, 'models/light.py'));
    await changed('models/light.py', FileChangeType.Deleted);
    await diagnosed(client, main, []);
  });

  it('follow a folder that is deleted and comes back, of which an editor tells alone', async () => {
    const { client, folder, main } = await opened();
    await diagnosed(client, main, ['agents.base']);
    const watched = (await client.registrations.first(({ method }) => method.endsWith('WatchedFiles')))
      .registerOptions.watchers;
    expect(watched).toContainEqual({ globPattern: '**/*', kind: WatchKind.Delete });
    await rm(path.join(folder.path, 'models'), { recursive: true });
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: folder.uri('models'), type: FileChangeType.Deleted }],
    });
    await diagnosed(client, main, []);
    for (const each of ['models/__init__.py', 'models/loader.py'] as const)
      await folder.write(each, files[each]);
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: ['models/__init__.py', 'models/loader.py'].map(
        (each): FileEvent => ({ uri: folder.uri(each), type: FileChangeType.Created }),
      ),
    });
    await diagnosed(client, main, ['agents.base']);
  });

  it('give the same result id as long as the chains are the same', async () => {
    const { client, folder, main } = await opened();
    const before = await client.pull(main);
    await diagnosed(client, main, ['agents.base']);
    const after = await client.pull(main, before.resultId);
    expect(after.kind).toBe('full');
    const other = folder.uri('models/__init__.py');
    await client.open(other, 'import json\n');
    await client.problems(other);
    expect(await client.pull(main, after.resultId)).toMatchObject({ kind: 'unchanged' });
  });

  it('are not marked where the settings say so, nor through files that are left out', async () => {
    const off = await opened(files, { settings: () => ({ heavyImports: { transitive: false } }) });
    const excluded = await opened(files, { settings: () => ({ exclude: ['agents'] }) });
    const ignored = await opened({ ...files, '.gitignore': 'models\n' });
    const own = await opened({ '.git/HEAD': '', 'main.py': 'import torch\n', 'torch.py': '' });
    await diagnosed(own.client, own.main, []);
    for (const { client, main } of [off, excluded, ignored]) expect(await client.problems(main)).toEqual([]);
  });

  it('are followed up from an opened subfolder to the root of its repository', async () => {
    const folder = await temporaryFolder({ ...files, 'apps/web/run.py': 'import agents.base\n' });
    const client = await startClient({ folders: [folder.uri('apps/web')] });
    const run = folder.uri('apps/web/run.py');
    await client.open(run, 'import agents.base\n');
    await diagnosed(client, run, ['agents.base']);
    expect((await client.diagnostics(run))[0]?.data.chain[0].path).toBe('apps/web/run.py');
    const { contents } = (await client.hover(run, 0)) ?? {};
    expect(contents).toMatchObject({ value: expect.stringContaining(`(${run}#L1) imports`) });
  });

  it('reach an editor that does not ask for diagnostics', async () => {
    const { client, main } = await opened(files, { abilities: {} });
    const published = await client.published.first(
      ({ uri, diagnostics }) => uri === main && diagnostics.length > 0,
    );
    expect(published.diagnostics.map(({ message }) => modules(String(message)))).toEqual(['agents.base']);
  });

  it('are found in each of several folders', async () => {
    const [one, two] = [await temporaryFolder(files), await temporaryFolder(files)];
    const client = await startClient({ folders: [one.uri(), two.uri()] });
    for (const folder of [one, two]) {
      await client.open(folder.uri('main.py'), 'import agents.base\n');
      await diagnosed(client, folder.uri('main.py'), ['agents.base']);
    }
  });
});
