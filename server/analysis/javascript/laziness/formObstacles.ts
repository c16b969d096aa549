import type { Obstacle } from '../../importExplanation.ts';
import { child, nameIn, type SyntaxNode } from '../syntax/syntaxNode.ts';
import { type ImportCase, obstacle } from './importCase.ts';

/** Why an import has to stay because of the form it is written in. */
export function formObstacles(importCase: ImportCase): Obstacle[] {
  const { subject } = importCase;
  const { form, specifier, bindings } = subject;
  if (form === 'reexport')
    return stays(
      importCase,
      60,
      `exports what '${specifier}' has: whoever imports this module may ask for it.`,
    );
  if (form === 'expression') return expressionObstacle(importCase);
  if (form === 'equals' && bindings.some(({ values }) => values.length > 0))
    return stays(importCase, 62, `uses 'import … = require()', which has no lazy form that keeps its types.`);
  if (form === 'import' && bindings.length === 0)
    return stays(importCase, 59, `imports '${specifier}' for what loading it does; it binds no name.`);
  return [];
}

function expressionObstacle(importCase: ImportCase): Obstacle[] {
  const { path, specifier } = importCase.subject;
  const around = path.map(({ type }) => type);
  const isImportCall = path.some((node) => isImport(node));
  if (isImportCall && around.includes('AwaitExpression'))
    return stays(
      importCase,
      58,
      `awaits '${specifier}' while the module is imported: import() makes it no lazier here.`,
    );
  if (around.includes('TryStatement'))
    return stays(importCase, 21, `tries whether '${specifier}' is there while the module is imported.`);
  if (
    around.includes('IfStatement') ||
    around.includes('ConditionalExpression') ||
    around.includes('LogicalExpression')
  )
    return stays(importCase, 23, `loads '${specifier}' under a condition, which would have to move with it.`);
  if (path.some(isExport))
    return stays(
      importCase,
      60,
      `exports what '${specifier}' has: whoever imports this module may ask for it.`,
    );
  if (
    path[0]?.type === 'ExpressionStatement' &&
    path[1]?.type === 'CallExpression' &&
    nameIn(path[1], 'callee') === 'require'
  )
    return stays(importCase, 59, `loads '${specifier}' for what loading it does; it binds no name.`);
  return stays(importCase, 3, `uses '${specifier}' in an expression that runs while the module is imported.`);
}

function stays(importCase: ImportCase, matrixCase: number, how: string): Obstacle[] {
  return [obstacle(importCase, matrixCase, importCase.subject.source, (line) => `Line ${line} ${how}`)];
}

function isImport(node: SyntaxNode): boolean {
  return node.type === 'ImportExpression' || child(node, 'callee')?.type === 'Import';
}

function isExport(node: SyntaxNode): boolean {
  if (node.type.startsWith('Export') || node.type === 'TSExportAssignment') return true;
  const left = node.type === 'AssignmentExpression' ? child(node, 'left') : undefined;
  return left !== undefined && assignsToExports(left);
}

/** `module.exports`, `exports.name`, `module.exports.name`. */
export function assignsToExports(target: SyntaxNode): boolean {
  if (target.type !== 'MemberExpression') return false;
  const object = child(target, 'object');
  const isExports = nameIn(target, 'object') === 'module' && nameIn(target, 'property') === 'exports';
  return (
    isExports || nameIn(target, 'object') === 'exports' || (object !== undefined && assignsToExports(object))
  );
}
