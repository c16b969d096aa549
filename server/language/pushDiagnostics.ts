import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { afterBurst } from './afterBurst.ts';
import type { DiagnosticsPublisher } from './diagnosticsPublisher.ts';
import type { DocumentDiagnostics } from './documentDiagnostics.ts';

/**
 * Publishes diagnostics to an editor that does not ask for them. A burst of edits is answered once, for its newest
 * version.
 */
export function pushDiagnostics(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  diagnostics: DocumentDiagnostics,
): DiagnosticsPublisher {
  const changed = new Set<string>();
  const failed = (cause: unknown) => connection.console.error(`Diagnostics failed: ${String(cause)}`);
  const publishChanged = afterBurst(async () => {
    const uris = [...changed];
    changed.clear();
    await Promise.all(uris.map((uri) => publish(connection, documents, diagnostics, uri)));
  }, failed);
  const documentChanged = (uri: string): void => {
    changed.add(uri);
    publishChanged();
  };
  return {
    documentChanged,
    documentClosed: (uri) => {
      connection.sendDiagnostics({ uri, diagnostics: [] }).catch(failed);
    },
    othersChanged: (uris) => uris.forEach(documentChanged),
    rulesChanged: () => documents.keys().forEach(documentChanged),
  };
}

async function publish(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  diagnostics: DocumentDiagnostics,
  uri: string,
): Promise<void> {
  const document = documents.get(uri);
  if (document === undefined) return;
  const { version, items } = await diagnostics.of(document);
  if (documents.get(uri)?.version === version)
    await connection.sendDiagnostics({ uri, version, diagnostics: items });
}
