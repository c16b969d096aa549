import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { OffsetEdit } from '../analysis/fix.ts';

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
