import type { OffsetEdit } from '../../../fixes/fix.ts';
import type { LineTable } from '../../../text/lineTable.ts';
import type { Node } from '../../syntax/expressionNodes.ts';
import type { Import, ImportAlias, ImportFrom, Statement } from '../../syntax/statementNodes.ts';
import type { ImportBinding } from '../importBinding.ts';
import { placementOf } from '../placement.ts';
import { isKind, isSuite } from '../syntaxPath.ts';
import { isSameLine } from './indent.ts';

/** Takes imports out of a text: whole statements where all of their names go, else the names. */
export function removeImports(lines: LineTable, bindings: readonly ImportBinding[]): OffsetEdit[] {
  const whole: Statement[] = [];
  const edits: OffsetEdit[] = [];
  for (const statement of new Set(bindings.map((each) => each.statement))) {
    const gone = new Set(bindings.filter((each) => each.statement === statement).map(({ alias }) => alias));
    if (gone.size === statement.names.length) whole.push(statement);
    else edits.push(...removeNames(lines, statement, gone));
  }
  const lists = new Map<readonly Statement[], ImportBinding>();
  for (const binding of bindings)
    if (whole.includes(binding.statement)) lists.set(statementsAround(binding), binding);
  for (const [statements, binding] of lists)
    edits.push(...removeStatements(lines, statements, new Set(whole), binding));
  return edits;
}

function statementsAround({ holders, statement }: ImportBinding): readonly Statement[] {
  const holder = holders.at(-1);
  if (holder && isSuite(holder)) return holder.statements;
  return isKind(holder, 'module') ? holder.body : [statement];
}

/** Takes statements out of a list; a suite that loses all of them keeps a `pass`, an `if` for nothing else goes too. */
function removeStatements(
  lines: LineTable,
  statements: readonly Statement[],
  gone: ReadonlySet<Statement>,
  binding: ImportBinding,
): OffsetEdit[] {
  const edits: OffsetEdit[] = [];
  const [first] = statements;
  const isEmptied = binding.holders.length > 1 && statements.every((each) => gone.has(each));
  if (isEmptied && first) {
    const condition = emptyCondition(binding);
    if (condition) return [removeLines(lines, condition, condition)];
    edits.push({ start: first.start, end: first.end, newText: 'pass' });
  }
  for (let i = isEmptied ? 1 : 0; i < statements.length; i++) {
    if (!isGone(statements[i], gone)) continue;
    let last = i;
    while (isGone(statements[last + 1], gone) && follows(lines.text, statements[last], statements[last + 1]))
      last++;
    edits.push(removeRun(lines, statements, i, last));
    i = last;
  }
  return edits;
}

function isGone(statement: Statement | undefined, gone: ReadonlySet<Statement>): boolean {
  return statement !== undefined && gone.has(statement);
}

/** The `if` around an import that asks for the platform and has nothing else to say. */
function emptyCondition(binding: ImportBinding): Statement | undefined {
  const placement = placementOf(binding);
  if (placement.kind !== 'platform') return undefined;
  const { statement } = placement;
  return statement.clauses.length === 1 && !statement.orElse ? statement : undefined;
}

function follows(text: string, before: Statement | undefined, after: Statement | undefined): boolean {
  return before !== undefined && after !== undefined && isSameLine(text, before.end, after.start);
}

/** Takes out statements that follow each other in a line, or one that has its lines to itself. */
function removeRun(lines: LineTable, statements: readonly Statement[], from: number, to: number): OffsetEdit {
  const first = statements[from];
  const last = statements[to];
  const before = statements[from - 1];
  const after = statements[to + 1];
  if (!first || !last) return { start: 0, end: 0, newText: '' };
  if (follows(lines.text, before, first)) return { start: before?.end ?? 0, end: last.end, newText: '' };
  if (follows(lines.text, last, after)) return { start: first.start, end: after?.start ?? 0, newText: '' };
  return removeLines(lines, first, last);
}

/** Takes out the lines of statements, with the comment behind them. */
function removeLines(lines: LineTable, first: Node, last: Node): OffsetEdit {
  const before = lines.text.slice(lines.start(lines.lineAt(first.start)), first.start);
  const blanks = /[ \t]*$/.exec(before)?.[0].length ?? 0;
  return { start: first.start - blanks, end: lines.start(lines.lineAt(last.end) + 1), newText: '' };
}

/** Where lines that go have blank ones above and below, those above go too; at the start of a text those below. */
export function withoutBlanks(lines: LineTable, edits: readonly OffsetEdit[]): OffsetEdit[] {
  const isBlank = (line: number) => line <= lines.count && /^[ \t]*$/.test(lines.content(line));
  return edits.map((edit) => {
    let above = lines.lineAt(edit.start) - 1;
    let next = lines.lineAt(edit.end);
    const isWhole = edit.newText === '' && edit.end > edit.start && lines.start(next) === edit.end;
    if (!isWhole || lines.start(above + 1) !== edit.start) return edit;
    if (above === 0) {
      while (isBlank(next)) next++;
      return { ...edit, end: lines.start(next) };
    }
    if (!isBlank(next) && next <= lines.count) return edit;
    while (above > 1 && isBlank(above)) above--;
    return { ...edit, start: lines.start(above + 1) };
  });
}

function removeNames(
  lines: LineTable,
  { names }: Import | ImportFrom,
  gone: ReadonlySet<ImportAlias>,
): OffsetEdit[] {
  const edits: OffsetEdit[] = [];
  const byLine = new Map<number, ImportAlias[]>();
  for (const alias of names) {
    const line = lines.lineAt(alias.start);
    byLine.set(line, [...(byLine.get(line) ?? []), alias]);
  }
  for (const [line, aliases] of byLine)
    if (aliases.every((alias) => gone.has(alias)) && hasLineToItself(lines, line, aliases))
      edits.push({ start: lines.start(line), end: lines.start(line + 1), newText: '' });
    else edits.push(...removeInLine(lines, names, aliases, gone));
  return edits;
}

function hasLineToItself(lines: LineTable, line: number, aliases: readonly ImportAlias[]): boolean {
  const first = aliases[0]?.start ?? 0;
  const last = aliases.at(-1)?.end ?? 0;
  const behind = lines.text.slice(last, lines.end(line));
  return /^\s*$/.test(lines.text.slice(lines.start(line), first)) && /^[ \t]*,[ \t]*(?:#.*)?$/.test(behind);
}

function removeInLine(
  { text }: LineTable,
  names: readonly ImportAlias[],
  aliases: readonly ImportAlias[],
  gone: ReadonlySet<ImportAlias>,
): OffsetEdit[] {
  const edits: OffsetEdit[] = [];
  for (let i = 0; i < aliases.length; i++) {
    const first = aliases[i];
    if (!first || !gone.has(first)) continue;
    let last = first;
    for (let next = aliases[i + 1]; next && gone.has(next); next = aliases[++i + 1]) last = next;
    const at = names.indexOf(first);
    const isKept = (alias: ImportAlias | undefined) => alias !== undefined && !gone.has(alias);
    const before = names.slice(0, at).findLast(isKept);
    const isAfterKept = before !== undefined && before === names[at - 1];
    if (isAfterKept) edits.push({ start: before.end, end: last.end, newText: '' });
    else edits.push({ start: first.start, end: behindComma(text, last.end), newText: '' });
  }
  return edits;
}

function behindComma(text: string, offset: number): number {
  return offset + (/^[ \t]*,(?:[ \t]|\\\r?\n)*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
}
