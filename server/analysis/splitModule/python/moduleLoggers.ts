import type { Expression } from '../../python/syntax/expressionNodes.ts';
import type { Statement } from '../../python/syntax/statementNodes.ts';
import { importedNames } from './importedName.ts';
import { mayBeScript } from './mayBeScript.ts';
import { isMovable } from './movable.ts';
import { isPure } from './purity.ts';
import { hasLineOfItsOwn } from './shareable.ts';
import type { SplitSource } from './splitSource.ts';
import type { Unit } from './unit.ts';

type LoggerSource = Pick<SplitSource, 'units' | 'text' | 'module' | 'shareable'>;

/**
 * The units that do nothing but ask for a logger: `logger = logging.getLogger(__name__)`. Whoever asks for one by the
 * same name is given the same object, so that every file of a split may do so.
 */
export function moduleLoggers(source: LoggerSource): Set<Unit> {
  const { units, text, module } = source;
  const isScript =
    mayBeScript(
      module,
      units.map(({ statement }) => statement),
    ) || /^\uFEFF?#!/.test(text);
  const isBoundByLogging = boundByLogging(source);
  const isLogger = (unit: Unit): boolean => {
    const call = loggerCall(unit.statement);
    if (call === undefined || !isBoundByLogging(call.callee) || !hasLineOfItsOwn(unit, text)) return false;
    // The name of a script is `__main__`, that of its parts is not.
    return (!isOwnName(call.argument) || !isScript) && !comesBehindEffect(unit, source);
  };
  return new Set(units.filter(isLogger));
}

/** The statement with which a part asks for the logger of the original. */
export function loggerText({ text, module }: SplitSource, { statement }: Unit, part: string): string {
  const written = text.slice(statement.start, statement.end);
  const argument = loggerCall(statement)?.argument;
  if (argument === undefined || !isOwnName(argument)) return written;
  const suffix = module.isPackage ? `.${part}` : part.slice(module.name.length);
  const own = `__name__.rpartition('${suffix}')[0]`;
  const [start, end] = [argument.start - statement.start, argument.end - statement.start];
  return `# The logger of ${module.name}.\n${written.slice(0, start)}${own}${written.slice(end)}`;
}

interface LoggerCall {
  readonly callee: Expression;
  readonly argument: Expression | undefined;
}

function loggerCall(statement: Statement): LoggerCall | undefined {
  const value = loggerValue(statement);
  if (value?.kind !== 'call' || value.keywords.length > 0 || value.positional.length > 1) return undefined;
  const [argument] = value.positional;
  const isKnown = argument === undefined || argument.kind === 'string' || isOwnName(argument);
  return isKnown ? { callee: value.callee, argument } : undefined;
}

function loggerValue(statement: Statement): Expression | undefined {
  if (statement.kind === 'annotatedAssignment')
    return statement.target.kind === 'name' ? statement.value : undefined;
  if (statement.kind !== 'assignment') return undefined;
  const [target, ...more] = statement.targets;
  return target?.kind === 'name' && more.length === 0 ? statement.value : undefined;
}

function isOwnName(argument: Expression | undefined): boolean {
  return argument?.kind === 'name' && argument.name === '__name__';
}

/** Tells whether an expression is the function `getLogger` of the standard library, by the imports that may be repeated. */
function boundByLogging({ units, shareable }: LoggerSource): (callee: Expression) => boolean {
  const binders = (name: string) => units.filter(({ binds }) => binds.has(name));
  const isImport = (name: string, check: (statement: Statement) => boolean): boolean => {
    const [unit, ...more] = binders(name);
    return unit !== undefined && more.length === 0 && shareable.has(unit) && check(unit.statement);
  };
  return (callee) => {
    if (callee.kind === 'name') return callee.name === 'getLogger' && isImport('getLogger', importsGetLogger);
    if (callee.kind !== 'attribute' || callee.value.kind !== 'name') return false;
    const isLogging = callee.value.name === 'logging' && callee.attribute.name === 'getLogger';
    return isLogging && isImport('logging', importsLogging);
  };
}

function importsGetLogger(statement: Statement): boolean {
  if (statement.kind !== 'importFrom' || statement.level > 0 || statement.module?.name !== 'logging')
    return false;
  return statement.names.some(({ name, alias }) => name.name === 'getLogger' && alias === undefined);
}

function importsLogging(statement: Statement): boolean {
  if (statement.kind !== 'import') return false;
  return statement.names.some(({ name, alias }) => name.name === 'logging' && alias === undefined);
}

/**
 * Whether something runs before, but behind what may move, that could change which logger is made: `setLoggerClass`. A part
 * would ask before it.
 */
function comesBehindEffect({ index }: Unit, { units, shareable }: LoggerSource): boolean {
  const firstMovable = units.findIndex(isMovable);
  const nameOf = importedNames(units);
  const isHarmless = (unit: Unit) =>
    /^(?:function|class)$/.test(unit.statement.kind) ||
    isPure(unit.statement, nameOf) ||
    shareable.has(unit) ||
    loggerCall(unit.statement) !== undefined;
  return units.slice(0, index).some((unit, at) => at > firstMovable && !isHarmless(unit));
}
