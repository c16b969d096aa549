import type { Comprehension, Lambda, Name, Node } from '../syntax/expressionNodes.ts';
import type {
  ClassDefinition,
  FunctionDefinition,
  ImportFrom,
  PythonModule,
  TypeAlias,
} from '../syntax/statementNodes.ts';

/** `typeParameters`: of a generic function, class or alias; what it is made for is its child. */
export type ScopeKind =
  | 'module'
  | 'class'
  | 'function'
  | 'lambda'
  | 'comprehension'
  | 'typeParameters'
  | 'alias';

export type ScopeNode =
  | PythonModule
  | ClassDefinition
  | FunctionDefinition
  | Lambda
  | Comprehension
  | TypeAlias;

/** A region of the text with names of its own. */
export interface Scope {
  readonly kind: ScopeKind;
  readonly node: ScopeNode;
  readonly parent: Scope | undefined;
  readonly children: Scope[];
  /** The names bound here, by any statement; what is declared global or nonlocal is bound elsewhere. */
  readonly bindings: Map<string, Binding>;
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
}

/** A name in the scope it belongs to. */
export interface Binding {
  readonly name: string;
  readonly scope: Scope;
  readonly places: BindingPlace[];
  readonly uses: NameUse[];
}

export type BindingForm =
  | 'import'
  | 'function'
  | 'class'
  | 'parameter'
  | 'typeParameter'
  | 'typeAlias'
  | 'assignment'
  | 'augmented'
  | 'annotation'
  | 'loop'
  | 'with'
  | 'except'
  | 'walrus'
  | 'capture'
  | 'delete';

/** Where a name is bound, or unbound by `del`. The offsets are those of the name. */
export interface BindingPlace {
  readonly form: BindingForm;
  readonly start: number;
  readonly end: number;
  /** The statement, parameter, clause or expression that binds. */
  readonly node: Node;
  /** The scope it stands in: another than the binding's if it is declared global or nonlocal there. */
  readonly scope: Scope;
  readonly evaluation: Evaluation;
}

/** When code runs. */
export type Evaluation =
  /** While the module is imported. */
  | { readonly when: 'import' }
  /** When the innermost function or lambda around it is called. */
  | { readonly when: 'call'; readonly within: FunctionDefinition | Lambda }
  /** An annotation, a type alias or the bound of a type parameter. */
  | {
      readonly when: 'annotation';
      /** The function or lambda in which it would be evaluated; undefined for the import of the module. */
      readonly within: FunctionDefinition | Lambda | undefined;
      /** Whether Python before 3.14 evaluates it: not with `from __future__ import annotations`, not of a local variable. */
      readonly isEvaluated: boolean;
    };

/** A place that reads a name. */
export interface NameUse {
  readonly node: Name;
  /** As Python looks it up: within a class `__private` is `_Class__private`. */
  readonly name: string;
  readonly scope: Scope;
  readonly evaluation: Evaluation;
  /** Undefined for a builtin, a name from a star import, or one that nothing binds. */
  readonly binding: Binding | undefined;
}

/** Every scope, binding and use of a module. */
export interface ModuleScopes {
  readonly module: Scope;
  /** Outer ones first. */
  readonly scopes: readonly Scope[];
  /** In the order in which Python meets them, more or less. */
  readonly uses: readonly NameUse[];
  readonly starImports: readonly ImportFrom[];
  /** Whether `from __future__ import annotations` makes strings of them. */
  readonly hasStringAnnotations: boolean;
}
