import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fix, OffsetEdit } from '../analysis/fixes/fix.ts';
import type { ClientAbilities } from './clientAbilities.ts';
import { shownFirst } from './shownFirst.ts';

/** Edits of a document as its editor takes them: bound to the document's version where it can. */
export function workspaceEdit(
  { uri, version }: TextDocument,
  edits: TextEdit[],
  versioned: boolean,
): WorkspaceEdit {
  if (!versioned) return { changes: { [uri]: edits } };
  return { documentChanges: [{ textDocument: { uri, version }, edits }] };
}

/** Edits counted in offsets, by the lines and columns of the editor. */
export function editorEdits(document: TextDocument, edits: readonly OffsetEdit[]): TextEdit[] {
  return edits.map(({ start, end, newText }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    newText,
  }));
}

/** What of a fix its edit is made of. */
export type EditorFix = Pick<Fix, 'edits'> & Partial<Pick<Fix, 'title' | 'caveats' | 'confirmed'>>;

/** The edit of a fix; one that is to be seen first is shown by an editor that can, side by side with what was. */
export function fixEdit(
  document: TextDocument,
  { edits, title = '', caveats = [], confirmed = false }: EditorFix,
  client: Pick<ClientAbilities, 'confirmsEdits' | 'takesVersionedEdits' | 'runsCommands'>,
): WorkspaceEdit {
  const changes = editorEdits(document, edits);
  if (!confirmed || !client.confirmsEdits || !client.takesVersionedEdits)
    return workspaceEdit(document, changes, client.takesVersionedEdits);
  const { uri, version } = document;
  const annotated = changes.map((change) => ({ ...change, annotationId: 'fix' }));
  const description = caveats.length === 0 ? {} : { description: caveats.join(' ') };
  return shownFirst(
    {
      documentChanges: [{ textDocument: { uri, version }, edits: annotated }],
      annotations: { fix: { label: title, ...description } },
    },
    uri,
    client,
  );
}
