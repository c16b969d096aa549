import { childNodes } from '../syntax/childNodes.ts';
import type { Node } from '../syntax/expressionNodes.ts';
import type { ClassDefinition, FunctionDefinition, PythonModule } from '../syntax/statementNodes.ts';
import { callsParameter } from './callsParameter.ts';
import { changedNames, partsOf } from './expressionParts.ts';
import { isMain } from './importBinding.ts';
import { add, LocalDefinitions, lastName } from './localDefinitions.ts';
import { isKind, isSuite } from './syntaxPath.ts';

/** Why a function may run while its module is imported: what names it, and the function it is named in, if any. */
export interface ImportTimeCall {
  readonly node: Node;
  readonly caller: FunctionDefinition | undefined;
  /** Whether it surely runs: called by its name, by code that surely runs itself. */
  readonly isCertain: boolean;
}

/** Callables that keep a function for later, but do not call it. */
const keepers: ReadonlySet<string> = new Set([
  'property',
  'staticmethod',
  'classmethod',
  'partial',
  'partialmethod',
  'cached_property',
  'register',
  'signal',
  'wraps',
  'lru_cache',
  'cache',
  'contextmanager',
  'asynccontextmanager',
  'abstractmethod',
  'Thread',
  'Timer',
  'Process',
]);

/**
 * Functions that may run while their module is imported, by names alone: what the module level calls, hands to a
 * call, decorates with or makes objects of, and what these call in turn. Rather one too many than one too few.
 */
export class ImportTimeCalls {
  /** The definitions it goes by. */
  readonly local: LocalDefinitions;
  readonly #calls = new Map<FunctionDefinition, ImportTimeCall>();
  readonly #made = new Set<ClassDefinition>();
  readonly #aliases = new Map<string, Node[]>();
  #caller: FunctionDefinition | undefined;
  /** Whether what is visited runs whenever the module is imported. */
  #isCertain = true;
  readonly #queue: FunctionDefinition[] = [];

