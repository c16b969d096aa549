import { type ParseResult, parse } from '@babel/parser';
import type { LocatedProperty, LocatedValue } from './locatedValue.ts';
import { maximumLocatedDepth } from './locatedValue.ts';

const maximumCharacters = 1_000_000;
/** Constants that spread each other can make a text of a few lines a list of billions of entries. */
const maximumReads = 50_000;

type Program = ParseResult['program'];
type Statement = Program['body'][number];
type Expression = Extract<Statement, { type: 'ExpressionStatement' }>['expression'];
type ObjectMember = Extract<Expression, { type: 'ObjectExpression' }>['properties'][number];
type ListElement = Extract<Expression, { type: 'ArrayExpression' }>['elements'][number];

/**
 * Reads what a module of JavaScript or TypeScript exports, as far as it is literal: constants of the module are
 * followed, and the arguments of a call (`defineConfig(…)`) are read as its result. Nothing is executed.
 */
export function locatedJavaScript(text: string): LocatedValue | undefined {
  if (text.length > maximumCharacters) return undefined;
  const program = parsed(text);
  const exported = program?.body.map(exportedBy).find((each) => each !== undefined);
  return program && exported && new LiteralReader(program).read(exported, 0);
}

function parsed(text: string): Program | undefined {
  try {
    return parse(text, { sourceType: 'unambiguous', errorRecovery: true, plugins: ['typescript', 'jsx'] })
      .program;
  } catch {
    return undefined;
  }
}

/** What `export default …` or `module.exports = …` exports. */
function exportedBy(statement: Statement): Expression | undefined {
  if (statement.type === 'ExportDefaultDeclaration') return statement.declaration as Expression;
  if (statement.type === 'TSExportAssignment') return statement.expression;
  if (statement.type !== 'ExpressionStatement') return undefined;
  const { expression } = statement;
  if (expression.type !== 'AssignmentExpression' || expression.left.type !== 'MemberExpression')
    return undefined;
  const { object, property } = expression.left;
  const isModule = object.type === 'Identifier' && object.name === 'module';
  return isModule && property.type === 'Identifier' && property.name === 'exports'
    ? expression.right
    : undefined;
}

class LiteralReader {
  readonly #constants = new Map<string, Expression>();
  #reads = 0;

  constructor({ body }: Program) {
    for (const statement of body) {
      if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') continue;
      for (const { id, init } of statement.declarations)
        if (id.type === 'Identifier' && init) this.#constants.set(id.name, init);
    }
  }

  read(node: Expression, depth: number): LocatedValue {
    const range = rangeOf(node);
    if (depth > maximumLocatedDepth || ++this.#reads > maximumReads) return { range };
    switch (node.type) {
      case 'StringLiteral':
      case 'NumericLiteral':
      case 'BooleanLiteral':
        return { range, scalar: node.value };
      case 'TemplateLiteral':
        return node.expressions.length > 0
          ? { range }
          : { range, scalar: node.quasis[0]?.value.cooked ?? '' };
      case 'ArrayExpression':
        return { range, items: this.#items(node.elements, depth) };
      case 'ObjectExpression':
        return { range, properties: new Map(node.properties.flatMap((each) => this.#members(each, depth))) };
      case 'CallExpression':
        return { range, items: this.#items(node.arguments as ListElement[], depth) };
      case 'Identifier':
        return this.#constant(node.name, depth) ?? { range };
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'ParenthesizedExpression':
        return this.read(node.expression, depth + 1);
      default:
        return { range };
    }
  }

  #constant(name: string, depth: number): LocatedValue | undefined {
    const value = this.#constants.get(name);
    return value && this.read(value, depth + 1);
  }

  #items(elements: readonly ListElement[], depth: number): LocatedValue[] {
    return elements.flatMap((element) => {
      if (element === null) return [];
      if (element.type !== 'SpreadElement') return [this.read(element as Expression, depth + 1)];
      const spread = this.read(element.argument, depth + 1);
      return spread.items ?? [{ range: spread.range }];
    });
  }

  #members(member: ObjectMember, depth: number): [string, LocatedProperty][] {
    if (member.type === 'SpreadElement') return [...(this.read(member.argument, depth + 1).properties ?? [])];
    if (member.type !== 'ObjectProperty' || member.computed) return [];
    const { key } = member;
    const name = key.type === 'Identifier' ? key.name : key.type === 'StringLiteral' ? key.value : undefined;
    if (name === undefined) return [];
    return [[name, { nameRange: rangeOf(key), value: this.read(member.value as Expression, depth + 1) }]];
  }
}

type Located = { loc?: { start: Place; end: Place } | null };
interface Place {
  readonly line: number;
  readonly column: number;
}

function rangeOf({ loc }: Located): LocatedValue['range'] {
  const position = (place: Place | undefined) => ({
    line: place?.line ?? 1,
    column: (place?.column ?? 0) + 1,
  });
  return { start: position(loc?.start), end: position(loc?.end) };
}
