import type { OffsetEdit } from '../../../fixes/fix.ts';
import type { PythonModule, Statement, Suite } from '../../syntax/statementNodes.ts';
import { type ImportBinding, typeCheckingClause } from '../importBinding.ts';
import { isKind } from '../syntaxPath.ts';
import { importsInLine, importTexts } from './importText.ts';
import { indentOf } from './indent.ts';
import { isDocstring, lineBehind, type ModuleHead } from './moduleHead.ts';
import { typingFlag } from './typingFlag.ts';

/** Imports for type checkers alone: in the block that is there, else in a new one below the imports. */
export function importForTypes(head: ModuleHead, bindings: readonly ImportBinding[]): OffsetEdit[] {
  const { lines, tree, lineEnd } = head;
  const body = typeCheckingBody(tree);
  const last = body?.statements.at(-1);
  if (body && last) {
    if (body.isInline) return [{ start: last.end, end: last.end, newText: `; ${importsInLine(bindings)}` }];
    const indent = indentOf(lines, body.statements[0] ?? body);
    const written = importTexts(lines.text, bindings, { indent, lineEnd });
    const indented = written.map((each) => indent + each);
    return [lineBehind(head, last, indented)];
  }
  const written = importTexts(lines.text, bindings, { indent: '    ', lineEnd });
  const flag = typingFlag(head, new Set(bindings.map(({ statement }) => statement)));
  const place = [lastImport(tree), flag.statement].filter((each) => each !== undefined);
  const below = place.sort((one, other) => one.start - other.start).at(-1);
  const block = [`if ${flag.name}:`, ...written.map((each) => `    ${each}`)];
  return [...flag.edits, lineBehind(head, below, ['', ...block])];
}

/** The first block of a module for type checkers. */
export function typeCheckingBody({ body }: PythonModule): Suite | undefined {
  return body.map(typeCheckingClause).find((clause) => clause !== undefined)?.body;
}

/** The last of the imports that a module begins with; what it says of itself may stand between them. */
function lastImport({ body }: PythonModule): Statement | undefined {
  let last: Statement | undefined;
  for (const statement of body) {
    if (isKind(statement, 'import', 'importFrom')) last = statement;
    else if (!isDocstring(statement) && !isAboutItself(statement)) break;
  }
  return last ?? body.find((each) => isKind(each, 'import', 'importFrom'));
}

/** Whether a statement assigns to a name such as `__all__`. */
function isAboutItself(statement: Statement): boolean {
  return (
    statement.kind === 'assignment' &&
    statement.targets.every((each) => isKind(each, 'name') && /^__\w+__$/.test(each.name))
  );
}
