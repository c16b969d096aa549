import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type FileSystemWatcher,
  WatchKind,
} from 'vscode-languageserver/node';
import { limitFilePatterns, ruleFolders } from '../configuration/limits/repositoryLimits.ts';
import { pythonTargetFiles } from '../configuration/pythonTarget/pythonTarget.ts';
import { configurationFileName } from '../protocol/configuration/configurationFileName.ts';
import type { ClientAbilities } from './clientAbilities.ts';
import { folderRoot } from './folderRoot.ts';

const stating = [...new Set([configurationFileName, ...pythonTargetFiles, ...limitFilePatterns])].join(',');

/** What the index of a workspace is made of. */
const indexedFiles = '**/*.{py,pyw}';

/** Lets the editor tell when files of the workspace change that rules or the index are made of. */
export async function watchFiles(
  connection: Connection,
  client: ClientAbilities,
  folders: readonly string[],
): Promise<void> {
  if (!client.registersFileWatchers) return;
  const watchers = [
    { globPattern: `**/{${stating}}` },
    { globPattern: indexedFiles },
    // Of a folder that is deleted VS Code tells alone, not of the files in it.
    { globPattern: '**/*', kind: WatchKind.Delete },
    ...watchersAbove(client, folders),
  ];
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

/** The same for folders that are opened later: the workspace around them is watched already. */
export async function watchAbove(
  connection: Connection,
  client: ClientAbilities,
  folders: readonly string[],
): Promise<void> {
  const watchers = client.registersFileWatchers ? watchersAbove(client, folders) : [];
  if (watchers.length > 0)
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

/** What a repository says where an opened folder is only a part of it: a pattern alone stays inside the folder. */
function watchersAbove(
  { watchesOtherFolders }: ClientAbilities,
  folders: readonly string[],
): FileSystemWatcher[] {
  if (!watchesOtherFolders) return [];
  const parts = folders.map(folderRoot).filter(({ prefix }) => prefix !== '');
  return [...new Set(parts.map(({ uri }) => uri))].flatMap((baseUri) =>
    [`{${stating}}`, `{${ruleFolders.join(',')}}/{${stating}}`].map((pattern) => ({
      globPattern: { baseUri, pattern },
    })),
  );
}
