import type { OffsetEdit } from '../../../fix.ts';
import type { ImportFrom, PythonModule, Statement, Suite } from '../../syntax/statementNodes.ts';
import { type ImportBinding, typeCheckingClause } from '../importBinding.ts';
import { isKind } from '../syntaxPath.ts';
import { importsInLine, importTexts } from './importText.ts';
import { indentOf } from './indent.ts';
import { headLine, isDocstring, lineBehind, type ModuleHead } from './moduleHead.ts';

/** Imports for type checkers alone: in the block that is there, else in a new one below the imports. */
export function importForTypes(head: ModuleHead, bindings: readonly ImportBinding[]): OffsetEdit[] {
  const { lines, tree, lineEnd } = head;
  const body = typeCheckingBody(tree);
  const last = body?.statements.at(-1);
  if (body && last) {
    if (body.isInline) return [{ start: last.end, end: last.end, newText: `; ${importsInLine(bindings)}` }];
    const indent = indentOf(lines, body.statements[0] ?? body);
    const written = importTexts(lines.text, bindings, { indent, lineEnd });
    return [
      lineBehind(
        head,
        last,
        written.map((each) => indent + each),
      ),
    ];
  }
  const written = importTexts(lines.text, bindings, { indent: '    ', lineEnd });
  const { flag, edits } = flagFor(head);
  return [
    ...edits,
    lineBehind(head, lastImport(tree), ['', `if ${flag}:`, ...written.map((each) => `    ${each}`)]),
  ];
}

/** The first block of a module for type checkers. */
export function typeCheckingBody({ body }: PythonModule): Suite | undefined {
  return body.map(typeCheckingClause).find((clause) => clause !== undefined)?.body;
}

/** The last of the imports that a module begins with. */
function lastImport({ body }: PythonModule): Statement | undefined {
  let last: Statement | undefined;
  for (const [index, statement] of body.entries()) {
    if (isKind(statement, 'import', 'importFrom')) last = statement;
    else if (!(index === 0 && isDocstring(statement))) break;
  }
  return last ?? body.find((each) => isKind(each, 'import', 'importFrom'));
}

/** What the condition is called here, and the edits that make it known. */
function flagFor(head: ModuleHead): { flag: string; edits: OffsetEdit[] } {
  const imports = head.tree.body.filter((each) => isKind(each, 'import', 'importFrom'));
  const typing = imports.find(
    (each): each is ImportFrom =>
      each.kind === 'importFrom' &&
      each.module?.name === 'typing' &&
      each.level === 0 &&
      each.names[0]?.name.name !== '*',
  );
  const own = typing?.names.find(({ name }) => name.name === 'TYPE_CHECKING');
  if (own) return { flag: own.alias?.name ?? own.name.name, edits: [] };
  const module = imports.find(
    (each) =>
      each.kind === 'import' && each.names.some(({ name, alias }) => name.name === 'typing' && !alias),
  );
  if (module) return { flag: 'typing.TYPE_CHECKING', edits: [] };
  const last = typing?.names.at(-1);
  if (last)
    return { flag: 'TYPE_CHECKING', edits: [{ start: last.end, end: last.end, newText: ', TYPE_CHECKING' }] };
  return { flag: 'TYPE_CHECKING', edits: [headLine(head, 'from typing import TYPE_CHECKING')] };
}
