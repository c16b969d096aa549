import type { ModuleScopes, Reference } from '../../javascript/scopes/reference.ts';
import type { Binding } from '../../javascript/scopes/scope.ts';
import type { JavaScriptTree } from '../../javascript/syntax/parseJavaScript.ts';
import { child, list, nameIn, type SyntaxNode } from '../../javascript/syntax/syntaxNode.ts';
import { headerEnd } from './fileHeader.ts';
import { isPure } from './purity.ts';

/** One or more top-level statements that cannot be parted: those that declare the same names. */
export interface SplitUnit {
  readonly statements: readonly TopStatement[];
  readonly bindings: readonly Binding[];
  /** Whether it may stand in another file: nothing happens when it is loaded, nothing gives its names new values. */
  readonly movable: boolean;
  /** Uses of names inside of it. */
  readonly references: readonly Reference[];
}

/** A statement with the comments above and behind it. */
export interface TopStatement {
  readonly node: SyntaxNode;
  readonly start: number;
  readonly end: number;
}

/** The statements of a module with the text around them: together they are all of it from the first one on. */
export function topStatements(text: string, { program }: JavaScriptTree): TopStatement[] {
  const statements: TopStatement[] = [];
  let start = list(program, 'directives').at(-1)?.end ?? 0;
  start = start > 0 ? endOfLine(text, start) : headerEnd(text);
  for (const node of list(program, 'body')) {
    const end = endOfLine(text, node.end);
    statements.push({ node, start, end });
    start = end;
  }
  return statements;
}

/** Behind the line of an offset where nothing but a comment follows on it; else the offset. */
function endOfLine(text: string, offset: number): number {
  const line = text.indexOf('\n', offset);
  const end = line === -1 ? text.length : line + 1;
  return /^[ \t]*(?:\/\/.*|\/\*(?:(?!\*\/).)*\*\/[ \t]*)?\r?\n?$/.test(text.slice(offset, end))
    ? end
    : offset;
}

/** Divides the statements of a module, imports left out, into units in the order of the text. */
export function splitUnits(statements: readonly TopStatement[], scopes: ModuleScopes): SplitUnit[] {
  const declared = Map.groupBy(scopes.module.bindings, ({ node }) =>
    statements.findIndex(({ node: each }) => isWithin(node, each)),
  );
  const used = Map.groupBy(scopes.references, ({ node }) => statementAt(statements, node.start));
  // `import.meta` tells where the file is.
  const metas = [...scopes.parents.keys()].filter(
    (node) => node.type === 'MetaProperty' && nameIn(node, 'meta') === 'import',
  );
  const byName = new Map<string, number>();
  const groups = new Map<number, number[]>();
  statements.forEach(({ node }, index) => {
    if (node.type === 'ImportDeclaration') return;
    const names = (declared.get(index) ?? []).map(({ name }) => name);
    const group = names.map((name) => byName.get(name)).find((known) => known !== undefined) ?? index;
    for (const name of names) byName.set(name, group);
    groups.set(group, [...(groups.get(group) ?? []), index]);
  });
  return [...groups.values()].map((indexes) => {
    const own = indexes.flatMap((index) => statements[index] ?? []);
    const bindings = indexes.flatMap((index) => declared.get(index) ?? []);
    const references = indexes.flatMap((index) => used.get(index) ?? []);
    const movable =
      bindings.length > 0 &&
      own.every(({ node }) => isMovable(node) && !metas.some((meta) => isWithin(meta, node))) &&
      !touched(bindings, scopes);
    return { statements: own, bindings, references, movable };
  });
}

function isWithin(node: SyntaxNode, around: SyntaxNode): boolean {
  return around.start <= node.start && node.end <= around.end;
}

function statementAt(statements: readonly TopStatement[], offset: number): number {
  let low = 0;
  let high = statements.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((statements[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

const alwaysMovable = new Set([
  'FunctionDeclaration',
  'TSDeclareFunction',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
]);

function isMovable(statement: SyntaxNode): boolean {
  if (statement.type === 'ExportNamedDeclaration') {
    const declaration = child(statement, 'declaration');
    return declaration !== undefined && isMovable(declaration);
  }
  if (statement['declare'] === true) return false;
  if (alwaysMovable.has(statement.type)) return true;
  if (statement.type === 'TSEnumDeclaration') return statement['const'] !== true && isPure(statement);
  if (statement.type === 'VariableDeclaration')
    return (
      statement['kind'] === 'const' &&
      list(statement, 'declarations').every((each) => {
        const init = child(each, 'init');
        return child(each, 'id')?.type === 'Identifier' && init !== undefined && isPure(init);
      })
    );
  return statement.type === 'ClassDeclaration' && isPure(statement);
}

/** Whether somebody gives one of the names another value, or lists one that is only a type for export. */
function touched(bindings: readonly Binding[], scopes: ModuleScopes): boolean {
  return bindings.some((binding) =>
    (scopes.uses.get(binding) ?? []).some(({ node }) => {
      const parent = scopes.parents.get(node);
      const listed = parent?.type === 'ExportSpecifier' && binding.kind === 'type';
      return listed || isTarget(node, parent);
    }),
  );
}

function isTarget(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (parent?.type === 'UpdateExpression' || parent?.type.endsWith('Pattern')) return true;
  return (
    parent !== undefined &&
    child(parent, 'left') === node &&
    parent.type !== 'BinaryExpression' &&
    parent.type !== 'LogicalExpression' &&
    !parent.type.startsWith('TS')
  );
}
