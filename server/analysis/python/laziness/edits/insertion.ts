import type { OffsetEdit } from '../../../fix.ts';
import type { LineTable } from '../../../lineTable.ts';
import type { Statement, Suite } from '../../syntax/statementNodes.ts';
import type { ImportBinding } from '../importBinding.ts';
import { placementOf } from '../placement.ts';
import { isKind } from '../syntaxPath.ts';
import { importsInLine, importTexts } from './importText.ts';

/** Whether imports can be put at the start of a suite: with a condition to keep it needs lines of its own. */
export function canHold({ text }: LineTable, body: Suite, bindings: readonly ImportBinding[]): boolean {
  const { before, after } = insertionPlace(body);
  return (
    !isInLine(text, body, before, after) || bindings.every((each) => placementOf(each).kind !== 'platform')
  );
}

/** Puts imports at the start of a suite: behind its docstring and the imports it begins with. */
export function insertImports(
  lines: LineTable,
  lineEnd: string,
  body: Suite,
  bindings: readonly ImportBinding[],
): OffsetEdit {
  const { text } = lines;
  const { before, after } = insertionPlace(body);
  if (after && isInLine(text, body, before, after))
    return { start: after.start, end: after.start, newText: `${importsInLine(bindings)}; ` };
  const indent = indentOf(lines, body.statements[0] ?? body);
  const line = before ? lines.lineAt(before.end) : lineAbove(lines, after?.start ?? body.start);
  const start = lines.start(line + 1);
  const isBlankBelow = lines.content(line + 1).trim() === '';
  const written = conditionalTexts(text, bindings, { indent, lineEnd }).map(
    (each) => `${indent}${each}${lineEnd}`,
  );
  return { start, end: start, newText: written.join('') + (isBlankBelow ? '' : lineEnd) };
}

/** Imports, each under the condition that it stands under now. */
function conditionalTexts(
  text: string,
  bindings: readonly ImportBinding[],
  style: { indent: string; lineEnd: string },
): string[] {
  const found: string[] = [];
  let condition: string | undefined;
  const unit = style.indent.includes('\t') ? '\t' : '    ';
  for (const statement of new Set(bindings.map((each) => each.statement))) {
    const own = bindings.filter((each) => each.statement === statement);
    const [first] = own;
    const placement = first && placementOf(first);
    const test = placement?.kind === 'platform' ? placement.clause.test : undefined;
    const wanted = test && text.slice(test.start, test.end);
    if (wanted !== undefined && wanted !== condition) found.push(`if ${wanted}:`);
    condition = wanted;
    const indent = wanted === undefined ? style.indent : style.indent + unit;
    for (const each of importTexts(text, own, { ...style, indent }))
      found.push(wanted === undefined ? each : unit + each);
  }
  return found;
}

interface InsertionPlace {
  readonly before: Statement | undefined;
  readonly after: Statement | undefined;
}

function insertionPlace({ statements }: Suite): InsertionPlace {
  const [first] = statements;
  const hasDocstring = first?.kind === 'expression' && first.value.kind === 'string';
  let count = hasDocstring ? 1 : 0;
  while (isKind(statements[count], 'import', 'importFrom')) count++;
  return { before: statements[count - 1], after: statements[count] };
}

function isInLine(
  text: string,
  body: Suite,
  before: Statement | undefined,
  after: Statement | undefined,
): boolean {
  if (body.isInline) return true;
  return before !== undefined && after !== undefined && isSameLine(text, before.end, after.start);
}

/** Whether no line ends between two offsets, save where a backslash joins it to the next. */
export function isSameLine(text: string, from: number, to: number): boolean {
  return !text
    .slice(from, to)
    .replace(/\\\r?\n/g, '')
    .includes('\n');
}

/** The blanks before a statement. */
export function indentOf(lines: LineTable, { start }: { readonly start: number }): string {
  const before = lines.text.slice(lines.start(lines.lineAt(start)), start);
  return /[ \t]*$/.exec(before)?.[0] ?? '';
}

/** The last line above a statement that holds more than a comment: the head of its suite. */
function lineAbove(lines: LineTable, start: number): number {
  let line = lines.lineAt(start) - 1;
  while (line > 1 && /^\s*(?:#|$)/.test(lines.content(line))) line--;
  return line;
}
