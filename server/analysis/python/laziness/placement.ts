import type { Expression, Node } from '../syntax/expressionNodes.ts';
import type { If, IfClause, Try } from '../syntax/statementNodes.ts';
import type { ImportBinding } from './importBinding.ts';
import { isKind, isSuite } from './syntaxPath.ts';

/** What an import stands in, as far as it matters to laziness. */
export type Placement =
  | { readonly kind: 'module' }
  /** Under one `if` whose condition never changes while Python runs. */
  | { readonly kind: 'platform'; readonly statement: If; readonly clause: IfClause }
  | { readonly kind: 'condition' | 'loop' | 'with' | 'class' | 'match'; readonly node: Node }
  | { readonly kind: 'try'; readonly node: Try };

/** What an import stands in: the outermost statement that matters most. */
export function placementOf({ holders }: ImportBinding): Placement {
  const around = holders.slice(1).filter((each) => 'kind' in each);
  const first =
    around.find((each) => isKind(each, 'class')) ?? around.find((each) => isKind(each, 'try')) ?? around[0];
  if (first === undefined) return { kind: 'module' };
  if (isKind(first, 'class')) return { kind: 'class', node: first };
  if (isKind(first, 'try')) return { kind: 'try', node: first };
  if (isKind(first, 'with')) return { kind: 'with', node: first };
  if (isKind(first, 'for', 'while')) return { kind: 'loop', node: first };
  if (isKind(first, 'match')) return { kind: 'match', node: first };
  return isKind(first, 'if') ? underIf(first, holders, around.length) : { kind: 'condition', node: first };
}

function underIf(statement: If, holders: readonly Node[], depth: number): Placement {
  const [clause] = statement.clauses;
  const isFirst = clause !== undefined && holders.includes(clause);
  if (depth === 1 && isFirst && isSuite(clause.body) && isFixed(clause.test))
    return { kind: 'platform', statement, clause };
  return { kind: 'condition', node: statement };
}

/** Whether a condition asks for nothing but the platform or the version of Python. */
function isFixed(test: Expression): boolean {
  switch (test.kind) {
    case 'boolean':
      return test.values.every(isFixed);
    case 'unary':
      return test.operator === 'not' && isFixed(test.operand);
    case 'comparison':
      return [test.left, ...test.comparisons.map(({ right }) => right)].every(isFixedValue);
    case 'call':
      return isPlatformName(test.callee, 'startswith') && test.positional.every(isFixedValue);
    default:
      return false;
  }
}

const fixedNames: ReadonlySet<string> = new Set([
  'sys.platform',
  'sys.version_info',
  'os.name',
  'sys.implementation.name',
]);

function isFixedValue(value: Expression): boolean {
  if (value.kind === 'string' || value.kind === 'number') return true;
  if (value.kind === 'tuple' || value.kind === 'list' || value.kind === 'set')
    return value.elements.every(isFixedValue);
  if (value.kind === 'subscript')
    return fixedNames.has(dotted(value.value)) && (isFixedValue(value.index) || value.index.kind === 'slice');
  return fixedNames.has(dotted(value));
}

function isPlatformName(callee: Expression, method: string): boolean {
  return (
    callee.kind === 'attribute' && callee.attribute.name === method && dotted(callee.value) === 'sys.platform'
  );
}

/** A name with its attributes as it is written: `sys.platform`; empty for anything else. */
export function dotted(expression: Expression | Node): string {
  if (isKind(expression, 'name')) return expression.name;
  if (!isKind(expression, 'attribute')) return '';
  const value = dotted(expression.value);
  return value === '' ? '' : `${value}.${expression.attribute.name}`;
}
