import type { Expression } from '../../python/syntax/expressionNodes.ts';
import type { Statement } from '../../python/syntax/statementNodes.ts';
import type { NameOf } from './importedName.ts';

// What these make depends on their arguments alone, and on nothing that happened before.
const pureCalls: ReadonlySet<string> = new Set([
  'frozenset',
  'set',
  'dict',
  'list',
  'tuple',
  'object',
  'range',
  'int',
  'float',
  'str',
  'bytes',
  'bool',
  'bytearray',
  'len',
  'min',
  'max',
  'sum',
  'sorted',
  'zip',
  'enumerate',
  'ord',
  'chr',
  'type',
  'property',
  'collections.namedtuple',
  'collections.OrderedDict',
  'collections.defaultdict',
  'collections.Counter',
  'collections.deque',
  'datetime.timedelta',
  'datetime.datetime',
  'pathlib.Path',
  'decimal.Decimal',
  'fractions.Fraction',
  'operator.itemgetter',
  'operator.attrgetter',
  'struct.Struct',
  're.compile',
  'functools.partial',
  'contextvars.ContextVar',
  'types.MappingProxyType',
  'threading.Lock',
  'threading.RLock',
  'threading.Event',
  'threading.local',
  'asyncio.Lock',
  'typing.NewType',
  'typing.TypeVar',
  'typing.ParamSpec',
  'typing.TypeVarTuple',
  'typing.cast',
]);

/** Whether a statement makes the same whenever it runs: a constant, or none that computes anything. */
export function isPure(statement: Statement, nameOf: NameOf): boolean {
  const isConstant = (value: Expression | undefined) => isPureValue(value, nameOf);
  switch (statement.kind) {
    case 'annotatedAssignment':
      return statement.isSimple && isName(statement.target) && isConstant(statement.value);
    case 'assignment':
      return statement.targets.every(isName) && isConstant(statement.value);
    case 'expression':
      return statement.value.kind === 'string' || statement.value.kind === 'constant';
    default:
      return statement.kind === 'typeAlias' || statement.kind === 'pass';
  }
}

/** Whether an expression gives the same whenever it is evaluated. */
export function isPureValue(value: Expression | undefined, nameOf: NameOf): boolean {
  if (value === undefined || value.kind === 'lambda') return true;
  if (value.kind === 'named' || value.kind === 'await' || value.kind === 'yield') return false;
  if (value.kind === 'call' && !pureCalls.has(nameOf(value.callee) ?? '')) return false;
  return operandsOf(value).every((each) => isPureValue(each, nameOf));
}

function isName(target: Expression): boolean {
  if (target.kind === 'tuple') return target.elements.every(isName);
  return target.kind === 'name';
}

function operandsOf(value: Expression): readonly (Expression | undefined)[] {
  switch (value.kind) {
    case 'call':
      return [...value.positional, ...value.keywords.map((keyword) => keyword.value)];
    case 'attribute':
    case 'starred':
      return [value.value];
    case 'subscript':
      return [value.value, value.index];
    case 'tuple':
    case 'list':
    case 'set':
      return value.elements;
    case 'dict':
      return value.entries.flatMap((entry) => [entry.key, entry.value]);
    case 'comprehension':
      return [
        value.element,
        value.value,
        ...value.clauses.flatMap(({ iterable, conditions }) => [iterable, ...conditions]),
      ];
    case 'formattedString':
      return value.fields.map((field) => field.value);
    default:
      return operands(value);
  }
}

function operands(value: Expression): readonly (Expression | undefined)[] {
  if (value.kind === 'binary') return [value.left, value.right];
  if (value.kind === 'unary') return [value.operand];
  if (value.kind === 'boolean') return value.values;
  if (value.kind === 'conditional') return [value.test, value.body, value.orElse];
  return value.kind === 'comparison' ? [value.left, ...value.comparisons.map(({ right }) => right)] : [];
}
