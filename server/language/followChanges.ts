import { type Connection, FileChangeType, type TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { languageOf } from '../analysis/languages.ts';
import { statesLimits } from '../configuration/limits/repositoryLimits.ts';
import { configurationFileName } from '../protocol/configuration/configurationFileName.ts';
import type { ClientAbilities } from './clientAbilities.ts';
import type { DiagnosticsPublisher } from './diagnosticsPublisher.ts';
import type { DocumentDiagnostics } from './documentDiagnostics.ts';
import { watchAbove } from './fileWatchers.ts';
import type { FolderRulesCache } from './folderRules.ts';
import type { ImportExplanations } from './importExplanations.ts';
import type { SettingsSource } from './settingsSource.ts';
import { liesIn, type WorkspaceFolders } from './workspaceFolders.ts';
import type { ClosedDocuments } from './workspaceIndex/closedDocuments.ts';
import type { WorkspaceIndex } from './workspaceIndex/workspaceIndex.ts';

export interface Followed {
  readonly connection: Connection;
  readonly client: ClientAbilities;
  readonly documents: TextDocuments<TextDocument>;
  readonly folders: WorkspaceFolders;
  readonly rules: FolderRulesCache;
  readonly diagnostics: DocumentDiagnostics;
  readonly publisher: DiagnosticsPublisher;
  readonly source: SettingsSource;
  readonly explanations: ImportExplanations;
  readonly index: WorkspaceIndex;
  readonly closed: ClosedDocuments;
}

/** Brings every change of a document, a setting, a folder or a `swarm.json` to the diagnostics at once. */
export function followChanges(followed: Followed): void {
  const { connection, rules, publisher, source, explanations } = followed;
  followDocuments(followed);
  connection.onDidChangeWatchedFiles(({ changes }) => {
    explanations.forgetTargets();
    configurationChanged(followed, ...changes.map(({ uri }) => uri));
    for (const { uri, type } of changes) {
      followed.index.changedOnDisk(uri, type === FileChangeType.Deleted);
      if (languageOf(uri) !== undefined || statesLimits(uri)) followed.index.changes.raise();
    }
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    source.receive(settings);
    rules.forgetSettings();
    publisher.rulesChanged();
  });
}

/** To be called once the editor has confirmed the connection: registering before that would break its handshake. */
export function followFolders({ connection, client, folders, rules, publisher, index }: Followed): void {
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    folders.change(added, removed);
    if (removed.length > 0) index.forget();
    for (const { uri } of added) rules.forgetFolder(uri);
    rules.forgetSettings();
    publisher.rulesChanged();
    const opened = added.map(({ uri }) => uri);
    watchAbove(connection, client, opened).catch((cause: unknown) => connection.console.warn(String(cause)));
  });
}

function followDocuments(followed: Followed): void {
  const { documents, diagnostics, publisher } = followed;
  documents.onDidChangeContent(({ document }) => {
    diagnostics.edited(document);
    publisher.documentChanged(document.uri);
    configurationChanged(followed, document.uri);
  });
  documents.onDidClose(({ document: { uri } }) => {
    publisher.documentClosed(uri);
    configurationChanged(followed, uri);
  });
}

/**
 * Where documents state limits of a repository; the present state of a `swarm.json` may be in an editor or on disk.
 * What is told at once is read once: an installation writes thousands of packages with files of these names.
 */
function configurationChanged({ connection, rules, publisher }: Followed, ...uris: readonly string[]): void {
  const stating = uris.filter((uri) => uri.endsWith(`/${configurationFileName}`) || statesLimits(uri));
  if (stating.length === 0) return;
  rules
    .reread((root) => stating.some((uri) => liesIn(uri, root)))
    .then(
      (different) => different && publisher.rulesChanged(),
      (cause: unknown) => connection.console.error(`${stating[0]}: ${String(cause)}`),
    );
}
