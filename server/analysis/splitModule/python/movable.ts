import type { Expression } from '../../python/syntax/expressionNodes.ts';
import type { Statement } from '../../python/syntax/statementNodes.ts';
import { dottedName } from './dottedName.ts';

// What these make depends on their arguments alone, and on nothing that happened before.
const pureCalls: ReadonlySet<string> = new Set([
  ...['re.compile', 'namedtuple', 'collections.namedtuple', 'NewType', 'typing.NewType', 'TypeVar'],
  ...[
    'typing.TypeVar',
    'ParamSpec',
    'typing.ParamSpec',
    'frozenset',
    'set',
    'dict',
    'list',
    'tuple',
    'object',
  ],
  ...[
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
  ],
  ...['OrderedDict', 'collections.OrderedDict', 'defaultdict', 'collections.defaultdict', 'Counter', 'deque'],
  ...['timedelta', 'datetime.timedelta', 'Path', 'pathlib.Path', 'Decimal', 'Fraction', 'enumerate', 'ord'],
  ...[
    'chr',
    'operator.itemgetter',
    'operator.attrgetter',
    'itemgetter',
    'attrgetter',
    'struct.Struct',
    'Struct',
  ],
]);

/** Whether a statement makes the same wherever it runs: a definition, or a constant. */
export function isMovable(statement: Statement): boolean {
  if (statement.kind === 'function') return !isDunder(statement.name.name);
  if (statement.kind === 'class' || statement.kind === 'typeAlias') return true;
  if (statement.kind === 'annotatedAssignment') {
    return statement.isSimple && isName(statement.target) && isConstant(statement.value);
  }
  return statement.kind === 'assignment' && statement.targets.every(isName) && isConstant(statement.value);
}

function isName(target: Expression): boolean {
  if (target.kind === 'tuple') return target.elements.every(isName);
  return target.kind === 'name' && !isDunder(target.name);
}

function isDunder(name: string): boolean {
  return name.startsWith('__') && name.endsWith('__');
}

function isConstant(value: Expression | undefined): boolean {
  if (value === undefined) return true;
  if (value.kind === 'call' && !pureCalls.has(dottedName(value.callee))) return false;
  if (value.kind === 'named' || value.kind === 'await' || value.kind === 'yield') return false;
  if (value.kind === 'lambda') return true;
  return operandsOf(value).every(isConstant);
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
