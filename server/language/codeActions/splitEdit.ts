import type { CreateFile, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SplitFile, SplitPlan } from '../../analysis/splitModule/splitPlan.ts';
import type { ClientAbilities } from '../clientAbilities.ts';
import { lineEdits } from '../lineEdits.ts';
import { type AnnotatedEdit, shownFirst } from '../shownFirst.ts';

const start = { line: 0, character: 0 };

/** The edit that divides a document; an editor that can shows it first, file by file with their sizes. */
export function splitEdit(
  document: TextDocument,
  { original, files }: SplitPlan,
  uriOf: (path: string) => string,
  client: ClientAbilities,
): WorkspaceEdit {
  const { confirmsEdits } = client;
  const { uri, version } = document;
  const changes = [
    ...files.map(
      (file): CreateFile => ({ kind: 'create', uri: uriOf(file.path), ...mark(file, confirmsEdits) }),
    ),
    ...files.map(
      (file): TextDocumentEdit => ({
        textDocument: { uri: uriOf(file.path), version: null },
        edits: [{ range: { start, end: start }, newText: file.text, ...mark(file, confirmsEdits) }],
      }),
    ),
    {
      textDocument: { uri, version },
      edits: lineEdits(document, original.text).map((edit) => ({
        ...edit,
        ...mark(original, confirmsEdits),
      })),
    },
  ];
  if (!confirmsEdits) return { documentChanges: changes };
  const annotations = Object.fromEntries([original, ...files].map((file) => [file.path, annotation(file)]));
  return shownFirst({ documentChanges: changes, annotations }, uri, client);
}

/** What ties a change to the line that the editor shows of its file. */
function mark({ path }: SplitFile, confirmed: boolean): { annotationId?: string } {
  return confirmed ? { annotationId: path } : {};
}

function annotation({ path, lines, names }: SplitFile): AnnotatedEdit['annotations'][string] {
  return {
    label: `${path}: ${lines} lines`,
    ...(names.length > 0 && { description: names.join(', ') }),
  };
}
