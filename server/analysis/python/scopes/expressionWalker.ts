import type {
  Call,
  Comprehension,
  Dict,
  Expression,
  FormatField,
  Lambda,
  NamedExpression,
  Node,
  Parameters,
} from '../syntax/expressionNodes.ts';
import { NameRecorder } from './nameRecorder.ts';
import type { BindingForm, Scope } from './scope.ts';

/** Walks expressions. */
export class ExpressionWalker extends NameRecorder {
  protected expressions(nodes: readonly (Expression | undefined)[]): void {
    for (const node of nodes) this.expression(node);
  }

  protected expression(node: Expression | undefined): void {
    if (node === undefined) return;
    if (node.kind === 'name') this.use(node);
    else if (node.kind === 'attribute') this.expression(node.value);
    else if (node.kind === 'call') this.#call(node);
    else if (node.kind === 'subscript') this.expressions([node.value, node.index]);
    else if (node.kind === 'lambda') this.#lambda(node);
    else if (node.kind === 'comprehension') this.#comprehension(node);
    else if (node.kind === 'named') this.#named(node);
    else if (node.kind === 'formattedString') this.#fields(node.fields);
    else if (node.kind === 'dict') this.#dict(node);
    else if (node.kind === 'slice') this.expressions([node.lower, node.upper, node.step]);
    else if ('elements' in node) this.expressions(node.elements);
    else if ('value' in node && typeof node.value === 'object') this.expression(node.value);
    else this.#operands(node);
  }

  #call({ callee, positional, keywords }: Call): void {
    this.expression(callee);
    this.expressions(positional);
    for (const { value } of keywords) this.expression(value);
  }

  #dict({ entries }: Dict): void {
    for (const { key, value } of entries) this.expressions([key, value]);
  }

  #operands(node: Expression): void {
    if (node.kind === 'binary') this.expressions([node.left, node.right]);
    else if (node.kind === 'comparison') {
      this.expression(node.left);
      for (const { right } of node.comparisons) this.expression(right);
    } else if (node.kind === 'boolean') this.expressions(node.values);
    else if (node.kind === 'unary') this.expression(node.operand);
    else if (node.kind === 'conditional') this.expressions([node.test, node.body, node.orElse]);
  }

  #fields(fields: readonly FormatField[]): void {
    for (const { value, format } of fields) {
      this.expression(value);
      this.#fields(format);
    }
  }

  /** The defaults are evaluated where the lambda stands. */
  #lambda(node: Lambda): void {
    this.defaults(node.parameters);
    this.within('lambda', node, () =>
      this.called(node, () => {
        this.bindParameters(node.parameters);
        this.expression(node.body);
      }),
    );
  }

  protected defaults(parameters: Parameters): void {
    for (const { defaultValue } of parameters) this.expression(defaultValue);
  }

  protected bindParameters(parameters: Parameters): void {
    for (const parameter of parameters) this.bind('parameter', parameter.name, parameter);
  }

  /** What the first `for` iterates over is evaluated outside. */
  #comprehension(node: Comprehension): void {
    const [first] = node.clauses;
    this.expression(first?.iterable);
    this.within('comprehension', node, () => {
      for (const clause of node.clauses) {
        this.target('loop', clause.target, clause);
        if (clause !== first) this.expression(clause.iterable);
        this.expressions(clause.conditions);
      }
      this.expressions([node.element, node.value]);
    });
  }

  /** `:=` in a comprehension binds outside of it. */
  #named(node: NamedExpression): void {
    let scope: Scope = this.scope;
    while (scope.kind === 'comprehension' && scope.parent) scope = scope.parent;
    this.bind('walrus', node.target, node, scope);
    this.expression(node.value);
  }

  /** What is assigned to: names are bound, all else is evaluated. */
  protected target(form: BindingForm, node: Expression, by: Node): void {
    if (node.kind === 'name') this.bind(form, node, by);
    else if (node.kind === 'tuple' || node.kind === 'list') {
      for (const element of node.elements) this.target(form, element, by);
    } else if (node.kind === 'starred') this.target(form, node.value, by);
    else this.expression(node);
  }
}
