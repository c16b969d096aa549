import type { Expression } from '../../python/syntax/expressionNodes.ts';

/** The names and dots of an expression, `()` for whatever else it has. */
export function dottedName(callee: Expression): string {
  if (callee.kind === 'name') return callee.name;
  return callee.kind === 'attribute' ? `${dottedName(callee.value)}.${callee.attribute.name}` : '()';
}
