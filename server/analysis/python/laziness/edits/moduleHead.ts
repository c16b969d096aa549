import type { OffsetEdit } from '../../../fixes/fix.ts';
import type { LineTable } from '../../../text/lineTable.ts';
import type { PythonModule, Statement } from '../../syntax/statementNodes.ts';

/** What edits of a module need to know of it. */
export interface ModuleHead {
  readonly lines: LineTable;
  readonly tree: PythonModule;
  readonly lineEnd: string;
}

/** New lines below a statement, or below the module's docstring where there is none. */
export function lineBehind(
  { lines, lineEnd }: ModuleHead,
  statement: Statement | undefined,
  written: readonly string[],
): OffsetEdit {
  const line = statement ? lines.lineAt(statement.end) : 0;
  const start = lines.start(line + 1);
  const isUnfinished = start === lines.text.length && !lines.text.endsWith('\n');
  const text = written.map((each) => each + lineEnd).join('');
  return { start, end: start, newText: isUnfinished ? lineEnd + text : text };
}

/** Whether a statement is a string by itself. */
export function isDocstring(statement: Statement | undefined): boolean {
  return statement?.kind === 'expression' && statement.value.kind === 'string';
}

/** A line before everything that a module does: behind its docstring and what it imports from `__future__`. */
export function headLine(
  { lines, tree, lineEnd }: ModuleHead,
  written: string,
  isFuture = false,
): OffsetEdit {
  const index = tree.body.findIndex(
    (each, at) => !(at === 0 && isDocstring(each)) && (isFuture || !isFutureImport(each)),
  );
  const statement = tree.body[index];
  const before = tree.body[index - 1];
  if (!statement) return lineBehind({ lines, tree, lineEnd }, tree.body.at(-1), [written]);
  const isOwnLine = !before || lines.lineAt(before.end) < lines.lineAt(statement.start);
  const newText = isOwnLine ? written + lineEnd : `${written}; `;
  return { start: statement.start, end: statement.start, newText };
}

function isFutureImport(statement: Statement): boolean {
  return statement.kind === 'importFrom' && statement.module?.name === '__future__' && statement.level === 0;
}
