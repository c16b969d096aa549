import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DiagnosticsPublisher } from './diagnosticsPublisher.ts';
import type { DocumentDiagnostics } from './documentDiagnostics.ts';

/** A stream of edits without a pause is answered every so many. */
const patience = 1000;

/**
 * Publishes diagnostics to an editor that does not ask for them. A burst of edits is answered
 * once, for its newest version.
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
  const failed = (cause: unknown) => connection.console.error(`Diagnostics failed: ${String(cause)}`);
  let changes = 0;
  const publishWaiting = async (): Promise<void> => {
    for (let seen = -1, turns = 0; seen !== changes && turns < patience; turns++) {
      seen = changes;
      // Messages that wait are read one a turn, before or after us: two turns without an edit mean none waits.
      await new Promise(setImmediate);
      await new Promise(setImmediate);
    }
    const uris = [...waiting];
    waiting.clear();
    await Promise.all(uris.map(publish));
  };
  const documentChanged = (uri: string): void => {
    changes++;
    if (waiting.size === 0) publishWaiting().catch(failed);
    waiting.add(uri);
  };
  return {
    documentChanged,
    documentClosed: (uri) => {
      connection.sendDiagnostics({ uri, diagnostics: [] }).catch(failed);
    },
    rulesChanged: () => documents.keys().forEach(documentChanged),
  };
}
