import type { Identifier, Lambda, Name, Node } from '../syntax/expressionNodes.ts';
import type { FunctionDefinition, ImportFrom } from '../syntax/statementNodes.ts';
import type { BindingForm, BindingPlace, Evaluation, NameUse, Scope, ScopeKind, ScopeNode } from './scope.ts';

/** A name that is read, before it is known what it means. */
export type RecordedUse = Omit<NameUse, 'binding'>;
/** A name that is bound, before it is known in which scope. */
export interface RecordedPlace extends BindingPlace {
  readonly name: string;
  /** The scope that the name is bound in, unless it is declared global or nonlocal there. */
  readonly home: Scope;
}

const atImport: Evaluation = { when: 'import' };

/** Notes the names of a module with the scope they stand in and when they are evaluated. */
export class NameRecorder {
  readonly scopes: Scope[] = [];
  readonly uses: RecordedUse[] = [];
  readonly places: RecordedPlace[] = [];
  readonly starImports: ImportFrom[] = [];
  hasStringAnnotations = false;
  protected scope: Scope;
  protected evaluation: Evaluation = atImport;

  constructor(module: ScopeNode) {
    this.scope = this.#open('module', module, undefined);
  }

  protected within(kind: ScopeKind, node: ScopeNode, visit: () => void): void {
    const outer = this.scope;
    this.scope = this.#open(kind, node, outer);
    visit();
    this.scope = outer;
  }

  /** Visits what runs when a function is called. */
  protected called(within: FunctionDefinition | Lambda, visit: () => void): void {
    const outer = this.evaluation;
    this.evaluation = { when: 'call', within };
    visit();
    this.evaluation = outer;
  }

  /** Visits an annotation or what is evaluated as late as one. */
  protected annotated(isEvaluated: boolean, visit: () => void): void {
    const outer = this.evaluation;
    const within = outer.when === 'import' ? undefined : outer.within;
    this.evaluation = {
      when: 'annotation',
      within,
      isEvaluated: isEvaluated && !this.hasStringAnnotations,
    };
    visit();
    this.evaluation = outer;
  }

  protected use(node: Name): void {
    const { scope, evaluation } = this;
    this.uses.push({ node, name: mangled(node.name, scope), scope, evaluation });
  }

  protected bind(form: BindingForm, name: Identifier, node: Node, home = this.scope): void {
    const { evaluation, scope } = this;
    const { start, end } = name;
    this.places.push({ form, start, end, node, scope, evaluation, home, name: mangled(name.name, scope) });
  }

  protected declareNames(kind: 'global' | 'nonlocal', names: readonly Identifier[]): void {
    const declared = kind === 'global' ? this.scope.globals : this.scope.nonlocals;
    for (const { name } of names) declared.add(mangled(name, this.scope));
  }

  #open(kind: ScopeKind, node: ScopeNode, parent: Scope | undefined): Scope {
    const scope: Scope = {
      kind,
      node,
      parent,
      children: [],
      bindings: new Map(),
      globals: new Set(),
      nonlocals: new Set(),
    };
    parent?.children.push(scope);
    this.scopes.push(scope);
    return scope;
  }
}

/** Within a class Python puts the name of the class before a name like `__private`. */
function mangled(name: string, scope: Scope): string {
  if (!name.startsWith('__') || name.endsWith('__')) return name;
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (at.node.kind !== 'class' || at.kind !== 'class') continue;
    const className = at.node.name.name.replace(/^_+/, '');
    return className === '' ? name : `_${className}${name}`;
  }
  return name;
}
