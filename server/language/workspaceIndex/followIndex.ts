import { DidChangeWatchedFilesNotification } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
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

async function renewDependents({ documents, diagnostics, explanations, publisher }: Followed): Promise<void> {
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
