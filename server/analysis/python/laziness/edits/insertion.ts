import type { OffsetEdit } from '../../../fixes/fix.ts';
import type { LineTable } from '../../../text/lineTable.ts';
import type { PythonModule, Statement, Suite } from '../../syntax/statementNodes.ts';
import { availabilityFlag } from '../availabilityFlag.ts';
import type { ImportBinding } from '../importBinding.ts';
import { placementOf } from '../placement.ts';
import { isKind } from '../syntaxPath.ts';
import { importsInLine, importTexts } from './importText.ts';
import { indentOf, isSameLine } from './indent.ts';
import { isDocstring, type ModuleHead } from './moduleHead.ts';

/** Whether imports can be put at the start of a suite: with a condition to keep it needs lines of its own. */
export function canHold(
  { lines, tree }: ModuleHead,
  body: Suite,
  bindings: readonly ImportBinding[],
): boolean {
  const { text } = lines;
  const { before, after } = insertionPlace(body);
  if (!isInLine(text, body, before, after)) return true;
  return bindings.every((each) => conditionOf(text, tree, each) === undefined);
}

/** Puts imports at the start of a suite: behind its docstring and the imports it begins with. */
export function insertImports(head: ModuleHead, body: Suite, bindings: readonly ImportBinding[]): OffsetEdit {
  const { lines, lineEnd } = head;
  const { text } = lines;
  const { before, after } = insertionPlace(body);
  if (after && isInLine(text, body, before, after))
    return { start: after.start, end: after.start, newText: `${importsInLine(bindings)}; ` };
  const indent = indentOf(lines, body.statements[0] ?? body);
  const line = before ? lines.lineAt(before.end) : lineAbove(lines, after?.start ?? body.start);
  const start = lines.start(line + 1);
  const isBlankBelow = lines.content(line + 1).trim() === '';
  const written = conditionalTexts(head, bindings, indent).map((each) => `${indent}${each}${lineEnd}`);
  return { start, end: start, newText: written.join('') + (isBlankBelow ? '' : lineEnd) };
}

/** Imports, each under the condition that it stands under now. */
function conditionalTexts(
  { lines, tree, lineEnd }: ModuleHead,
  bindings: readonly ImportBinding[],
  outer: string,
): string[] {
  const { text } = lines;
  const found: string[] = [];
  let condition: string | undefined;
  const unit = outer.includes('\t') ? '\t' : '    ';
  for (const statement of new Set(bindings.map((each) => each.statement))) {
    const own = bindings.filter((each) => each.statement === statement);
    const wanted = own[0] && conditionOf(text, tree, own[0]);
    if (wanted !== undefined && wanted !== condition) found.push(`if ${wanted}:`);
    condition = wanted;
    const indent = wanted === undefined ? '' : unit;
    for (const each of importTexts(text, own, { lineEnd, indent: outer + indent })) found.push(indent + each);
  }
  return found;
}

/** What has to hold where an import is taken to: the condition it stands under, or the flag that says it is there. */
function conditionOf(text: string, tree: PythonModule, binding: ImportBinding): string | undefined {
  const placement = placementOf(binding);
  if (placement.kind === 'platform')
    return text.slice(placement.clause.test.start, placement.clause.test.end);
  return placement.kind === 'try' ? availabilityFlag(tree, binding, placement.node)?.names[0] : undefined;
}

interface InsertionPlace {
  readonly before: Statement | undefined;
  readonly after: Statement | undefined;
}

function insertionPlace({ statements }: Suite): InsertionPlace {
  const [first] = statements;
  const hasDocstring = first !== undefined && isDocstring(first);
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

/** The last line above a statement that holds more than a comment: the head of its suite. */
function lineAbove(lines: LineTable, start: number): number {
  let line = lines.lineAt(start) - 1;
  while (line > 1 && /^\s*(?:#|$)/.test(lines.content(line))) line--;
  return line;
}
