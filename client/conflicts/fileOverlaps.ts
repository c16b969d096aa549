import type { TextDocument } from 'vscode';
import type { Overlaps } from '../../server/protocol/overlaps.ts';
import type { BlobTexts } from '../documents/blobTexts.ts';
import { type FileHead, locateFile } from '../infrastructure/fileHead.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { sessionOfFile } from '../infrastructure/sessionOfFile.ts';
import { type HunkMark, hunkMarks } from './hunkMarks.ts';
import { lineMapping } from './lineMapping.ts';

/** What is known of an open file that other branches change. */
export class FileOverlaps {
  readonly session: RepositorySession;
  readonly head: FileHead;
  readonly overlaps: Overlaps;
  readonly #committed: readonly string[];

  /** @param committed the file at the commit that is checked out */
  constructor(session: RepositorySession, head: FileHead, overlaps: Overlaps, committed: string) {
    this.session = session;
    this.head = head;
    this.overlaps = overlaps;
    this.#committed = linesOf(committed);
  }

  /** The marks of the file as the editor has it now. */
  marks(document: TextDocument): HunkMark[] {
    const { store } = this.session;
    return hunkMarks({
      path: this.head.path,
      branch: this.head.branch,
      overlaps: this.overlaps.branches,
      place: lineMapping(this.#committed, linesOf(document.getText())),
      conflictOf: (one, other) => store.get('conflicts', [one, other].sort().join(' ')),
    });
  }
}

/**
 * Asks the service which branches change a file; undefined where none does.
 * @param signal ends the request
 * @throws {ApiError | ServiceUnavailable | ApiUnreachable} no answer
 */
export async function loadFileOverlaps(
  file: string,
  sessions: readonly RepositorySession[],
  blobs: BlobTexts,
  signal: AbortSignal,
): Promise<FileOverlaps | undefined> {
  const head = await locateFile(file);
  const session = head && sessionOfFile(head, sessions);
  if (!session || signal.aborted) return undefined;
  const own = head.branch === undefined ? {} : { own: head.branch };
  const query = { at: head.commit, path: head.path, ...own };
  const overlaps = await session.call('overlaps', { query, signal });
  if (overlaps.branches.length === 0) return undefined;
  const { text } = overlaps.blob === null ? { text: '' } : await blobs.read(session, overlaps.blob);
  return new FileOverlaps(session, head, overlaps, text ?? '');
}

/** Without line ends: git may keep others than the editor. */
function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}
