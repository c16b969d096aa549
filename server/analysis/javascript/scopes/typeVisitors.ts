import { child, list, type SyntaxNode } from '../syntax/syntaxNode.ts';
import { type Binder, inner, type Place, type Visitor } from './binder.ts';
import { visitKey } from './functionVisitors.ts';

const typed = (place: Place): Place => ({ ...place, role: 'type' });

/** Where a value stands with a type beside it: `value as Type`. */
function visitTyped(binder: Binder, node: SyntaxNode, place: Place): void {
  binder.visitField(node, 'expression', place);
  binder.visitChildren(node, typed(place), 'expression');
}

function visitNamedType(binder: Binder, node: SyntaxNode, place: Place): void {
  const id = child(node, 'id');
  if (id) binder.declare(id, { kind: 'type', meaning: 'type', declaration: node, scope: place.scope });
  binder.visitChildren(node, typed(inner(place)), 'id');
}

function visitTypeParameter(binder: Binder, node: SyntaxNode, place: Place): void {
  const name = child(node, 'name');
  if (name) binder.declare(name, { kind: 'type', meaning: 'type', declaration: node, scope: place.scope });
  binder.visitChildren(node, typed(place), 'name');
}

/** A signature has its own type parameters; its parameters' names mean nothing outside. */
function visitSignature(binder: Binder, node: SyntaxNode, place: Place): void {
  const own = typed(inner(place));
  visitKey(binder, node, own);
  for (const parameter of [...list(node, 'params'), ...list(node, 'parameters')])
    binder.enter(parameter, () => binder.visitField(parameter, 'typeAnnotation', own));
  binder.visitChildren(node, own, 'params', 'parameters', 'key');
}

function visitMapped(binder: Binder, node: SyntaxNode, place: Place): void {
  const own = typed(inner(place));
  const key = child(node, 'key');
  if (key) binder.declare(key, { kind: 'type', meaning: 'type', declaration: node, scope: own.scope });
  binder.visitChildren(node, own, 'key');
}

function visitEnum(binder: Binder, node: SyntaxNode, place: Place): void {
  const id = child(node, 'id');
  if (id) binder.declare(id, { kind: 'enum', meaning: 'both', declaration: node, scope: place.scope });
  binder.visitChildren(node, inner(place), 'id');
}

function visitNamespace(binder: Binder, node: SyntaxNode, place: Place): void {
  const id = child(node, 'id');
  if (id?.type === 'Identifier')
    binder.declare(id, { kind: 'namespace', meaning: 'both', declaration: node, scope: place.scope });
  const ambient = node['declare'] === true || id?.type === 'StringLiteral' || node['kind'] === 'global';
  binder.visitField(node, 'body', ambient ? typed(inner(place, true)) : inner(place, true));
}

function visitImportEquals(binder: Binder, node: SyntaxNode, place: Place): void {
  const id = child(node, 'id');
  if (id) binder.declare(id, { kind: 'import', meaning: 'both', declaration: node, scope: place.scope });
  binder.visitField(node, 'moduleReference', place);
}

/** Of `a.b.c` only `a` is a name that somebody declares. */
function visitQualified(binder: Binder, node: SyntaxNode, place: Place): void {
  binder.visitField(node, 'left', place);
}

function inPlace(binder: Binder, node: SyntaxNode, place: Place): void {
  binder.visitChildren(node, place);
}

export const typeVisitors: readonly (readonly [string, Visitor])[] = [
  ['TSAsExpression', visitTyped],
  ['TSSatisfiesExpression', visitTyped],
  ['TSTypeAssertion', visitTyped],
  ['TSNonNullExpression', visitTyped],
  ['TSInstantiationExpression', visitTyped],
  ['TSExportAssignment', inPlace],
  ['TSParameterProperty', inPlace],
  ['TSEnumBody', inPlace],
  ['TSEnumMember', (binder, node, place) => binder.visitField(node, 'initializer', place)],
  ['TSModuleBlock', inPlace],
  ['TSExternalModuleReference', inPlace],
  ['TSInterfaceDeclaration', visitNamedType],
  ['TSTypeAliasDeclaration', visitNamedType],
  ['TSTypeParameter', visitTypeParameter],
  ['TSFunctionType', visitSignature],
  ['TSConstructorType', visitSignature],
  ['TSMethodSignature', visitSignature],
  ['TSCallSignatureDeclaration', visitSignature],
  ['TSConstructSignatureDeclaration', visitSignature],
  ['TSIndexSignature', visitSignature],
  ['TSPropertySignature', visitSignature],
  ['TSConditionalType', (binder, node, place) => binder.visitChildren(node, typed(inner(place)))],
  ['TSMappedType', visitMapped],
  ['TSQualifiedName', visitQualified],
  ['TSNamedTupleMember', (binder, node, place) => binder.visitField(node, 'elementType', typed(place))],
  ['TSImportType', (binder, node, place) => binder.visitField(node, 'typeArguments', typed(place))],
  ['TSEnumDeclaration', visitEnum],
  ['TSModuleDeclaration', visitNamespace],
  ['TSImportEqualsDeclaration', visitImportEquals],
];
