import type { Expression } from '../../python/syntax/expressionNodes.ts';
import type { Statement, Suite } from '../../python/syntax/statementNodes.ts';
import type { Unit } from './unit.ts';

/**
 * The units that every file of a split may repeat: imports before the first definition, plain or guarded by `if` and
 * `try`, if nothing before them does anything else that they could depend on.
 */
export function shareableUnits(units: readonly Unit[], text: string): Set<Unit> {
  const result = new Set<Unit>();
  for (const unit of units) {
    const { statement } = unit;
    if (statement.kind === 'function' || statement.kind === 'class') break;
    if (isShareable(statement)) {
      if (hasLineOfItsOwn(unit, text)) result.add(unit);
    } else if (hasEffect(statement)) break;
  }
  return result;
}

/** Whether a statement may change what others see: a call, an assignment to an attribute, a compound statement. */
export function hasEffect(statement: Statement): boolean {
  switch (statement.kind) {
    case 'assignment':
      return statement.targets.some((target) => !bindsNamesAlone(target));
    case 'annotatedAssignment':
      return statement.target.kind !== 'name';
    case 'expression':
      return statement.value.kind !== 'string' && statement.value.kind !== 'constant';
    case 'pass':
    case 'import':
    case 'importFrom':
    case 'function':
    case 'class':
    case 'typeAlias':
      return false;
    default:
      return !isShareable(statement);
  }
}

function bindsNamesAlone(target: Expression): boolean {
  if (target.kind === 'tuple' || target.kind === 'list') return target.elements.every(bindsNamesAlone);
  return target.kind === 'name';
}

/** Whether no other statement shares a line with a unit. */
export function hasLineOfItsOwn({ start, end, statement }: Unit, text: string): boolean {
  const before = text.slice(start, statement.start).replace(/^#.*$/gm, '').trim();
  const after = text.slice(statement.end, end).replace(/#.*$/gm, '').trim();
  return before === '' && after === '';
}

function isShareable(statement: Statement): boolean {
  if (statement.kind === 'import' || statement.kind === 'importFrom') return true;
  if (statement.kind === 'if') {
    const suites = statement.clauses.map(({ body }) => body);
    return (
      statement.clauses.every(({ test }) => isPure(test)) &&
      suites.every(isGuarded) &&
      isGuarded(statement.orElse)
    );
  }
  if (statement.kind !== 'try') return false;
  const handlers = statement.handlers.map(({ body }) => body);
  return [statement.body, ...handlers, statement.orElse, statement.finalBody].every(isGuarded);
}

function isGuarded(suite: Suite | undefined): boolean {
  return suite?.statements.every(isShareableInside) ?? true;
}

function isShareableInside(statement: Statement): boolean {
  if (statement.kind === 'pass' || isShareable(statement)) return true;
  if (statement.kind !== 'assignment') return false;
  const isConstant = statement.value.kind === 'constant' || statement.value.kind === 'number';
  return (isConstant || statement.value.kind === 'string') && statement.targets.every(bindsNamesAlone);
}

function isPure(test: Expression): boolean {
  if (test.kind === 'attribute') return isPure(test.value);
  if (test.kind === 'unary') return isPure(test.operand);
  if (test.kind === 'tuple') return test.elements.every(isPure);
  if (test.kind === 'boolean') return test.values.every(isPure);
  if (test.kind === 'comparison')
    return isPure(test.left) && test.comparisons.every(({ right }) => isPure(right));
  return test.kind === 'name' || test.kind === 'constant' || test.kind === 'number' || test.kind === 'string';
}
