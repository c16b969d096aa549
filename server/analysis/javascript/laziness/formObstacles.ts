import type { Obstacle } from '../../laziness/importExplanation.ts';
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

/** Forms of `require()` and `import()` inside of something larger; the first that fits says why they stay. */
const expressions: readonly {
  readonly matrixCase: number;
  readonly fits: (path: readonly SyntaxNode[]) => boolean;
  readonly says: (specifier: string) => string;
}[] = [
  {
    matrixCase: 58,
    fits: (path) => path.some(isImport) && path.some(({ type }) => type === 'AwaitExpression'),
    says: (name) => `awaits '${name}' while the module is imported: import() makes it no lazier here.`,
  },
  {
    matrixCase: 21,
    fits: (path) => path.some(({ type }) => type === 'TryStatement'),
    says: (name) => `tries whether '${name}' is there while the module is imported.`,
  },
  {
    matrixCase: 23,
    fits: (path) => path.some(({ type }) => /^(?:If|Conditional|Logical)/.test(type)),
    says: (name) => `loads '${name}' under a condition, which would have to move with it.`,
  },
  {
    matrixCase: 60,
    fits: (path) => path.some(isExport),
    says: (name) => `exports what '${name}' has: whoever imports this module may ask for it.`,
  },
  {
    matrixCase: 59,
    fits: ([statement, call]) =>
      statement?.type === 'ExpressionStatement' && call !== undefined && nameIn(call, 'callee') === 'require',
    says: (name) => `loads '${name}' for what loading it does; it binds no name.`,
  },
];

function expressionObstacle(importCase: ImportCase): Obstacle[] {
  const { path, specifier } = importCase.subject;
  const found = expressions.find(({ fits }) => fits(path));
  if (found) return stays(importCase, found.matrixCase, found.says(specifier));
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
