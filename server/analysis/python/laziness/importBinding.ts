import { childNodes } from '../syntax/childNodes.ts';
import type { Expression, Node } from '../syntax/expressionNodes.ts';
import type {
  If,
  Import,
  ImportAlias,
  ImportFrom,
  PythonModule,
  Statement,
} from '../syntax/statementNodes.ts';
import { isKind, isSuite } from './syntaxPath.ts';

/** A name that an import at module level binds. */
export interface ImportBinding {
  readonly statement: Import | ImportFrom;
  readonly alias: ImportAlias;
  /** What the module calls it; `*` for all names. */
  readonly name: string;
  /** The module that the statement surely loads, without leading dots: `torch.nn` of `from torch.nn import Linear`. */
  readonly loads: string;
  /** What the name stands for: `torch` of `import torch.nn`, `torch.nn.Linear` of `from torch.nn import Linear`. */
  readonly standsFor: string;
  /** Compound statements and suites around the statement, the module first. */
  readonly holders: readonly Node[];
}

/** Imports that run with the module: those in functions, for type checkers, in the script's part and lazy ones do not. */
export function eagerImports(module: PythonModule): ImportBinding[] {
  const found: ImportBinding[] = [];
  collect(module.body, [module], found);
  return found;
}

function collect(statements: readonly Statement[], holders: readonly Node[], found: ImportBinding[]): void {
  for (const statement of statements) {
    if (isKind(statement, 'import', 'importFrom')) {
      if (!statement.isLazy)
        for (const alias of statement.names) found.push(importBinding(statement, alias, holders));
    } else if (!isKind(statement, 'function')) collectBelow(statement, [...holders, statement], found);
  }
}

function collectBelow(node: Node, holders: readonly Node[], found: ImportBinding[]): void {
  for (const child of childNodes(node)) {
    if (isSuite(child)) collect(child.statements, [...holders, child], found);
    else if ('body' in child && !isSkipped(child)) collectBelow(child, [...holders, child], found);
  }
}

/** Whether a clause does not run when its module is imported. */
function isSkipped(node: Node): boolean {
  return 'test' in node && (isTypeChecking(node.test as Expression) || isMain(node.test as Expression));
}

/** Whether a condition holds for type checkers alone. */
export function isTypeChecking(test: Expression): boolean {
  if (test.kind === 'name') return test.name === 'TYPE_CHECKING';
  return test.kind === 'attribute' && test.attribute.name === 'TYPE_CHECKING';
}

/** Whether a condition is `__name__ == "__main__"`. */
export function isMain(test: Expression): boolean {
  if (test.kind !== 'comparison' || test.comparisons.length !== 1) return false;
  const [only] = test.comparisons;
  const sides = [test.left, only?.right];
  return only?.operator === '==' && sides.some((side) => isKind(side, 'name') && side.name === '__name__');
}

/** The clause of an `if` that tells type checkers something; undefined where the statement is none. */
export function typeCheckingClause(statement: Statement): If['clauses'][number] | undefined {
  if (statement.kind !== 'if') return undefined;
  const [first] = statement.clauses;
  return first && isTypeChecking(first.test) ? first : undefined;
}

/** What one name of an import statement binds. */
export function importBinding(
  statement: Import | ImportFrom,
  alias: ImportAlias,
  holders: readonly Node[],
): ImportBinding {
  const { name } = alias.name;
  if (statement.kind === 'import') {
    const bound = alias.alias?.name ?? name.split('.')[0] ?? name;
    return { statement, alias, name: bound, loads: name, standsFor: alias.alias ? name : bound, holders };
  }
  const loads = statement.module?.name ?? '';
  const standsFor = loads === '' ? name : `${loads}.${name}`;
  return { statement, alias, name: alias.alias?.name ?? name, loads, standsFor, holders };
}
