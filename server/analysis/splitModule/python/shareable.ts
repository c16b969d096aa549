import { standardLibrary } from '../../importGraph/standardLibrary.ts';
import type { Expression } from '../../python/syntax/expressionNodes.ts';
import type { IfClause, Statement, Suite } from '../../python/syntax/statementNodes.ts';
import { dottedName } from './dottedName.ts';
import { suitesOf } from './suites.ts';
import type { Unit } from './unit.ts';

/**
 * The units that every file of a split may repeat: imports before the first definition, plain or guarded by `if` and
 * `try`, and those of the standard library, which nothing that stands before them prepares.
 */
export function shareableUnits(units: readonly Unit[], text: string): Set<Unit> {
  const result = new Set<Unit>();
  let isHead = true;
  for (const unit of units) {
    const { statement } = unit;
    isHead &&= statement.kind !== 'function' && statement.kind !== 'class';
    const canRepeat = isHead ? isShareable(statement) : isOfStandardLibrary(statement);
    if (canRepeat && hasLineOfItsOwn(unit, text)) result.add(unit);
  }
  return result;
}

/** The units that imports at the top may depend on: those have to run before, and so before every part. */
export function preparingUnits(units: readonly Unit[], shareable: ReadonlySet<Unit>): Set<Unit> {
  const last = units.findLastIndex((unit) => shareable.has(unit) && !isOfStandardLibrary(unit.statement));
  const head = units.slice(0, Math.max(last, 0)).filter((unit) => !shareable.has(unit));
  return new Set(head.some(({ statement }) => hasEffect(statement)) ? head : []);
}

function isOfStandardLibrary(statement: Statement): boolean {
  const isStandard = (name: string) => standardLibrary.has(name.split('.', 1)[0] ?? '');
  if (statement.kind === 'import') return statement.names.every(({ name }) => isStandard(name.name));
  if (statement.kind !== 'importFrom' || statement.level > 0) return false;
  return isStandard(statement.module?.name ?? '') && statement.names.every(({ name }) => name.name !== '*');
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
    case 'if':
    case 'try':
      return suitesOf(statement).some((suite) => suite.statements.some(hasEffect));
    default:
      return true;
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
    const isRepeatable = ({ test, body }: IfClause) =>
      isPure(test) && (isForTypes(test) ? hasTypesAlone(body) : isGuarded(body));
    return statement.clauses.every(isRepeatable) && isGuarded(statement.orElse);
  }
  if (statement.kind !== 'try') return false;
  return suitesOf(statement).every(isGuarded);
}

function isGuarded(suite: Suite | undefined): boolean {
  return suite?.statements.every(isShareableInside) ?? true;
}

/** `TYPE_CHECKING`, `typing.TYPE_CHECKING` */
function isForTypes(test: Expression): boolean {
  return dottedName(test).split('.').at(-1) === 'TYPE_CHECKING';
}

/** What never runs: imports, and variables and aliases of types. */
function hasTypesAlone({ statements }: Suite): boolean {
  return statements.every(
    (each) => isShareableInside(each) || (each.kind === 'assignment' && each.targets.every(bindsNamesAlone)),
  );
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
