import type { Expression } from '../../python/syntax/expressionNodes.ts';
import type { ClassDefinition } from '../../python/syntax/statementNodes.ts';
import { dottedName } from './dottedName.ts';
import { isMovable } from './movable.ts';
import type { Part, SplitSource } from './splitSource.ts';
import type { Unit } from './unit.ts';

// What these make of a definition is nowhere else entered.
const plainDecorators: ReadonlySet<string> = new Set([
  ...['staticmethod', 'classmethod', 'property', 'abstractmethod', 'overload', 'override', 'final', 'cache'],
  ...['lru_cache', 'cached_property', 'wraps', 'total_ordering', 'contextmanager', 'asynccontextmanager'],
  ...[
    'dataclass',
    'unique',
    'runtime_checkable',
    'no_type_check',
    'deprecated',
    'singledispatch',
    'coroutine',
  ],
]);
const plainBases: ReadonlySet<string> = new Set([
  ...[
    'object',
    'dict',
    'list',
    'tuple',
    'set',
    'frozenset',
    'str',
    'bytes',
    'int',
    'float',
    'type',
    'Thread',
  ],
  ...[
    'Enum',
    'IntEnum',
    'StrEnum',
    'Flag',
    'IntFlag',
    'ABC',
    'Protocol',
    'Generic',
    'NamedTuple',
    'TypedDict',
  ],
]);
const raised = /(?:Error|Exception|Warning)$/;

/** Whether whatever may enter itself in a list somewhere, by a decorator or a base class, still does so in the order of the text. */
export function keepsOrder(source: SplitSource, parts: readonly Part[]): boolean {
  const { units, shareable, loggers } = source;
  const moved = parts.flatMap((part) => part.units);
  const isMoved = new Set(moved);
  const first = Math.min(...moved.map(({ index }) => index));
  const staying = units.filter((unit) => !isMoved.has(unit) && !shareable.has(unit) && !loggers.has(unit));
  const order = [...moved, ...staying.filter(({ index }) => index > first)].filter((unit) =>
    hasOrder(unit, source),
  );
  return order.every(({ index }, at) => index > (order[at - 1]?.index ?? -1));
}

function hasOrder({ statement }: Unit, source: SplitSource): boolean {
  if (statement.kind === 'function') return !statement.decorators.every(isPlain);
  if (statement.kind === 'class') return !isPlainClass(statement, source);
  return !isMovable(statement);
}

function isPlain(decorator: Expression): boolean {
  const callee = decorator.kind === 'call' ? decorator.callee : decorator;
  return plainDecorators.has(lastName(callee));
}

function isPlainClass(
  definition: ClassDefinition,
  source: SplitSource,
  derived: readonly unknown[] = [],
): boolean {
  const { decorators, bases, keywords } = definition;
  const isPlainBase = (base: Expression): boolean => {
    if (base.kind === 'subscript') return isPlainBase(base.value);
    const own = ownClass(dottedName(base), source);
    if (own === undefined) return plainBases.has(lastName(base)) || raised.test(lastName(base));
    if (own === definition || derived.includes(own) || hearsOfSubclasses(own, source)) return false;
    return isPlainClass(own, source, [...derived, definition]);
  };
  return decorators.every(isPlain) && keywords.length === 0 && bases.every(isPlainBase);
}

/** The class of the module that stands before everything derived from it. */
function ownClass(name: string, { units }: SplitSource): ClassDefinition | undefined {
  const statement = units.find(({ binds }) => binds.has(name))?.statement;
  return statement?.kind === 'class' ? statement : undefined;
}

function hearsOfSubclasses({ start, end }: ClassDefinition, { text }: SplitSource): boolean {
  return text.slice(start, end).includes('__init_subclass__');
}

function lastName(expression: Expression): string {
  return dottedName(expression).split('.').at(-1) ?? '';
}
