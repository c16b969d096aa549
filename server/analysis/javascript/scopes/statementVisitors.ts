import { child, list, nameOf, type SyntaxNode } from '../syntax/syntaxNode.ts';
import { type Binder, inner, type Place, type Visitor } from './binder.ts';
import { bindPattern } from './patterns.ts';

function visitBlock(binder: Binder, node: SyntaxNode, place: Place): void {
  binder.visitChildren(node, inner(place));
}

function visitVariables(binder: Binder, node: SyntaxNode, place: Place): void {
  const scope = node['kind'] === 'var' ? place.scope.variables : place.scope;
  for (const declarator of list(node, 'declarations'))
    binder.enter(declarator, () => {
      const id = child(declarator, 'id');
      if (id)
        bindPattern(
          binder,
          id,
          { kind: 'variable', meaning: 'value', declaration: declarator, scope },
          place,
        );
      binder.visitField(declarator, 'init', place);
    });
}

function visitCatch(binder: Binder, node: SyntaxNode, place: Place): void {
  const own = inner(place);
  const parameter = child(node, 'param');
  if (parameter)
    bindPattern(
      binder,
      parameter,
      { kind: 'variable', meaning: 'value', declaration: node, scope: own.scope },
      own,
    );
  binder.visitField(node, 'body', own);
}

function visitImport(binder: Binder, node: SyntaxNode, { scope }: Place): void {
  for (const specifier of list(node, 'specifiers'))
    binder.enter(specifier, () => {
      const local = child(specifier, 'local');
      if (local) binder.declare(local, { kind: 'import', meaning: 'both', declaration: specifier, scope });
    });
}

/** `export { a } from` names nothing of this module; `export type { a }` is a use as a type. */
function visitNamedExport(binder: Binder, node: SyntaxNode, place: Place): void {
  binder.visitField(node, 'declaration', place);
  if (child(node, 'source')) return;
  for (const specifier of list(node, 'specifiers'))
    binder.enter(specifier, () => {
      const isType = node['exportKind'] === 'type' || specifier['exportKind'] === 'type';
      const local = child(specifier, 'local');
      if (local) binder.visit(local, isType ? { ...place, role: 'type' } : place);
    });
}

function visitLabelled(binder: Binder, node: SyntaxNode, place: Place): void {
  binder.visitField(node, 'body', place);
}

function visitIdentifier(binder: Binder, node: SyntaxNode, place: Place): void {
  if (nameOf(node) !== '') binder.refer(node, place);
  binder.visitField(node, 'typeAnnotation', place);
}

function nothing(): void {
  // It names nothing that is declared.
}

export const statementVisitors: readonly (readonly [string, Visitor])[] = [
  ['BlockStatement', visitBlock],
  ['ForStatement', visitBlock],
  ['ForInStatement', visitBlock],
  ['ForOfStatement', visitBlock],
  ['SwitchStatement', visitBlock],
  ['VariableDeclaration', visitVariables],
  ['CatchClause', visitCatch],
  ['ImportDeclaration', visitImport],
  ['ExportNamedDeclaration', visitNamedExport],
  ['ExportAllDeclaration', nothing],
  ['LabeledStatement', visitLabelled],
  ['BreakStatement', nothing],
  ['ContinueStatement', nothing],
  ['Identifier', visitIdentifier],
  ['MetaProperty', nothing],
];
