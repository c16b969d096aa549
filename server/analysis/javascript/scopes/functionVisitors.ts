import { child, list, type SyntaxNode } from '../syntax/syntaxNode.ts';
import { type Binder, inner, type Place, type Visitor } from './binder.ts';
import { bindPattern } from './patterns.ts';

function visitDeclaration(binder: Binder, node: SyntaxNode, place: Place): void {
  const id = child(node, 'id');
  if (id) binder.declare(id, { kind: 'function', meaning: 'value', declaration: node, scope: place.scope });
  visitFunction(binder, node, place);
}

/** A named function expression sees its own name, and nobody else does. */
function visitExpression(binder: Binder, node: SyntaxNode, place: Place): void {
  const id = child(node, 'id');
  const own = inner(place);
  if (id) binder.declare(id, { kind: 'function', meaning: 'value', declaration: node, scope: own.scope });
  visitFunction(binder, node, own);
}

function visitMethod(binder: Binder, node: SyntaxNode, place: Place): void {
  visitKey(binder, node, place);
  binder.visitField(node, 'decorators', place);
  visitFunction(binder, node, place);
}

function visitFunction(binder: Binder, node: SyntaxNode, place: Place): void {
  const { scope } = inner(place, true);
  const { region: parent, role } = place;
  const parameters: Place = { scope, role, region: { kind: 'parameters', node, parent } };
  binder.visitField(node, 'typeParameters', parameters);
  for (const parameter of list(node, 'params')) {
    // A parameter's decorators run with the class.
    binder.visitField(parameter, 'decorators', place);
    bindPattern(
      binder,
      parameter,
      { kind: 'parameter', meaning: 'value', declaration: node, scope },
      parameters,
    );
  }
  binder.visitField(node, 'returnType', parameters);
  binder.visitField(node, 'predicate', parameters);
  const body: Place = { scope, role, region: { kind: 'body', node, parent } };
  const block = child(node, 'body');
  // The names of parameters and body share a scope, as far as anybody can tell them apart.
  if (block?.type === 'BlockStatement') binder.enter(block, () => binder.visitChildren(block, body));
  else if (block) binder.visit(block, body);
}

/** What a computed key names; a plain one names nothing. */
export function visitKey(binder: Binder, node: SyntaxNode, place: Place): void {
  if (node['computed'] === true) binder.visitField(node, 'key', place);
}

export const functionVisitors: readonly (readonly [string, Visitor])[] = [
  ['FunctionDeclaration', visitDeclaration],
  ['TSDeclareFunction', visitDeclaration],
  ['FunctionExpression', visitExpression],
  ['ArrowFunctionExpression', visitFunction],
  ['ObjectMethod', visitMethod],
  ['ClassMethod', visitMethod],
  ['ClassPrivateMethod', visitMethod],
  ['TSDeclareMethod', visitMethod],
];
