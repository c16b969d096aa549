import path from 'node:path';
import { commands, l10n, Range } from 'vscode';
import type { ConflictHunks } from '../../server/protocol/conflicts.ts';
import type { VirtualDocuments } from '../documents/virtualDocuments.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';

type ConflictingFile = ConflictHunks['files'][number];

/**
 * Opens the diff of a file as two branches have it.
 * @param hunk index of the hunk to show
 */
export async function openConflict(
  documents: VirtualDocuments,
  session: RepositorySession,
  { a, b }: { readonly a: string; readonly b: string },
  file: ConflictingFile,
  hunk: number,
): Promise<void> {
  const [left, right] = [file.sides.a, file.sides.b].map((side) =>
    documents.blobUri(session.id, side ?? { path: file.path }),
  );
  const title = l10n.t('{0} ({1} ↔ {2})', path.posix.basename(file.path), a, b);
  const line = (file.hunks[hunk]?.b.start ?? 1) - 1;
  const selection = new Range(line, 0, line, 0);
  await commands.executeCommand('vscode.diff', left, right, title, { selection });
}
