import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { afterBurst } from '../afterBurst.ts';
import type { DiagnosticsPublisher } from '../diagnosticsPublisher.ts';
import type { DocumentDiagnostics } from '../documentDiagnostics.ts';
import type { ImportExplanations } from '../importExplanations.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';

/** Which files the index wants to hear of when they change on disk. */
export const indexedFiles = '**/*.{py,pyw}';

export interface IndexFollowers {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly index: WorkspaceIndex;
  readonly diagnostics: DocumentDiagnostics;
  readonly explanations: ImportExplanations;
  readonly publisher: DiagnosticsPublisher;
}

/**
 * Brings every change of a file to the index, and tells the editor when that makes a difference to the diagnostics of
 * another document that is open.
 */
export function followIndex(followers: IndexFollowers): void {
  const { connection, documents, index } = followers;
  const failed = (cause: unknown) => connection.console.error(`The index failed: ${String(cause)}`);
  const renew = afterBurst(() => renewDependents(followers), failed);
  index.onChanged(renew);
  documents.onDidChangeContent(() => {
    if (index.isBegun) renew();
  });
  documents.onDidClose(({ document }) => index.closed(document.uri));
}

async function renewDependents({
  documents,
  diagnostics,
  explanations,
  publisher,
}: IndexFollowers): Promise<void> {
  explanations.forget();
  const all = documents.all();
  const isEdited = (document: TextDocument) => diagnostics.last(document)?.version !== document.version;
  let different = false;
  // What was edited comes first: the others are to see its imports.
  for (const document of [...all.filter(isEdited), ...all.filter((each) => !isEdited(each))]) {
    const last = diagnostics.last(document);
    if (!last) continue;
    const present = await diagnostics.of(document);
    different ||= present.version === last.version && present.resultId !== last.resultId;
  }
  if (different) publisher.rulesChanged();
}
