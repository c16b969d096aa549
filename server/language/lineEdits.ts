import { diffLines } from 'diff';
import type { TextEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** Lines that differ beyond which a text is replaced as a whole: finding them takes a second and more. */
const mostDifferent = 2_000;

/** Edits that make a document a given text, of the lines that differ alone: a comparison is readable, cursors stay. */
export function lineEdits(document: TextDocument, text: string): TextEdit[] {
  const before = document.getText();
  const edits: TextEdit[] = [];
  let at = 0;
  let start = 0;
  let newText = '';
  const close = () => {
    if (at > start || newText !== '')
      edits.push({ range: { start: document.positionAt(start), end: document.positionAt(at) }, newText });
    newText = '';
  };
  for (const { added, removed, value } of changesOf(before, text)) {
    if (added) newText += value;
    else if (removed) at += value.length;
    else {
      close();
      at += value.length;
      start = at;
    }
  }
  close();
  return edits;
}

function changesOf(before: string, after: string) {
  return (
    diffLines(before, after, { maxEditLength: mostDifferent }) ?? [
      { removed: true, added: false, value: before },
      { removed: false, added: true, value: after },
    ]
  );
}
