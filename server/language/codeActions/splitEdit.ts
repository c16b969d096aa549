import type {
  ChangeAnnotation,
  CreateFile,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SplitFile, SplitPlan } from '../../analysis/splitModule/splitPlan.ts';
import type { ClientAbilities } from '../clientAbilities.ts';

const start = { line: 0, character: 0 };

/** The edit that divides a document; an editor that can shows it first, file by file with their sizes. */
export function splitEdit(
  document: TextDocument,
  { original, files }: SplitPlan,
  uriOf: (path: string) => string,
  { confirmsEdits }: ClientAbilities,
): WorkspaceEdit {
  const annotated = (file: SplitFile) => (confirmsEdits ? { annotationId: file.path } : {});
  const whole = { start, end: document.positionAt(document.getText().length) };
  const create = (file: SplitFile): CreateFile => ({
    kind: 'create',
    uri: uriOf(file.path),
    ...annotated(file),
  });
  const fill = (file: SplitFile): TextDocumentEdit => ({
    textDocument: { uri: uriOf(file.path), version: null },
    edits: [{ range: { start, end: start }, newText: file.text, ...annotated(file) }],
  });
  const { uri, version } = document;
  return {
    documentChanges: [
      ...files.map(create),
      ...files.map(fill),
      {
        textDocument: { uri, version },
        edits: [{ range: whole, newText: original.text, ...annotated(original) }],
      },
    ],
    ...(confirmsEdits && {
      changeAnnotations: Object.fromEntries(
        [original, ...files].map((file) => [file.path, annotation(file)]),
      ),
    }),
  };
}

function annotation({ path, lines, names }: SplitFile): ChangeAnnotation {
  return {
    label: `${path}: ${lines} lines`,
    needsConfirmation: true,
    ...(names.length > 0 && { description: names.join(', ') }),
  };
}
