import type { Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range as FindingRange, Position } from '../../analysis/finding.ts';
import { LineTable } from '../../analysis/lineTable.ts';
import { EncodedDocument } from '../documents/encodedDocument.ts';
import { protocolRange } from '../toDiagnostic.ts';

/** Between the lines of the analysis, counted from 1, and those of the editor, counted from 0. */
export interface EditorPositions {
  range(range: FindingRange): Range;
  /** Line of the analysis that a line of the editor lies in. */
  line(editorLine: number): number;
}

/** To an editor a carriage return alone ends a line too; to the analysis, as to `wc -l`, it does not. */
const loneCarriageReturn = /\r(?!\n)/;

export function editorPositions(document: TextDocument): EditorPositions {
  const text = document.getText();
  const counted = document instanceof EncodedDocument;
  if (!counted && (!text.includes('\r') || !loneCarriageReturn.test(text)))
    return { range: protocolRange, line: (editorLine) => editorLine + 1 };
  const lines = new LineTable(text);
  const position = ({ line, column }: Position) => document.positionAt(lines.start(line) + column - 1);
  return {
    range: ({ start, end }) => ({ start: position(start), end: position(end) }),
    line: (editorLine) => lines.lineAt(document.offsetAt({ line: editorLine, character: 0 })),
  };
}
