import type { Expression } from '../../../../server/analysis/python/syntax/expressionNodes.ts';
import type {
  Pattern,
  PythonModule,
  Statement,
} from '../../../../server/analysis/python/syntax/statementNodes.ts';

type Kind = Statement['kind'] | Expression['kind'] | Pattern['kind'] | 'formatField';

const pythonNames: Readonly<Partial<Record<Kind, string>>> = {
  name: 'Name',
  constant: 'Constant',
  number: 'Constant',
  string: 'Constant',
  formattedString: 'JoinedStr',
  formatField: 'FormattedValue',
  attribute: 'Attribute',
  subscript: 'Subscript',
  slice: 'Slice',
  call: 'Call',
  tuple: 'Tuple',
  list: 'List',
  set: 'Set',
  dict: 'Dict',
  starred: 'Starred',
  unary: 'UnaryOp',
  binary: 'BinOp',
  boolean: 'BoolOp',
  comparison: 'Compare',
  conditional: 'IfExp',
  lambda: 'Lambda',
  await: 'Await',
  yield: 'Yield',
  yieldFrom: 'YieldFrom',
  named: 'NamedExpr',
  expression: 'Expr',
  assignment: 'Assign',
  augmentedAssignment: 'AugAssign',
  annotatedAssignment: 'AnnAssign',
  pass: 'Pass',
  break: 'Break',
  continue: 'Continue',
  return: 'Return',
  delete: 'Delete',
  raise: 'Raise',
  assert: 'Assert',
  global: 'Global',
  nonlocal: 'Nonlocal',
  import: 'Import',
  importFrom: 'ImportFrom',
  while: 'While',
  match: 'Match',
  class: 'ClassDef',
  capturePattern: 'MatchAs',
  starPattern: 'MatchStar',
  asPattern: 'MatchAs',
  orPattern: 'MatchOr',
  sequencePattern: 'MatchSequence',
  mappingPattern: 'MatchMapping',
  classPattern: 'MatchClass',
};
const comprehensions = { list: 'ListComp', set: 'SetComp', dict: 'DictComp', generator: 'GeneratorExp' };
const typeParameters: Readonly<Record<string, string>> = {
  type: 'TypeVar',
  star: 'TypeVarTuple',
  'double-star': 'ParamSpec',
};

type Properties = Readonly<Record<string, unknown>> & { readonly start: number; readonly end: number };

/**
 * The nodes of a tree as `treeOutline.py` prints them.
 * @param hasFields whether those within formatted strings belong to it
 */
export function treeOutline(module: PythonModule, hasFields: boolean): string[] {
  const found: string[] = [];
  const visit = (value: unknown, key: string) => {
    if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (typeof value === 'object' && value !== null) {
      found.push(...namesOf(value as Properties, key));
      if ('kind' in value && value.kind === 'formattedString' && !hasFields) return;
      if (isSingleton(value as Properties)) return;
      for (const [name, child] of Object.entries(value)) visit(child, name);
    }
  };
  visit(module.body, 'body');
  return found.sort();
}

function isSingleton({ kind, value }: Properties): boolean {
  return kind === 'valuePattern' && (value as Expression).kind === 'constant';
}

function namesOf(node: Properties, key: string): string[] {
  const at = (name: string, start = node.start) => [`${name} ${start} ${node.end}`];
  const { kind } = node;
  const asyncPrefix = node['isAsync'] === true ? 'Async' : '';
  if (key === 'parameters') return at('arg').map((arg) => argument(arg, node));
  if (key === 'typeParameters') return at(typeParameters[String(node['form'])] ?? '');
  if (key === 'handlers') return at('ExceptHandler');
  if (key === 'keywords' && 'value' in node) return at('keyword');
  if (kind === 'typeAlias') return [...at('TypeAlias'), nameOutline(node['name'] as Properties)];
  if (key === 'names' && 'alias' in node) return at('alias');
  if (kind === 'function') return at(`${asyncPrefix}FunctionDef`, Number(node['keywordStart']));
  if (kind === 'class') return at('ClassDef', Number(node['keywordStart']));
  if (kind === 'for') return at(`${asyncPrefix}For`);
  if (kind === 'with') return at(`${asyncPrefix}With`);
  if (kind === 'try') return at(isGroup(node) ? 'TryStar' : 'Try');
  if (kind === 'if') return (node['clauses'] as Properties[]).map(({ start }) => `If ${start} ${node.end}`);
  if (kind === 'comprehension') return at(comprehensions[node['form'] as keyof typeof comprehensions]);
  if (kind === 'valuePattern') return at(isSingleton(node) ? 'MatchSingleton' : 'MatchValue');
  if (kind === 'formattedString' && node['isTemplate'] === true) return at('TemplateStr');
  const name = pythonNames[kind as Kind];
  return name === undefined ? [] : at(name);
}

function nameOutline({ start, end }: Properties): string {
  return `Name ${start} ${end}`;
}

/** Python ends a parameter before its default. */
function argument(found: string, node: Properties): string {
  const { annotation, name } = node as { annotation?: Expression; name?: { end: number } };
  const end = annotation?.end ?? name?.end;
  return found.replace(/\d+$/, String(end));
}

function isGroup(node: Properties): boolean {
  return (node['handlers'] as { isGroup: boolean }[]).some((handler) => handler.isGroup);
}
