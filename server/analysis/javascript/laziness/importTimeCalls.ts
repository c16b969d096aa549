import { ancestorsOf, type ModuleScopes } from '../scopes/reference.ts';
import { child, children, list, nameIn, nameOf, type SyntaxNode } from '../syntax/syntaxNode.ts';

/** Methods that call what they are given before they return. */
const callsAtOnce = new Set(
  (
    'map forEach filter reduce reduceRight some every find findIndex findLast findLastIndex flatMap sort toSorted from ' +
    'replace replaceAll groupBy fromEntries call apply defineProperty defineProperties'
  ).split(' '),
);

/** How a function comes to run while its module is imported. */
export interface ImportTimeCall {
  readonly call: SyntaxNode;
  /** Handed over to somebody else, who may call it at once or later. */
  readonly handedOver: boolean;
}

/** Functions that run while the module is imported, by the call that makes them, as far as the text can tell. */
export type ImportTimeCalls = ReadonlyMap<SyntaxNode, ImportTimeCall>;

const functionTypes = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
]);

export function isFunction({ type }: SyntaxNode): boolean {
  return functionTypes.has(type);
}

/** Follows the calls that the module makes, through functions and methods of its own. */
export function importTimeCalls(scopes: ModuleScopes): ImportTimeCalls {
  const byOwner = Map.groupBy(scopes.calls.keys(), (call) => scopes.calls.get(call)?.node);
  const targets = new CallTargets(scopes);
  const found = new Map<SyntaxNode, ImportTimeCall>();
  const pending = (byOwner.get(scopes.moduleRegion.node) ?? []).map((call) => ({ call, maybe: false }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const [target, isGiven] of targets.of(next.call)) {
      const handedOver = next.maybe || isGiven;
      const known = found.get(target);
      if (known && (handedOver || !known.handedOver)) continue;
      found.set(target, { call: next.call, handedOver });
      for (const call of byOwner.get(target) ?? []) pending.push({ call, maybe: handedOver });
    }
  }
  return found;
}

/** Which functions of the module a call may run; the flag says that it only hands them over. */
class CallTargets {
  readonly #scopes: ModuleScopes;
  readonly #values = new Map<SyntaxNode, SyntaxNode>();
  readonly #methods = new Map<string, SyntaxNode[]>();

  constructor(scopes: ModuleScopes) {
    this.#scopes = scopes;
    for (const [binding, uses] of scopes.uses) {
      const value = declaredFunction(binding.declaration);
      if (value) for (const { node } of uses) this.#values.set(node, value);
    }
    for (const node of scopes.parents.keys()) {
      const value = this.#values.get(node) ?? node;
      const method = isFunction(value) || value.type === 'ClassExpression' ? this.#methodName(node) : '';
      if (method !== '') this.#methods.set(method, [...(this.#methods.get(method) ?? []), value]);
    }
  }

  of(call: SyntaxNode): [SyntaxNode, boolean][] {
    const callee = child(call, 'callee') ?? child(call, 'tag') ?? child(call, 'expression');
    const called = callee ? this.#called(callee) : [];
    const atOnce = called.length > 0 || (callee !== undefined && passesAtOnce(callee));
    const given = list(call, 'arguments').flatMap((argument) => this.#given(argument));
    return [
      ...called.map((target): [SyntaxNode, boolean] => [target, false]),
      ...given.map((target): [SyntaxNode, boolean] => [target, !atOnce]),
    ];
  }

  /** The functions that calling an expression runs: those of a class where it is one. */
  #called(expression: SyntaxNode, methods = true): SyntaxNode[] {
    if (isMember(expression)) {
      const object = child(expression, 'object');
      const own = object && isFunction(object) ? [object] : [];
      if (!methods) return own;
      return [...own, ...(this.#methods.get(nameIn(expression, 'property')) ?? [])].flatMap((each) =>
        this.#runs(each),
      );
    }
    const value = this.#values.get(expression) ?? expression;
    return this.#runs(value);
  }

  /** The functions that an argument hands over: itself, or those in an object or a list. */
  #given(argument: SyntaxNode): SyntaxNode[] {
    switch (argument.type) {
      case 'ObjectExpression':
        return list(argument, 'properties').flatMap((each) => this.#given(child(each, 'value') ?? each));
      case 'ArrayExpression':
        return list(argument, 'elements').flatMap((each) => this.#given(each));
      default:
        return this.#called(argument, false);
    }
  }

  #runs(value: SyntaxNode): SyntaxNode[] {
    if (isFunction(value)) return [value];
    return value.type.startsWith('Class') ? this.#constructed(value, 0) : [];
  }

  /** Constructor and fields of a class and of those it extends. */
  #constructed(value: SyntaxNode, depth: number): SyntaxNode[] {
    const body = child(value, 'body');
    const own = body ? children(body).filter(isRunByNew) : [];
    const above = child(value, 'superClass');
    const base = above && this.#values.get(above);
    return base && depth < 50 ? [...own, ...this.#constructed(base, depth + 1)] : own;
  }

  /** The name that a function is called by as a member: of a method, a property, `exports.name = …`. */
  #methodName(node: SyntaxNode): string {
    if (node.type.endsWith('Method')) return nameIn(node, 'key');
    const [holder] = ancestorsOf(node, this.#scopes);
    if (holder?.type === 'ObjectProperty' || holder?.type === 'ClassProperty') return nameIn(holder, 'key');
    const target = holder?.type === 'AssignmentExpression' ? child(holder, 'left') : undefined;
    return target && isMember(target) ? nameIn(target, 'property') : '';
  }
}

function isMember({ type }: SyntaxNode): boolean {
  return type === 'MemberExpression' || type === 'OptionalMemberExpression';
}

/** The function or class that a declaration gives its name. */
function declaredFunction(declaration: SyntaxNode): SyntaxNode | undefined {
  if (declaration.type === 'FunctionDeclaration' || declaration.type.startsWith('Class')) return declaration;
  const init = declaration.type === 'VariableDeclarator' ? child(declaration, 'init') : undefined;
  return init && (isFunction(init) || init.type === 'ClassExpression') ? init : undefined;
}

function isRunByNew(member: SyntaxNode): boolean {
  if (member.type === 'ClassMethod') return member['kind'] === 'constructor';
  return member.type.endsWith('Property') && member['static'] !== true;
}

function passesAtOnce(callee: SyntaxNode): boolean {
  if (isMember(callee)) return callsAtOnce.has(nameIn(callee, 'property'));
  return nameOf(callee) === 'Promise';
}
