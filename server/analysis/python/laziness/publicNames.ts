import type { Expression, StringLiteral } from '../syntax/expressionNodes.ts';
import type { PythonModule, Statement } from '../syntax/statementNodes.ts';
import { isKind } from './syntaxPath.ts';

/** What a module says of its `__all__`. */
export interface PublicNames {
  readonly isDeclared: boolean;
  /** Names it surely has. */
  readonly names: ReadonlySet<string>;
  /** Whether it may have more. */
  readonly isOpen: boolean;
}

/** The names that a module lists in its `__all__`. */
export function publicNames(text: string, { body }: PythonModule): PublicNames {
  const lists = body.flatMap(listed);
  const strings = lists.flatMap(elements);
  const names = new Set(strings.map((each) => (each && isKind(each, 'string') ? contents(text, each) : '')));
  const isOpen = strings.some((each) => each === undefined || !isKind(each, 'string'));
  return { isDeclared: lists.length > 0, names, isOpen };
}

/** Expressions whose elements a statement puts into `__all__`. */
function listed(statement: Statement): Expression[] {
  if (statement.kind === 'assignment') return statement.targets.some(isAll) ? [statement.value] : [];
  if (statement.kind === 'augmentedAssignment' || statement.kind === 'annotatedAssignment')
    return isAll(statement.target) && statement.value ? [statement.value] : [];
  if (statement.kind !== 'expression' || statement.value.kind !== 'call') return [];
  const { callee, positional } = statement.value;
  if (callee.kind !== 'attribute' || !isAll(callee.value)) return [];
  return callee.attribute.name === 'append'
    ? [{ ...callee.value, kind: 'list', elements: positional }]
    : [...positional];
}

function isAll(expression: Expression): boolean {
  return expression.kind === 'name' && expression.name === '__all__';
}

function elements(list: Expression): (Expression | undefined)[] {
  if (list.kind === 'binary' && list.operator === '+')
    return [...elements(list.left), ...elements(list.right)];
  if (list.kind === 'list' || list.kind === 'tuple' || list.kind === 'set') return [...list.elements];
  return [undefined];
}

/** What the parts of a string say, which is a name without escapes. */
function contents(text: string, { parts }: StringLiteral): string {
  return parts
    .map(({ start, end, prefixLength, isTriple }) => {
      const quotes = isTriple ? 3 : 1;
      return text.slice(start + prefixLength + quotes, end - quotes);
    })
    .join('');
}
