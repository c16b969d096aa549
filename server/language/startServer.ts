import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type ExplainImport, explainImport } from '../analysis/laziness/explainImport.ts';
import { settingsSection } from '../protocol/languageServer/languageServerNames.ts';
import { answerRequests } from './answerRequests.ts';
import { type ClientAbilities, clientAbilities } from './clientAbilities.ts';
import { ConfigurationFiles, type OpenText, openConfiguration } from './configurationFiles.ts';
import type { DiagnosticsPublisher } from './diagnosticsPublisher.ts';
import { DocumentDiagnostics } from './documentDiagnostics.ts';
import { documentsIn } from './documents/encodedDocument.ts';
import { watchFiles } from './fileWatchers.ts';
import { FolderRulesCache } from './folderRules.ts';
import { type Followed, followChanges, followFolders } from './followChanges.ts';
import { ImportCosts } from './importCost/importCosts.ts';
import { ImportExplanations } from './importExplanations.ts';
import { initializeResult } from './initializeResult.ts';
import { returnMemoryWhenIdle } from './memory/idleMemory.ts';
import { NotebookCells } from './notebooks/notebookCells.ts';
import { type DiagnosticSources, pullDiagnostics } from './pullDiagnostics.ts';
import { pushDiagnostics } from './pushDiagnostics.ts';
import { refreshHints, withHints } from './refreshHints.ts';
import { SettingsCache } from './settingsCache.ts';
import { SettingsSource } from './settingsSource.ts';
import { registerStatusCompletion } from './statusFiles/statusCompletion.ts';
import { WorkspaceFolders } from './workspaceFolders.ts';
import { ClosedDocuments } from './workspaceIndex/closedDocuments.ts';
import { followIndex } from './workspaceIndex/followIndex.ts';
import { WorkspaceIndex } from './workspaceIndex/workspaceIndex.ts';

/** What tests put in the place of the real thing. */
export interface ServerParts {
  readonly explain?: ExplainImport;
}

/** Speaks the Language Server Protocol over a connection until its other end closes it. */
export function startServer(connection: Connection, parts: ServerParts = {}): void {
  connection.onInitialize((params) => {
    const client = clientAbilities(params);
    const folders = new WorkspaceFolders(params.workspaceFolders ?? rootFolder(params));
    const followed = serve(connection, client, folders, parts);
    connection.onInitialized(() => {
      if (client.changesFolders) followFolders(followed);
      // Without these the server still answers; it only hears of changes later.
      register(connection, client, folders).catch((cause: unknown) => connection.console.warn(String(cause)));
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
function serve(
  connection: Connection,
  client: ClientAbilities,
  folders: WorkspaceFolders,
  { explain = explainImport }: ServerParts,
): Followed {
  const log = (line: string) => connection.console.warn(line);
  const documents = new TextDocuments(documentsIn(client.positionEncoding));
  const source = new SettingsSource(connection, client.answersConfiguration);
  const settings = new SettingsCache((folder) => source.fetch(folder), log);
  const configurations = new ConfigurationFiles(openText(documents), log);
  const rules = new FolderRulesCache(settings, configurations);
  const cells = new NotebookCells(documents);
  const index = new WorkspaceIndex(log);
  const diagnostics = new DocumentDiagnostics({ folders, rules, cells, index }, client, log);
  const explanations = new ImportExplanations({ explain, factsOf: (uri) => index.factsOf(uri), log });
  const costs = new ImportCosts(client.storageFolder, log);
  const closed = new ClosedDocuments(index.changes);
  const shared = { documents, folders, closed, explanations, refreshHints: refreshHints(connection, client) };
  const sources = { ...shared, diagnostics, configurations, client, costs, rules };
  const publisher = withHints(publisherOf(connection, sources, index), shared.refreshHints);
  const followed = { ...shared, connection, client, rules, publisher, source, index, diagnostics };
  followChanges(followed);
  followIndex(followed);
  answerRequests(connection, sources);
  returnMemoryWhenIdle(documents);
  documents.listen(connection);
  cells.listen(connection);
  return followed;
}

function publisherOf(
  connection: Connection,
  sources: DiagnosticSources & Pick<Followed, 'client'>,
  index: WorkspaceIndex,
): DiagnosticsPublisher {
  const { client, documents, diagnostics } = sources;
  return client.pullsDiagnostics
    ? pullDiagnostics(connection, sources, client.refreshesDiagnostics, index.changes)
    : pushDiagnostics(connection, documents, diagnostics);
}

function openText(documents: TextDocuments<TextDocument>): OpenText {
  return (folder) => openConfiguration(documents, folder)?.getText();
}

async function register(
  connection: Connection,
  client: ClientAbilities,
  folders: WorkspaceFolders,
): Promise<void> {
  if (client.registersConfigurationChanges)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection });
  await watchFiles(connection, client, folders.all());
  await registerStatusCompletion(connection, client);
}
