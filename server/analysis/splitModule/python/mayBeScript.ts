import type { Expression } from '../../python/syntax/expressionNodes.ts';
import type { Statement } from '../../python/syntax/statementNodes.ts';
import type { ModulePath } from './modulePath.ts';

/** Whether a module may be run by its path or with `-m`: it asks for that, or calls what it defines. */
export function mayBeScript({ name }: ModulePath, body: readonly Statement[]): boolean {
  const defined = new Set(body.flatMap((each) => (each.kind === 'function' ? [each.name.name] : [])));
  return name === '__main__' || body.some((statement) => isMainGuard(statement) || calls(statement, defined));
}

/** `if __name__ == '__main__':`, in whatever order, with whatever else is asked. */
function isMainGuard(statement: Statement): boolean {
  return statement.kind === 'if' && statement.clauses.some(({ test }) => asksForName(test));
}

function asksForName(test: Expression): boolean {
  switch (test.kind) {
    case 'name':
      return test.name === '__name__';
    case 'comparison':
      return asksForName(test.left) || test.comparisons.some(({ right }) => asksForName(right));
    case 'boolean':
      return test.values.some(asksForName);
    default:
      return test.kind === 'unary' && asksForName(test.operand);
  }
}

/** `main()`, `sys.exit(main())` */
function calls(statement: Statement, defined: ReadonlySet<string>): boolean {
  const isCall = (value: Expression): boolean =>
    value.kind === 'call' &&
    ((value.callee.kind === 'name' && defined.has(value.callee.name)) || value.positional.some(isCall));
  return statement.kind === 'expression' && isCall(statement.value);
}
