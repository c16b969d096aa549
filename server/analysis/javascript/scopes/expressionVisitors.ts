import { child, nameOf, type SyntaxNode } from '../syntax/syntaxNode.ts';
import type { Binder, Place, Visitor } from './binder.ts';
import { visitKey } from './functionVisitors.ts';

function visitMember(binder: Binder, node: SyntaxNode, place: Place): void {
  binder.visitField(node, 'object', place);
  if (node['computed'] === true) binder.visitField(node, 'property', place);
}

function visitProperty(binder: Binder, node: SyntaxNode, place: Place): void {
  visitKey(binder, node, place);
  binder.visitField(node, 'value', place);
}

function visitCall(binder: Binder, node: SyntaxNode, place: Place): void {
  binder.call(node, place);
  binder.visitChildren(node, place);
}

function visitElement(binder: Binder, node: SyntaxNode, place: Place): void {
  const name = child(node, 'name');
  // The classic transform writes `React.createElement` for every element.
  const { start } = node;
  if (node.type.startsWith('JSXOpening'))
    binder.refer({ type: 'Identifier', name: 'React', start, end: start + 1 }, place);
  // `<div>` names no variable; `<Chart>` and `<ui.Chart>` do.
  if (name?.type === 'JSXMemberExpression' || (name && /^[^a-z]/.test(nameOf(name))))
    binder.visit(name, place);
  binder.visitChildren(node, place, 'name');
}

export const expressionVisitors: readonly (readonly [string, Visitor])[] = [
  ['MemberExpression', visitMember],
  ['OptionalMemberExpression', visitMember],
  ['ObjectProperty', visitProperty],
  ['CallExpression', visitCall],
  ['OptionalCallExpression', visitCall],
  ['NewExpression', visitCall],
  ['TaggedTemplateExpression', visitCall],
  ['Decorator', visitCall],
  ['JSXOpeningFragment', visitElement],
  ['JSXOpeningElement', visitElement],
  ['JSXClosingElement', visitElement],
  ['JSXMemberExpression', (binder, node, place) => binder.visitField(node, 'object', place)],
  ['JSXIdentifier', (binder, node, place) => binder.refer(node, place)],
  ['JSXAttribute', (binder, node, place) => binder.visitField(node, 'value', place)],
];
