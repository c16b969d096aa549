import { describe, expect, it } from 'vitest';
import {
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  FileChangeType,
  type FileEvent,
  type FileSystemWatcher,
  type Registration,
} from 'vscode-languageserver/node';
import { fullAbilities, type LanguageClient, startClient } from './languageClient.ts';
import { pythonLines } from './pythonText.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const files = { '.git/HEAD': 'ref: refs/heads/main\n', 'packages/a/a.py': '', 'packages/b/b.py': '' };

const otherFolders = {
  ...fullAbilities,
  workspace: {
    ...fullAbilities.workspace,
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
};

/** Folders besides the opened ones in which an editor is asked to watch files. */
function foldersOf({ method, registerOptions }: Registration): unknown[] {
  if (method !== DidChangeWatchedFilesNotification.method) return [];
  const watchers: FileSystemWatcher[] = registerOptions.watchers;
  return watchers.flatMap(({ globPattern }) =>
    typeof globPattern === 'string' || !globPattern.pattern.includes('{swarm.json,')
      ? []
      : [globPattern.baseUri],
  );
}

async function watchedIn(client: LanguageClient, folder: string): Promise<unknown[]> {
  return foldersOf(await client.registrations.first((each) => foldersOf(each).includes(folder)));
}

describe('files that state limits', () => {
  it('are watched above an opened folder too, with its rule folders, and above those that come later', async () => {
    const [first, later] = [await temporaryFolder(files), await temporaryFolder(files)];
    const client = await startClient({ folders: [first.uri('packages/a')], abilities: otherFolders });
    expect(await watchedIn(client, first.uri())).toEqual([first.uri(), first.uri()]);
    await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [{ uri: later.uri('packages/b'), name: 'b' }], removed: [] },
    });
    expect(await watchedIn(client, later.uri())).toEqual([later.uri(), later.uri()]);
  });

  it('are watched in opened folders alone where the editor can watch no others', async () => {
    const folder = await temporaryFolder(files);
    const client = await startClient({ folders: [folder.uri('packages/a')] });
    const watching = await client.registrations.first(
      ({ method }) => method === DidChangeWatchedFilesNotification.method,
    );
    expect(foldersOf(watching)).toEqual([]);
  });

  it('are read once for all that are told of at once', async () => {
    const folder = await temporaryFolder({ 'v2_rules.yaml': 'max_file_lines: 200\n' });
    const client = await startClient({ folders: [folder.uri()] });
    await client.open(folder.uri('a.py'), pythonLines(250));
    expect(await client.problems(folder.uri('a.py'))).toEqual([expect.stringContaining('limit is 200')]);
    await folder.write('v2_rules.yaml', 'max_file_lines: 100\n');
    const installed = Array.from({ length: 60_000 }, (_, index) => `node_modules/${index}/package.json`);
    const changes = [...installed, 'v2_rules.yaml'].map(
      (path): FileEvent => ({
        uri: folder.uri(path),
        type: FileChangeType.Created,
      }),
    );
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    expect(await client.problems(folder.uri('a.py'))).toEqual([expect.stringContaining('limit is 100')]);
  });
});
