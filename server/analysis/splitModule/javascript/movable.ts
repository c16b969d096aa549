import type { ModuleScopes } from '../../javascript/scopes/reference.ts';
import type { Binding } from '../../javascript/scopes/scope.ts';
import { child, children, list, type SyntaxNode } from '../../javascript/syntax/syntaxNode.ts';
import { isPure } from './purity.ts';

const neverActing = new Set([
  'FunctionDeclaration',
  'TSDeclareFunction',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'ExportAllDeclaration',
]);

/** Whether something happens when a statement is loaded: a call, a getter, a decorator. */
export function acts(statement: SyntaxNode): boolean {
  if (statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration') {
    const declaration = child(statement, 'declaration');
    return declaration !== undefined && acts(declaration);
  }
  if (neverActing.has(statement.type) || statement['declare'] === true) return false;
  if (statement.type !== 'VariableDeclaration') return !isPure(statement);
  return list(statement, 'declarations').some((each) => {
    const init = child(each, 'init');
    return child(each, 'id')?.type !== 'Identifier' || (init !== undefined && !isPure(init));
  });
}

/** Why statements that declare names may not stand in another file, as a sentence about them; undefined where they may. */
export function whyStaying(
  statements: readonly SyntaxNode[],
  bindings: readonly Binding[],
  scopes: ModuleScopes,
): string | undefined {
  const changed = touched(bindings, scopes);
  if (changed !== undefined) return changed;
  return bindings.length > 0 && statements.every(declares)
    ? undefined
    : 'it does more than declare functions, classes, types and constants';
}

/** Whether a statement declares functions, classes, types or constants under names of their own. */
function declares(statement: SyntaxNode): boolean {
  if (statement['declare'] === true) return false;
  switch (statement.type) {
    case 'ExportNamedDeclaration': {
      const declaration = child(statement, 'declaration');
      return declaration !== undefined && declares(declaration);
    }
    case 'TSEnumDeclaration':
      return statement['const'] !== true;
    case 'VariableDeclaration':
      return statement['kind'] === 'const' && list(statement, 'declarations').every(isOwnConstant);
    case 'ClassDeclaration':
      return !isOfModule(statement);
    default:
      return neverActing.has(statement.type) && statement.type !== 'ExportAllDeclaration';
  }
}

function isOwnConstant(declarator: SyntaxNode): boolean {
  const init = child(declarator, 'init');
  return child(declarator, 'id')?.type === 'Identifier' && init !== undefined && !isOfModule(init);
}

/** Whether an expression means another thing, or is none, elsewhere: `this` and `await` of the module. */
function isOfModule(node: SyntaxNode): boolean {
  if (/^(?:Function|ArrowFunction|Object(?:Method)|Class(?:Method|PrivateMethod))/.test(node.type))
    return false;
  return /^(?:This|Await|Yield)Expression$/.test(node.type) || children(node).some(isOfModule);
}

/** Whether somebody gives one of the names another value, or lists one that is only a type among values for export. */
function touched(bindings: readonly Binding[], scopes: ModuleScopes): string | undefined {
  for (const binding of bindings)
    for (const { node } of scopes.uses.get(binding) ?? []) {
      const parent = scopes.parents.get(node);
      if (isTarget(node, scopes)) return `${binding.name} is given another value`;
      if (binding.kind === 'type' && parent && isListedAsValue(parent, scopes))
        return `${binding.name}, a type, is exported in a list that does not say so`;
    }
  return undefined;
}

function isListedAsValue(specifier: SyntaxNode, { parents }: ModuleScopes): boolean {
  if (specifier.type !== 'ExportSpecifier') return false;
  return specifier['exportKind'] !== 'type' && parents.get(specifier)?.['exportKind'] !== 'type';
}

function isTarget(node: SyntaxNode, { parents }: ModuleScopes): boolean {
  const parent = parents.get(node);
  if (parent === undefined) return false;
  if (/^(?:UpdateExpression|ArrayPattern|RestElement)$/.test(parent.type)) return true;
  if (parent.type === 'ObjectProperty')
    return parents.get(parent)?.type === 'ObjectPattern' && child(parent, 'value') === node;
  return (
    child(parent, 'left') === node &&
    parent.type !== 'BinaryExpression' &&
    parent.type !== 'LogicalExpression' &&
    !parent.type.startsWith('TS')
  );
}
