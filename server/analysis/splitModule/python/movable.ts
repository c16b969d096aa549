import type { Expression } from '../../python/syntax/expressionNodes.ts';
import type { Statement } from '../../python/syntax/statementNodes.ts';
import { alwaysBound } from './boundNames.ts';
import { suitesOf } from './suites.ts';
import type { Unit } from './unit.ts';

/** Whether a unit may stand in another file: it does nothing but bind names, and those whichever way it goes. */
export function isMovable({ statement, binds }: Unit): boolean {
  const bound = alwaysBound(statement);
  return bindsAlone(statement) && [...binds].every((name) => bound.has(name));
}

function bindsAlone(statement: Statement): boolean {
  switch (statement.kind) {
    case 'function':
      return !isDunder(statement.name.name);
    case 'class':
    case 'typeAlias':
      return true;
    case 'annotatedAssignment':
      return statement.isSimple && isMovableName(statement.target) && !isSuspending(statement.value);
    case 'assignment':
      return statement.targets.every(isMovableName) && !isSuspending(statement.value);
    case 'if':
    case 'try':
      return suitesOf(statement).every(({ statements }) => statements.every(isMovableInside));
    default:
      return false;
  }
}

function isMovableInside(statement: Statement): boolean {
  if (statement.kind === 'importFrom') return statement.names.every(({ name }) => name.name !== '*');
  return statement.kind === 'import' || statement.kind === 'pass' || bindsAlone(statement);
}

function isMovableName(target: Expression): boolean {
  if (target.kind === 'tuple') return target.elements.every(isMovableName);
  return target.kind === 'name' && !isDunder(target.name);
}

function isDunder(name: string): boolean {
  return name.startsWith('__') && name.endsWith('__');
}

function isSuspending(value: Expression | undefined): boolean {
  return value?.kind === 'await' || value?.kind === 'yield' || value?.kind === 'named';
}
