import type { SyntaxNode } from '../syntax/syntaxNode.ts';

/** What a name stands for: a value, a type, or both as an import, a class, an enum or a namespace. */
export type Meaning = 'value' | 'type' | 'both';

/** A name that a scope declares. */
export interface Binding {
  readonly name: string;
  readonly kind: 'import' | 'variable' | 'parameter' | 'function' | 'class' | 'type' | 'enum' | 'namespace';
  readonly meaning: Meaning;
  /** The identifier. */
  readonly node: SyntaxNode;
  /** What declares it: an import specifier, a declarator, a function, a class. */
  readonly declaration: SyntaxNode;
  readonly scope: Scope;
}

/** A part of the text in which names are declared. */
export class Scope {
  readonly parent: Scope | undefined;
  /** Where a `var` lands. */
  readonly variables: Scope;
  readonly #bindings = new Map<string, Binding[]>();

  constructor(parent: Scope | undefined, holdsVariables: boolean) {
    this.parent = parent;
    this.variables = holdsVariables || !parent ? this : parent.variables;
  }

  get bindings(): Binding[] {
    return [...this.#bindings.values()].flat();
  }

  declare(binding: Binding): void {
    const same = this.#bindings.get(binding.name);
    if (same) same.push(binding);
    else this.#bindings.set(binding.name, [binding]);
  }

  /** The declaration that a name means here; a type does not see values alone, nor a value types alone. */
  resolve(name: string, asType: boolean): Binding | undefined {
    const hidden: Meaning = asType ? 'value' : 'type';
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const found = scope.#bindings.get(name)?.find(({ meaning }) => meaning !== hidden);
      if (found) return found;
    }
    return undefined;
  }
}
