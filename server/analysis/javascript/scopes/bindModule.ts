import type { SyntaxNode } from '../syntax/syntaxNode.ts';
import { Binder } from './binder.ts';
import { classVisitors } from './classVisitors.ts';
import { expressionVisitors } from './expressionVisitors.ts';
import { functionVisitors } from './functionVisitors.ts';
import type { ModuleScopes } from './reference.ts';
import type { Region } from './region.ts';
import { Scope } from './scope.ts';
import { statementVisitors } from './statementVisitors.ts';
import { typeVisitors } from './typeVisitors.ts';

const visitors = new Map([
  ...statementVisitors,
  ...expressionVisitors,
  ...functionVisitors,
  ...classVisitors,
  ...typeVisitors,
]);

/** Finds the names that a module declares and every use of them. */
export function bindModule(program: SyntaxNode): ModuleScopes {
  const binder = new Binder(visitors);
  const scope = new Scope(undefined, true);
  const region: Region = { kind: 'module', node: program, parent: undefined };
  binder.visit(program, { scope, region, role: 'value' });
  return binder.finish(scope, region);
}
