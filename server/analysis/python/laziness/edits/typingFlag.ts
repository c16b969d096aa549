import type { OffsetEdit } from '../../../fixes/fix.ts';
import type { ImportFrom, Statement } from '../../syntax/statementNodes.ts';
import { isKind } from '../syntaxPath.ts';
import { headLine, type ModuleHead } from './moduleHead.ts';

/** What `TYPE_CHECKING` is called in a module. */
export interface TypingFlag {
  readonly name: string;
  /** The import that binds it, behind which it can be used; undefined where the edits add one to the head. */
  readonly statement: Statement | undefined;
  readonly edits: readonly OffsetEdit[];
}

/** What `TYPE_CHECKING` is called in a module, with the edits that import it if need be. */
export function typingFlag(head: ModuleHead, gone: ReadonlySet<Statement>): TypingFlag {
  const imports = head.tree.body.filter((each) => isKind(each, 'import', 'importFrom') && !gone.has(each));
  const typing = imports.find(isTypingNames);
  const own = typing?.names.find(({ name }) => name.name === 'TYPE_CHECKING');
  if (own) return { name: own.alias?.name ?? own.name.name, statement: typing, edits: [] };
  const module = imports.find(
    (each) =>
      each.kind === 'import' && each.names.some(({ name, alias }) => name.name === 'typing' && !alias),
  );
  if (module) return { name: 'typing.TYPE_CHECKING', statement: module, edits: [] };
  const name = 'TYPE_CHECKING';
  const end = typing?.names.at(-1)?.end;
  if (end === undefined)
    return { name, statement: undefined, edits: [headLine(head, `from typing import ${name}`)] };
  return { name, statement: typing, edits: [{ start: end, end, newText: `, ${name}` }] };
}

function isTypingNames(statement: Statement): statement is ImportFrom {
  if (statement.kind !== 'importFrom' || statement.isLazy || statement.level > 0) return false;
  return statement.module?.name === 'typing' && statement.names[0]?.name.name !== '*';
}
