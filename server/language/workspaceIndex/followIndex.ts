import { DidChangeWatchedFilesNotification } from 'vscode-languageserver/node';
import { afterBurst } from '../afterBurst.ts';
import type { Followed } from '../followChanges.ts';
import { answerWorkspaceDiagnostics } from './workspaceDiagnostics.ts';

/**
 * Brings every change of a file to the index, tells the editor when that makes a difference to the diagnostics of
 * another document that is open, and answers for the files that are not.
 */
export function followIndex(followed: Followed): void {
  const { connection, documents, index, client } = followed;
  const log = (sentence: string) => connection.console.error(sentence);
  const renew = afterBurst(
    () => renewDependents(followed),
    (cause) => log(`The index failed: ${String(cause)}`),
  );
  index.onChanged(renew);
  documents.onDidChangeContent(() => {
    if (index.isBegun) renew();
  });
  documents.onDidClose(({ document }) => {
    index.closed(document.uri);
    followed.closed.add(document.uri);
  });
  if (!client.pullsDiagnostics) return;
  const openDocuments = () => documents.all();
  answerWorkspaceDiagnostics(connection, { ...followed, openDocuments, log, onShown: watcherOf(followed) });
}

/** Lets the editor tell of every file once the findings of all are shown; that is nobody's wish by default. */
function watcherOf({ connection, client }: Followed): () => void {
  let isWatching = !client.registersFileWatchers;
  return () => {
    if (isWatching) return;
    isWatching = true;
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] })
      .catch((cause: unknown) => connection.console.warn(String(cause)));
  };
}

/** Makes the reports anew that an edit or a file on disk has made another; the editor is told of those it does not ask for itself. */
async function renewDependents(followed: Followed): Promise<void> {
  const { documents, diagnostics, explanations, publisher } = followed;
  explanations.forget();
  const shown = documents.all().filter((document) => diagnostics.last(document));
  // What was edited comes first: the others are to see its imports.
  const edited = shown.filter((document) => diagnostics.isEdited(document));
  const different: string[] = [];
  for (const document of [...edited, ...shown]) {
    const last = diagnostics.last(document);
    if (!last || diagnostics.isCurrent(document)) continue;
    const present = await diagnostics.of(document);
    if (present.version === last.version && present.resultId !== last.resultId) different.push(document.uri);
  }
  if (different.length > 0) publisher.othersChanged(different);
}
