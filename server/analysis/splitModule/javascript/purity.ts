import { child, children, list, nameIn, type SyntaxNode } from '../../javascript/syntax/syntaxNode.ts';

/** What computes its value from its parts and does nothing else. */
const pureWithParts = new Set(
  (
    'ArrayExpression ObjectExpression ObjectProperty TemplateLiteral UnaryExpression LogicalExpression ' +
    'ConditionalExpression TSAsExpression TSSatisfiesExpression TSNonNullExpression TSTypeAssertion ClassBody ' +
    'TSEnumDeclaration TSEnumBody TSEnumMember ParenthesizedExpression'
  ).split(' '),
);

/** What is the same whenever it is evaluated. */
const pureAlone = new Set(
  (
    'StringLiteral NumericLiteral BooleanLiteral NullLiteral BigIntLiteral RegExpLiteral TemplateElement Identifier ' +
    'FunctionExpression ArrowFunctionExpression ObjectMethod ClassMethod ClassPrivateMethod TSDeclareMethod ' +
    'TSIndexSignature'
  ).split(' '),
);

const collections = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'Error']);

/** Whether evaluating an expression or a class early, late or in another file makes no difference. */
export function isPure(node: SyntaxNode): boolean {
  if (runsMore(node)) return false;
  const { type } = node;
  if (pureAlone.has(type) || type.startsWith('TSType')) return true;
  const special = specialForms.find(([form]) => form.test(type));
  return special ? special[1](node) : pureWithParts.has(type) && children(node).every(isPure);
}

/** Decorators run, of parameters too; a computed key is evaluated; `delete` changes something. */
function runsMore(node: SyntaxNode): boolean {
  const isDecorated = [node, ...list(node, 'params')].some((each) => list(each, 'decorators').length > 0);
  return isDecorated || node['computed'] === true || node['operator'] === 'delete';
}

const specialForms: readonly (readonly [RegExp, (node: SyntaxNode) => boolean])[] = [
  [/^BinaryExpression$/, isPrimitive],
  [/^Class(?:Declaration|Expression)$/, isPureClass],
  [/^Class(?:P|Accessor)/, isPureField],
  [/^NewExpression$/, isPureCollection],
];

/** `new Map()` with literals: iterating over anything else could run somebody's code. */
function isPureCollection(node: SyntaxNode): boolean {
  return collections.has(nameIn(node, 'callee')) && list(node, 'arguments').every(isLiteral);
}

function isPureClass(node: SyntaxNode): boolean {
  const base = child(node, 'superClass');
  const body = child(node, 'body');
  return (base === undefined || base.type === 'Identifier') && body !== undefined && isPure(body);
}

/** The value of an instance's field is computed with the instance. */
function isPureField(node: SyntaxNode): boolean {
  const value = child(node, 'value');
  return node['static'] !== true || value === undefined || isPure(value);
}

function isLiteral(node: SyntaxNode): boolean {
  return /^(?:String|Numeric)Literal$|^ArrayExpression$/.test(node.type) && isPure(node);
}

/** `a + b` of objects calls their methods. */
function isPrimitive(node: SyntaxNode): boolean {
  if (node.type === 'BinaryExpression') return children(node).every(isPrimitive);
  return /^(?:String|Numeric|BigInt|Boolean)Literal$/.test(node.type) || node.type === 'Identifier';
}
