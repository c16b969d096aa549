import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { configurationFileName } from '../protocol/configurationFileName.ts';
import { settingsSection } from '../protocol/languageSettings.ts';
import { type ClientAbilities, clientAbilities } from './clientAbilities.ts';
import { codeActions } from './codeActions.ts';
import { ConfigurationFiles } from './configurationFiles.ts';
import { DocumentDiagnostics } from './documentDiagnostics.ts';
import { FolderRulesCache } from './folderRules.ts';
import { type Followed, followChanges, followFolders } from './followChanges.ts';
import { hover } from './hover.ts';
import { initializeResult } from './initializeResult.ts';
import { type DiagnosticSources, pullDiagnostics } from './pullDiagnostics.ts';
import { pushDiagnostics } from './pushDiagnostics.ts';
import { SettingsCache } from './settingsCache.ts';
import { SettingsSource } from './settingsSource.ts';
import { WorkspaceFolders } from './workspaceFolders.ts';

/** Speaks the Language Server Protocol over a connection until its other end closes it. */
export function startServer(connection: Connection): void {
  connection.onInitialize((params) => {
    const client = clientAbilities(params);
    const folders = new WorkspaceFolders(params.workspaceFolders ?? rootFolder(params));
    const followed = serve(connection, client, folders);
    connection.onInitialized(() => {
      if (client.changesFolders) followFolders(followed);
      // Without these the server still answers; it only hears of changes later.
      register(connection, client).catch((cause: unknown) => connection.console.warn(String(cause)));
    });
    return initializeResult(client);
  });
  connection.listen();
}

/** Editors that know nothing of several folders name the one they have. */
function rootFolder({ workspaceFolders, rootUri }: InitializeParams): { uri: string }[] {
  return workspaceFolders === undefined && rootUri ? [{ uri: rootUri }] : [];
}

/** The composition root: builds the parts and connects them. */
function serve(connection: Connection, client: ClientAbilities, folders: WorkspaceFolders): Followed {
  const log = (line: string) => connection.console.warn(line);
  const documents = new TextDocuments(TextDocument);
  const openText = (folder: string) =>
    documents
      .all()
      .find(({ uri }) => folders.folderConfiguredBy(uri) === folder)
      ?.getText();
  const source = new SettingsSource(connection, client.answersConfiguration);
  const configurations = new ConfigurationFiles(openText, log);
  const rules = new FolderRulesCache(
    new SettingsCache((folder) => source.fetch(folder), log),
    configurations,
  );
  const diagnostics = new DocumentDiagnostics(folders, rules, log);
  const sources = { documents, diagnostics, configurations, folders };
  const publisher = client.pullsDiagnostics
    ? pullDiagnostics(connection, sources, client.refreshesDiagnostics)
    : pushDiagnostics(connection, documents, diagnostics);
  const followed = { connection, documents, folders, rules, publisher, source };
  followChanges(followed);
  answerRequests(sources, connection, client);
  documents.listen(connection);
  return followed;
}

function answerRequests(
  { documents, diagnostics }: DiagnosticSources,
  connection: Connection,
  client: ClientAbilities,
): void {
  connection.onCodeAction((params) => {
    const document = documents.get(params.textDocument.uri);
    return document ? codeActions(document, params, client.takesVersionedEdits) : [];
  });
  connection.onHover(async ({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    return document ? hover(await diagnostics.of(document), position) : null;
  });
}

async function register(connection: Connection, client: ClientAbilities): Promise<void> {
  if (client.registersConfigurationChanges)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection });
  if (client.registersFileWatchers)
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: `**/${configurationFileName}` }],
    });
}
