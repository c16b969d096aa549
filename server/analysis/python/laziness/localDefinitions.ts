import type { Expression, Node } from '../syntax/expressionNodes.ts';
import type { ClassDefinition, FunctionDefinition, PythonModule } from '../syntax/statementNodes.ts';
import { descendants, isKind } from './syntaxPath.ts';

type Definition = FunctionDefinition | ClassDefinition;

/** Classes of other modules that do not call what is defined below them. */
const inertBase =
  /^(?:object|ABC|Protocol|Generic|NamedTuple|TypedDict|dict|list|tuple|set|frozenset|str|int|float|bytes|OrderedDict|\w*(?:Error|Exception|Warning|Enum|Flag))$/;
const always: ReadonlySet<string> = new Set(['__subclasshook__', '__instancecheck__', '__subclasscheck__']);
const bySubclass: ReadonlySet<string> = new Set([
  '__init_subclass__',
  '__class_getitem__',
  '__mro_entries__',
]);
const byEnum: ReadonlySet<string> = new Set([
  '__new__',
  '__init__',
  '__set_name__',
  '_generate_next_value_',
  '_missing_',
]);

/** The functions and classes of a module outside of functions, by name, and what their methods are for. */
export class LocalDefinitions {
  readonly #named = new Map<string, Definition[]>();
  readonly #methods = new Map<string, FunctionDefinition[]>();
  readonly #methodsOf = new Map<ClassDefinition, FunctionDefinition[]>();
  readonly #imported = new Set<string>();

  constructor(module: PythonModule) {
    for (const node of descendants(module, (each) => !isKind(each, 'function'))) {
      if (isKind(node, 'class', 'function')) add(this.#named, node.name.name, node);
      if (isKind(node, 'class')) this.#addMethods(node);
      if (isKind(node, 'import', 'importFrom'))
        for (const { name, alias } of node.names)
          this.#imported.add(alias?.name ?? name.name.split('.')[0] ?? name.name);
    }
  }

  named(name: string): readonly Definition[] {
    return this.#named.get(name) ?? [];
  }

  methodsNamed(name: string): readonly FunctionDefinition[] {
    return this.#methods.get(name) ?? [];
  }

  /** Whether an import at module level binds a name. */
  isImported(name: string): boolean {
    return this.#imported.has(name) && !this.#named.has(name);
  }

  /** Methods that run as soon as a class is defined: hooks of the classes above it, an enumeration's constructors. */
  methodsRunByDefining(definition: ClassDefinition): readonly FunctionDefinition[] {
    const ancestors = this.#ancestors(definition);
    const isEnum = [definition, ...ancestors].some((each) =>
      baseNames(each).some((name) => /(?:Enum|Flag)$/.test(name)),
    );
    return [
      ...this.#methodsWhere(definition, (name) => always.has(name) || (isEnum && byEnum.has(name))),
      ...ancestors.flatMap((each) =>
        this.#methodsWhere(each, (name) => bySubclass.has(name) || (isEnum && byEnum.has(name))),
      ),
      ...[definition, ...ancestors].flatMap((each) => this.#methodsOfMetaclass(each)),
    ];
  }

  /** Methods that may run because there is an object of a class. */
  methodsRunByMaking(definition: ClassDefinition): readonly FunctionDefinition[] {
    const classes = [definition, ...this.#ancestors(definition)];
    const isForeign = classes.some((each) => baseNames(each).some((name) => this.#isForeign(name)));
    return classes.flatMap((each) => this.#methodsWhere(each, (name) => isForeign || isSpecial(name)));
  }

  #isForeign(name: string): boolean {
    return !this.#named.has(name) && !inertBase.test(name);
  }

  #methodsOfMetaclass(definition: ClassDefinition): readonly FunctionDefinition[] {
    const metaclasses = definition.keywords.flatMap(({ value }) =>
      isKind(value, 'name') ? this.named(value.name) : [],
    );
    return metaclasses.flatMap((each) =>
      each.kind === 'class' ? this.#methodsWhere(each, () => true) : [each],
    );
  }

  #methodsWhere(definition: ClassDefinition, wanted: (name: string) => boolean): FunctionDefinition[] {
    return (this.#methodsOf.get(definition) ?? []).filter(
      ({ name }) => name.name !== '__del__' && wanted(name.name),
    );
  }

  #ancestors(definition: ClassDefinition, seen = new Set<ClassDefinition>()): ClassDefinition[] {
    for (const name of baseNames(definition))
      for (const base of this.named(name))
        if (base.kind === 'class' && base !== definition && !seen.has(base)) {
          seen.add(base);
          this.#ancestors(base, seen);
        }
    return [...seen];
  }

  #addMethods(definition: ClassDefinition): void {
    const own: FunctionDefinition[] = [];
    for (const statement of definition.body.statements)
      for (const node of descendants(statement, (each) => !isKind(each, 'function', 'class')))
        if (isKind(node, 'function')) own.push(node);
    for (const method of own) add(this.#methods, method.name.name, method);
    this.#methodsOf.set(definition, own);
  }
}

/** The last parts of the names of a class's bases: `Module` of `nn.Module`. */
export function baseNames({ bases }: ClassDefinition): string[] {
  return bases.map((base) => lastName(base));
}

/** What a dotted name, a call or a subscript of one is called at last; empty for anything else. */
export function lastName(expression: Expression | Node): string {
  if (isKind(expression, 'name')) return expression.name;
  if (isKind(expression, 'attribute')) return expression.attribute.name;
  if (isKind(expression, 'call')) return lastName(expression.callee);
  return isKind(expression, 'subscript') ? lastName(expression.value) : '';
}

function isSpecial(name: string): boolean {
  return name.startsWith('__') && name.endsWith('__');
}

/** Adds a value to those of a name. */
export function add<Value>(map: Map<string, Value[]>, name: string, value: Value): void {
  const values = map.get(name);
  if (values) values.push(value);
  else map.set(name, [value]);
}
