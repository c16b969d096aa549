import {
  type CancellationToken,
  type Connection,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientAbilities } from './clientAbilities.ts';
import { coalesced } from './coalesced.ts';
import type { ConfigurationFiles } from './configurationFiles.ts';
import type { DiagnosticsPublisher } from './diagnosticsPublisher.ts';
import type { DocumentDiagnostics } from './documentDiagnostics.ts';
import { documentsIn } from './documents/encodedDocument.ts';
import { editorPositions } from './positions/editorPositions.ts';
import { configurationDiagnostic } from './toDiagnostic.ts';
import type { WorkspaceFolders } from './workspaceFolders.ts';
import type { ChangeSignal } from './workspaceIndex/changeSignal.ts';
import type { ClosedDocuments } from './workspaceIndex/closedDocuments.ts';

export interface DiagnosticSources {
  readonly documents: TextDocuments<TextDocument>;
  readonly diagnostics: DocumentDiagnostics;
  readonly configurations: ConfigurationFiles;
  readonly folders: WorkspaceFolders;
  readonly closed: ClosedDocuments;
  readonly client: Pick<ClientAbilities, 'positionEncoding'>;
}

/** Answers `textDocument/diagnostic`, and tells the editor to ask again when the rules have changed. */
export function pullDiagnostics(
  connection: Connection,
  sources: DiagnosticSources,
  refreshes: boolean,
  changes: ChangeSignal,
): DiagnosticsPublisher {
  connection.languages.diagnostics.on((params, token) => answer(sources, params, token));
  // An editor that is closing answers no more; there is nothing to refresh then.
  const refresh = coalesced(() => connection.languages.diagnostics.refresh().catch(() => undefined));
  const allChanged = (): void => {
    changes.raise();
    if (refreshes) refresh();
  };
  return {
    documentChanged: () => undefined,
    documentClosed: () => undefined,
    // The protocol has no way to tell of one.
    othersChanged: allChanged,
    rulesChanged: allChanged,
  };
}

async function answer(
  sources: DiagnosticSources,
  { textDocument: { uri }, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  // One turn of the event loop: what already waits in the pipe (a newer edit, a cancellation) is read first.
  await new Promise(setImmediate);
  throwIfCancelled(token);
  const document = sources.documents.get(uri);
  if (document === undefined) {
    const report = await closedDocument(sources, uri);
    // VS Code asks once more for what it closes, drops the answer, and only then listens to that for the workspace.
    setImmediate(() => sources.closed.add(uri));
    return report;
  }
  const { resultId, items } = await sources.diagnostics.of(document);
  throwIfCancelled(token);
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** Only a folder's `swarm.json` is read from disk: everything else is the business of the documents that are open. */
async function closedDocument(sources: DiagnosticSources, uri: string): Promise<DocumentDiagnosticReport> {
  const folder = sources.folders.folderConfiguredBy(uri);
  if (folder === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const { text, problems } = await sources.configurations.parsed(folder);
  const document = documentsIn(sources.client.positionEncoding).create(uri, 'jsonc', 0, text);
  const { range } = editorPositions(document);
  return {
    kind: DocumentDiagnosticReportKind.Full,
    items: problems.map((problem) => configurationDiagnostic(problem, range(problem.range))),
  };
}

function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested)
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The editor no longer needs this answer.');
}
