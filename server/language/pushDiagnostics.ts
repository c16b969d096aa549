import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DiagnosticsPublisher } from './diagnosticsPublisher.ts';
import type { DocumentDiagnostics } from './documentDiagnostics.ts';

/**
 * Publishes diagnostics to an editor that does not ask for them. Edits of one turn of the event loop are answered
 * once, for the newest version.
 */
export function pushDiagnostics(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  diagnostics: DocumentDiagnostics,
): DiagnosticsPublisher {
  const waiting = new Set<string>();
  const publish = async (uri: string): Promise<void> => {
    const document = documents.get(uri);
    if (document === undefined) return;
    const { version, items } = await diagnostics.of(document);
    if (documents.get(uri)?.version === version)
      await connection.sendDiagnostics({ uri, version, diagnostics: items });
  };
  const publishWaiting = (): void => {
    const uris = [...waiting];
    waiting.clear();
    for (const uri of uris)
      publish(uri).catch((cause: unknown) => connection.console.error(`${uri}: ${String(cause)}`));
  };
  const documentChanged = (uri: string): void => {
    if (waiting.size === 0) setImmediate(publishWaiting);
    waiting.add(uri);
  };
  return {
    documentChanged,
    documentClosed: (uri) => void connection.sendDiagnostics({ uri, diagnostics: [] }),
    rulesChanged: () => documents.keys().forEach(documentChanged),
  };
}
