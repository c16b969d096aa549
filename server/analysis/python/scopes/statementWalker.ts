import type { Expression, Parameters, TypeParameter } from '../syntax/expressionNodes.ts';
import type {
  AnnotatedAssignment,
  Assignment,
  AugmentedAssignment,
  ClassDefinition,
  Delete,
  For,
  FunctionDefinition,
  If,
  Import,
  ImportFrom,
  Match,
  Pattern,
  Statement,
  Suite,
  Try,
  TypeAlias,
  While,
  With,
} from '../syntax/statementNodes.ts';
import { ExpressionWalker } from './expressionWalker.ts';
import { capturesOf, patternExpressions } from './patternNames.ts';
import type { ScopeNode } from './scope.ts';

/** Walks statements. */
export class StatementWalker extends ExpressionWalker {
  readonly #concerns: (statement: Statement) => boolean;

  /** @param concerns whether a statement is walked; all are by default */
  constructor(module: ScopeNode, concerns: (statement: Statement) => boolean = () => true) {
    super(module);
    this.#concerns = concerns;
  }

  statements(nodes: readonly Statement[]): void {
    for (const node of nodes) if (this.#concerns(node)) this.#statement(node);
  }

  #suite(suite: Suite | undefined): void {
    if (suite) this.statements(suite.statements);
  }

  #statement(node: Statement): void {
    if (node.kind === 'expression' || node.kind === 'return') this.expression(node.value);
    else if (node.kind === 'assignment') this.#assignment(node);
    else if (node.kind === 'if') this.#if(node);
    else if (node.kind === 'function') this.#function(node);
    else if (node.kind === 'import') this.#import(node);
    else if (node.kind === 'importFrom') this.#importFrom(node);
    else if (node.kind === 'for') this.#for(node);
    else if (node.kind === 'try') this.#try(node);
    else if (node.kind === 'with') this.#with(node);
    else if (node.kind === 'class') this.#class(node);
    else this.#rarerStatement(node);
  }

  #rarerStatement(node: Statement): void {
    if (node.kind === 'augmentedAssignment') this.#augmentedAssignment(node);
    else if (node.kind === 'annotatedAssignment') this.#annotatedAssignment(node);
    else if (node.kind === 'raise') this.expressions([node.exception, node.cause]);
    else if (node.kind === 'assert') this.expressions([node.test, node.message]);
    else if (node.kind === 'while') this.#while(node);
    else if (node.kind === 'delete') this.#delete(node);
    else if (node.kind === 'match') this.#match(node);
    else if (node.kind === 'typeAlias') this.#typeAlias(node);
    else if (node.kind === 'global' || node.kind === 'nonlocal') this.declareNames(node.kind, node.names);
    else if (node.kind === 'error') this.statements(node.body);
  }

  #while(node: While): void {
    this.expression(node.test);
    this.#suite(node.body);
    this.#suite(node.orElse);
  }

  #assignment(node: Assignment): void {
    this.expression(node.value);
    for (const target of node.targets) this.target('assignment', target, node);
  }

  #augmentedAssignment(node: AugmentedAssignment): void {
    this.expression(node.value);
    this.target('augmented', node.target, node);
  }

  #annotatedAssignment(node: AnnotatedAssignment): void {
    const isOfScope = this.scope.kind === 'module' || this.scope.kind === 'class';
    this.annotated(isOfScope || !node.isSimple, () => this.expression(node.annotation));
    this.expression(node.value);
    const isBound = node.value !== undefined || node.isSimple;
    const form = node.value === undefined ? 'annotation' : 'assignment';
    if (isBound || node.target.kind !== 'name') this.target(form, node.target, node);
  }

  #import(node: Import): void {
    for (const { name, alias, start } of node.names) {
      const [first = name.name] = name.name.split('.', 1);
      this.bind('import', alias ?? { name: first, start, end: start + first.length }, node);
    }
  }

  #importFrom(node: ImportFrom): void {
    const isFuture = node.level === 0 && node.module?.name === '__future__';
    for (const { name, alias } of node.names) {
      if (name.name === '*') this.starImports.push(node);
      else this.bind('import', alias ?? name, node);
      if (isFuture && name.name === 'annotations') this.hasStringAnnotations = true;
    }
  }

  #delete(node: Delete): void {
    for (const target of node.targets) this.target('delete', target, node);
  }

  #if(node: If): void {
    for (const { test, body } of node.clauses) {
      this.expression(test);
      this.#suite(body);
    }
    this.#suite(node.orElse);
  }

  #for(node: For): void {
    this.expression(node.iterable);
    this.target('loop', node.target, node);
    this.#suite(node.body);
    this.#suite(node.orElse);
  }

  #with(node: With): void {
    for (const item of node.items) {
      this.expression(item.context);
      if (item.target) this.target('with', item.target, node);
    }
    this.#suite(node.body);
  }

  #try(node: Try): void {
    this.#suite(node.body);
    for (const handler of node.handlers) {
      this.expression(handler.type);
      if (handler.name) this.bind('except', handler.name, handler);
      this.#suite(handler.body);
    }
    this.#suite(node.orElse);
    this.#suite(node.finalBody);
  }

  #match(node: Match): void {
    this.expression(node.subject);
    for (const { pattern, guard, body } of node.cases) {
      this.#pattern(pattern, node);
      this.expression(guard);
      this.#suite(body);
    }
  }

  #pattern(pattern: Pattern, by: Match): void {
    this.expressions(patternExpressions(pattern));
    for (const name of capturesOf(pattern)) this.bind('capture', name, by);
  }

  #typeAlias(node: TypeAlias): void {
    this.bind('typeAlias', node.name, node);
    this.#generic(node, node.typeParameters, () =>
      this.within('alias', node, () => this.annotated(false, () => this.expression(node.value))),
    );
  }

  /** Decorators and defaults belong to the scope around the function, annotations to that of its type parameters. */
  #function(node: FunctionDefinition): void {
    this.expressions(node.decorators);
    this.defaults(node.parameters);
    this.bind('function', node.name, node);
    this.#generic(node, node.typeParameters, () => {
      this.#annotations(node.parameters, node.returns);
      this.within('function', node, () =>
        this.called(node, () => {
          this.bindParameters(node.parameters);
          this.#suite(node.body);
        }),
      );
    });
  }

  #annotations(parameters: Parameters, returns: Expression | undefined): void {
    this.annotated(true, () => {
      for (const { annotation } of parameters) this.expression(annotation);
      this.expression(returns);
    });
  }

  #class(node: ClassDefinition): void {
    this.expressions(node.decorators);
    this.bind('class', node.name, node);
    this.#generic(node, node.typeParameters, () => {
      this.expressions(node.bases);
      for (const { value } of node.keywords) this.expression(value);
      this.within('class', node, () => this.#suite(node.body));
    });
  }

  #generic(node: ScopeNode, parameters: readonly TypeParameter[], visit: () => void): void {
    if (parameters.length === 0) visit();
    else this.#parameterScope(node, parameters, visit);
  }

  #parameterScope(node: ScopeNode, parameters: readonly TypeParameter[], visit: () => void): void {
    this.within('typeParameters', node, () => {
      for (const parameter of parameters) {
        this.bind('typeParameter', parameter.name, parameter);
        this.annotated(false, () => this.expressions([parameter.bound, parameter.defaultValue]));
      }
      visit();
    });
  }
}
