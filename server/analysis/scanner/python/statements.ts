import { conflictMarkerEnd } from '../conflictMarker.ts';
import { length, unitAt } from '../memory.ts';
import { lineEndFrom } from '../searches.ts';
import { closeBlocks, dormant } from './blocks.ts';
import { takesWholeCell } from './cellMagic.ts';
import { noteDocstring } from './docstrings.ts';
import { readImport } from './importStatement.ts';
import { lastCode, lastStringEnd, lastStringStart, statementEnd } from './statementEnd.ts';
import { StatementKind, statementKindAt } from './statementKind.ts';
import { beginStatement, readFrom } from './structure.ts';

/** Columns before the first character of the present line; a tab goes on to the next eighth one. */
let indent: i32 = 0;
/** Whether the next statement may be a docstring. */
let documents: bool = true;

/** Reads a text statement by statement to its end. */
export function readStatements(): void {
  documents = true;
  let offset = unitAt(0) === 0xfeff ? 1 : 0;
  while (offset < length) offset = behindLine(offset);
  closeBlocks(0, lastCode);
}

/** Offset behind the logical line that begins at an offset. */
function behindLine(lineStart: i32): i32 {
  const start = behindIndent(lineStart);
  const first = unitAt(start);
  if (first === 10) return start + 1;
  if (first === 13 || first === 35) return lineEndFrom(start) + 1;
  const markerEnd = start === lineStart ? conflictMarkerEnd(start) : -1;
  return markerEnd < 0 ? behindStatement(start) : markerEnd;
}

function behindStatement(start: i32): i32 {
  const kind = statementKindAt(start);
  beginStatement(kind, start, indent, lastCode);
  if (kind === StatementKind.Import && dormant === 0) readImport(start);
  const isMagic = kind === StatementKind.Magic;
  const end = isMagic ? magicEnd(start) : statementEnd(start, indent, readFrom);
  if (documents && kind === StatementKind.Plain) noteDocstring(start, lastStringStart, lastStringEnd);
  documents = kind === StatementKind.Definition || kind === StatementKind.Async;
  return end;
}

function behindIndent(lineStart: i32): i32 {
  indent = 0;
  let i = lineStart;
  for (let c = unitAt(i); c === 32 || c === 9 || c === 12; c = unitAt(++i)) {
    if (c === 32) indent++;
    else indent = c === 9 ? (indent | 7) + 1 : 0;
  }
  return i;
}

function magicEnd(start: i32): i32 {
  return takesWholeCell(start) ? length : lineEndFrom(start) + 1;
}
