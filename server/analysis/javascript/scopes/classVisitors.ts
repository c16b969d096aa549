import { child, type SyntaxNode } from '../syntax/syntaxNode.ts';
import { type Binder, inner, type Place, type Visitor } from './binder.ts';
import { visitKey } from './functionVisitors.ts';

function visitDeclaration(binder: Binder, node: SyntaxNode, place: Place): void {
  const id = child(node, 'id');
  if (id) binder.declare(id, { kind: 'class', meaning: 'both', declaration: node, scope: place.scope });
  visitClass(binder, node, inner(place));
}

function visitExpression(binder: Binder, node: SyntaxNode, place: Place): void {
  const own = inner(place);
  const id = child(node, 'id');
  if (id) binder.declare(id, { kind: 'class', meaning: 'both', declaration: node, scope: own.scope });
  visitClass(binder, node, own);
}

function visitClass(binder: Binder, node: SyntaxNode, place: Place): void {
  binder.visitChildren(node, place, 'id');
}

/** The value of a static field is computed with the class, that of another one with each instance. */
function visitField(binder: Binder, node: SyntaxNode, place: Place): void {
  visitKey(binder, node, place);
  binder.visitField(node, 'decorators', place);
  binder.visitField(node, 'typeAnnotation', place);
  const { region: parent } = place;
  const value: Place =
    node['static'] === true ? place : { ...place, region: { kind: 'field', node, parent } };
  binder.visitField(node, 'value', value);
}

export const classVisitors: readonly (readonly [string, Visitor])[] = [
  ['ClassDeclaration', visitDeclaration],
  ['ClassExpression', visitExpression],
  ['ClassProperty', visitField],
  ['ClassPrivateProperty', visitField],
  ['ClassAccessorProperty', visitField],
  ['StaticBlock', (binder, node, place) => binder.visitChildren(node, inner(place, true))],
];
