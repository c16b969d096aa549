import type { Expression, KeywordArgument } from '../../python/syntax/expressionNodes.ts';
import type { ClassDefinition, FunctionDefinition } from '../../python/syntax/statementNodes.ts';
import { dottedName } from './dottedName.ts';
import type { Unit } from './unit.ts';

// What these make of a definition is nowhere else entered.
const plainDecorators: ReadonlySet<string> = new Set([
  'staticmethod',
  'classmethod',
  'property',
  'abstractmethod',
  'overload',
  'override',
  'final',
  'cache',
  'lru_cache',
  'cached_property',
  'wraps',
  'total_ordering',
  'contextmanager',
  'asynccontextmanager',
  'dataclass',
  'unique',
  'runtime_checkable',
  'no_type_check',
  'deprecated',
  'singledispatch',
  'coroutine',
]);
const plainBases: ReadonlySet<string> = new Set([
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
]);
const raised = /(?:Error|Exception|Warning)$/;

/** Whether nothing but its decorators, none of which enters it anywhere, runs when a function is defined. */
export function isPlainFunction({ decorators }: FunctionDefinition): boolean {
  return decorators.every(isPlain);
}

/** Whether no decorator, base class or keyword may enter a class in a list somewhere. */
export function isPlainClass(
  definition: ClassDefinition,
  units: readonly Unit[],
  text: string,
  derived: readonly unknown[] = [],
): boolean {
  const { decorators, bases, keywords } = definition;
  const isPlainBase = (base: Expression): boolean => {
    if (base.kind === 'subscript') return isPlainBase(base.value);
    const own = ownClass(dottedName(base), units);
    if (own === undefined) return plainBases.has(lastName(base)) || raised.test(lastName(base));
    if (own === definition || derived.includes(own) || hearsOfSubclasses(own, text)) return false;
    return isPlainClass(own, units, text, [...derived, definition]);
  };
  return decorators.every(isPlain) && keywords.every(isPlainKeyword) && bases.every(isPlainBase);
}

/** `metaclass=ABCMeta`, `total=False` */
function isPlainKeyword({ name, value }: KeywordArgument): boolean {
  return name?.name === 'metaclass' ? lastName(value) === 'ABCMeta' : value.kind === 'constant';
}

function isPlain(decorator: Expression): boolean {
  const callee = decorator.kind === 'call' ? decorator.callee : decorator;
  return plainDecorators.has(lastName(callee));
}

/** The class of the module that stands before everything derived from it. */
function ownClass(name: string, units: readonly Unit[]): ClassDefinition | undefined {
  const statement = units.find(({ binds }) => binds.has(name))?.statement;
  return statement?.kind === 'class' ? statement : undefined;
}

function hearsOfSubclasses({ start, end }: ClassDefinition, text: string): boolean {
  return text.slice(start, end).includes('__init_subclass__');
}

function lastName(expression: Expression): string {
  return dottedName(expression).split('.').at(-1) ?? '';
}