  constructor(module: PythonModule) {
    this.local = new LocalDefinitions(module);
    for (const statement of module.body) this.#visit(statement);
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      this.#caller = next;
      this.#isCertain = this.#calls.get(next)?.isCertain === true;
      for (const statement of next.body.statements) this.#visit(statement);
    }
  }

  /** What makes a function run; undefined for one that waits to be called. */
  callOf(definition: FunctionDefinition): ImportTimeCall | undefined {
    return this.#calls.get(definition);
  }

  /** The call at module level that leads to a function in the end. */
  rootCallOf(definition: FunctionDefinition): { node: Node; name: string } | undefined {
    let at = definition;
    const seen = new Set<FunctionDefinition>();
    for (let call = this.#calls.get(at); call; call = this.#calls.get(at)) {
      if (call.caller === undefined || seen.has(call.caller)) return { node: call.node, name: at.name.name };
      seen.add(at);
      at = call.caller;
    }
    return undefined;
  }

  #visit(node: Node): void {
    if (isKind(node, 'function')) this.#visitFunction(node);
    else if (isKind(node, 'assignment')) this.#assign(node.targets, node.value);
    else if (isKind(node, 'annotatedAssignment') && node.value) {
      this.#visit(node.annotation);
      this.#assign([node.target], node.value);
    } else if (isKind(node, 'named')) this.#assign([node.target], node.value);
    else this.#visitOther(node);
  }

  #visitOther(node: Node): void {
    if (isKind(node, 'class')) this.#define(node);
    else if (isKind(node, 'call'))
      this.#call(node.callee, [...node.positional, ...node.keywords.map(({ value }) => value)]);
    else if (isKind(node, 'attribute')) this.#reachMethods(node.value, node.attribute.name, node);
    else if (isKind(node, 'for')) this.#perhaps(() => this.#use(node.iterable));
    else if (isKind(node, 'name')) this.#reachAliases(node.name);
    if ('test' in node && 'body' in node && isMain(node.test as never)) return;
    if (!isKind(node, 'if', 'try', 'for', 'while', 'lambda', 'conditional', 'boolean', 'match'))
      this.#visitAll(childNodes(node));
    else this.#perhaps(() => this.#visitAll(childNodes(node)));
  }

  #visitAll(nodes: readonly Node[]): void {
    for (const node of nodes) this.#visit(node);
  }

  /** What may run or not. */
  #perhaps(visit: () => void): void {
    const outer = this.#isCertain;
    this.#isCertain = false;
    visit();
    this.#isCertain = outer;
  }

  /** A definition runs its decorators and defaults; one in a function that runs may run itself. */
  #visitFunction(definition: FunctionDefinition): void {
    for (const decorator of definition.decorators) {
      this.#call(decorator, []);
      if (this.#callsWhatItIsHanded(decorator)) this.#reach(definition, decorator);
      this.#visit(decorator);
    }
    for (const child of childNodes(definition))
      if (!isSuite(child) && !(definition.decorators as readonly Node[]).includes(child)) this.#visit(child);
    if (this.#caller !== undefined) this.#perhaps(() => this.#visitAll(definition.body.statements));
  }

  #define(definition: ClassDefinition): void {
    for (const decorator of definition.decorators) this.#call(decorator, []);
    for (const method of this.local.methodsRunByDefining(definition)) this.#reach(method, definition.name);
  }

  #call(callee: Node, handed: readonly Node[]): void {
    this.#use(callee);
    const name = isKind(callee, 'attribute')
      ? callee.attribute.name
      : isKind(callee, 'name')
        ? callee.name
        : '';
    if (!keepers.has(name) || this.#callsWhatItIsHanded(callee)) this.#perhaps(() => this.#useEach(handed));
  }

  #useEach(nodes: readonly Node[]): void {
    for (const node of nodes) this.#use(node);
  }

  /** Calls what a name may stand for, whether a function or a class. */
  #use(node: Node): void {
    if (isKind(node, 'starred')) this.#use(node.value);
    else if (isKind(node, 'tuple', 'list', 'set', 'boolean', 'conditional', 'named'))
      for (const part of partsOf(node)) this.#use(part);
    else if (isKind(node, 'call') && keepers.has(lastName(node.callee))) this.#useEach(node.positional);
    else if (isKind(node, 'name'))
      for (const definition of this.local.named(node.name))
        if (definition.kind === 'function') this.#reach(definition, node);
        else this.#make(definition, node);
  }

  /** An object comes to be: its special methods may run, and all methods if a foreign class knows when. */
  #make(definition: ClassDefinition, node: Node): void {
    if (this.#made.has(definition)) return;
    this.#made.add(definition);
    for (const method of this.local.methodsRunByMaking(definition))
      if (method.name.name === '__init__') this.#reach(method, node);
      else this.#perhaps(() => this.#reach(method, node));
  }

  #reachMethods(receiver: Node, name: string, node: Node): void {
    if (isKind(receiver, 'name') && this.local.isImported(receiver.name)) return;
    this.#reachAliases(name);
    this.#reachAliases(name);
    this.#perhaps(() => {
      for (const method of this.local.methodsNamed(name)) this.#reach(method, node);
    });
  }

  /** What is bound to a name may run where that is named again; in a function that runs nobody follows it. */
  #assign(targets: readonly Node[], value: Node): void {
    this.#visitAll(targets.filter((target) => !isKind(target, 'name')));
    this.#visit(value);
    const isKept = isKind(value, 'call') && keepers.has(lastName(value.callee));
    if (!isKept && !isKind(value, 'name', 'dict', 'list', 'tuple', 'set', 'boolean', 'conditional', 'named'))
      return;
    if (this.#caller !== undefined) this.#perhaps(() => this.#useAll(value));
    else for (const name of targets.flatMap(changedNames)) add(this.#aliases, name, value);
  }

  /** Whether a function of the module calls one of its parameters, as `def now(f): f()` does. */
  #callsWhatItIsHanded(callee: Node): boolean {
    const name = lastName(callee);
    const own = isKind(callee, 'attribute') ? this.local.methodsNamed(name) : this.local.named(name);
    return own.some((each) => each.kind === 'function' && callsParameter(each));
  }

  #reachAliases(name: string): void {
    const values = this.#aliases.get(name);
    if (values === undefined) return;
    this.#aliases.delete(name);
    this.#perhaps(() => {
      for (const value of values) this.#useAll(value);
    });
  }

  #useAll(node: Node): void {
    this.#use(node);
    for (const child of childNodes(node)) this.#useAll(child);
  }

  #reach(definition: FunctionDefinition, node: Node): void {
    const isCertain = this.#isCertain;
    const known = this.#calls.get(definition);
    if (known && (known.isCertain || !isCertain)) return;
    this.#calls.set(definition, { node, caller: this.#caller, isCertain });
    this.#queue.push(definition);
  }
}
