import type { FunctionDefinition } from '../syntax/statementNodes.ts';
import { descendants, isKind } from './syntaxPath.ts';

/** Whether a function calls one of its parameters itself, not in a function that it makes: `def now(f): f()`. */
export function callsParameter({ parameters, body }: FunctionDefinition): boolean {
  const names = new Set(parameters.map(({ name }) => name.name));
  for (const statement of body.statements)
    for (const node of descendants(statement, (each) => !isKind(each, 'function', 'lambda')))
      if (isKind(node, 'call') && isKind(node.callee, 'name') && names.has(node.callee.name)) return true;
  return false;
}
