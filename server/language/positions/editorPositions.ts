import type { Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range as FindingRange, Position } from '../../analysis/finding.ts';
import { LineTable } from '../../analysis/text/lineTable.ts';
import { EditedDocument } from '../documents/editedDocument.ts';
import { sourceOf } from '../documents/encodedDocument.ts';
import { protocolRange } from '../toDiagnostic.ts';

/** Between the lines of the analysis, counted from 1, and those of the editor, counted from 0. */
export interface EditorPositions {
  range(range: FindingRange): Range;
  /** Line of the analysis that a line of the editor lies in. */
  line(editorLine: number): number;
}

export function editorPositions(document: TextDocument): EditorPositions {
  if (document instanceof EditedDocument)
    return { range: protocolRange, line: (editorLine) => editorLine + 1 };
  const lines = new LineTable(sourceOf(document));
  const position = ({ line, column }: Position) => document.positionAt(lines.start(line) + column - 1);
  return {
    range: ({ start, end }) => ({ start: position(start), end: position(end) }),
    line: (editorLine) => lines.lineAt(document.offsetAt({ line: editorLine, character: 0 })),
  };
}
