/**
 * A node of the syntax tree. Offsets count UTF-16 code units of the text; the end is exclusive. Parentheses around an
 * expression do not belong to it, save those of tuples and generators, as in Python's own `ast`.
 */
export interface Node {
  readonly start: number;
  readonly end: number;
}

/** A name in a place where it is bound, not used. A dotted one is written without white space. */
export interface Identifier extends Node {
  readonly name: string;
}

export interface Name extends Node {
  readonly kind: 'name';
  readonly name: string;
}
export interface Constant extends Node {
  readonly kind: 'constant';
  readonly value: 'None' | 'True' | 'False' | '...';
}
export interface NumberLiteral extends Node {
  readonly kind: 'number';
}
/** One literal, or several that stand side by side; `stringValue` reads what they say. */
export interface StringLiteral extends Node {
  readonly kind: 'string';
  readonly isBytes: boolean;
  readonly parts: readonly StringPart[];
}
/** One of the literals: from its prefix to behind its closing quote. */
export interface StringPart extends Node {
  readonly prefixLength: number;
  readonly isTriple: boolean;
}
/** Literals of which at least one is an f-string, or all are t-strings. */
export interface FormattedString extends Node {
  readonly kind: 'formattedString';
  readonly isTemplate: boolean;
  readonly fields: readonly FormatField[];
}
/** A field of a formatted string, braces included. */
export interface FormatField extends Node {
  readonly kind: 'formatField';
  readonly value: Expression;
  /** Fields within the format behind the colon. */
  readonly format: readonly FormatField[];
}
export interface Attribute extends Node {
  readonly kind: 'attribute';
  readonly value: Expression;
  readonly attribute: Identifier;
}
export interface Subscript extends Node {
  readonly kind: 'subscript';
  readonly value: Expression;
  readonly index: Expression;
}
export interface Slice extends Node {
  readonly kind: 'slice';
  readonly lower: Expression | undefined;
  readonly upper: Expression | undefined;
  readonly step: Expression | undefined;
}
export interface Call extends Node {
  readonly kind: 'call';
  readonly callee: Expression;
  /** Positional ones, `*these` included, in order. */
  readonly positional: readonly Expression[];
  /** `name=value` and `**these`, in order. */
  readonly keywords: readonly KeywordArgument[];
}
export interface KeywordArgument extends Node {
  /** Undefined for `**value`. */
  readonly name: Identifier | undefined;
  readonly value: Expression;
}
export interface Sequence extends Node {
  readonly kind: 'tuple' | 'list' | 'set';
  readonly elements: readonly Expression[];
}
export interface Dict extends Node {
  readonly kind: 'dict';
  readonly entries: readonly DictEntry[];
}
export interface DictEntry {
  /** Undefined for `**value`. */
  readonly key: Expression | undefined;
  readonly value: Expression;
}
export interface Starred extends Node {
  readonly kind: 'starred';
  readonly value: Expression;
}
export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: 'not' | '-' | '+' | '~';
  readonly operand: Expression;
}
export interface Binary extends Node {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface BooleanOperation extends Node {
  readonly kind: 'boolean';
  readonly operator: 'and' | 'or';
  readonly values: readonly Expression[];
}
export interface Comparison extends Node {
  readonly kind: 'comparison';
  readonly left: Expression;
  readonly comparisons: readonly { readonly operator: string; readonly right: Expression }[];
}
export interface Conditional extends Node {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly body: Expression;
  readonly orElse: Expression;
}
export interface Lambda extends Node {
  readonly kind: 'lambda';
  readonly parameters: Parameters;
  readonly body: Expression;
}
export interface Comprehension extends Node {
  readonly kind: 'comprehension';
  readonly form: 'list' | 'set' | 'dict' | 'generator';
  /** Of a dict comprehension its key; undefined there for `**value`. */
  readonly element: Expression | undefined;
  /** Of a dict comprehension alone. */
  readonly value: Expression | undefined;
  readonly clauses: readonly ComprehensionClause[];
}
export interface ComprehensionClause extends Node {
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}
export interface Await extends Node {
  readonly kind: 'await';
  readonly value: Expression;
}
export interface Yield extends Node {
  readonly kind: 'yield' | 'yieldFrom';
  readonly value: Expression | undefined;
}
/** `target := value`. */
export interface NamedExpression extends Node {
  readonly kind: 'named';
  readonly target: Name;
  readonly value: Expression;
}
export type Expression =
  | Name
  | Constant
  | NumberLiteral
  | StringLiteral
  | FormattedString
  | Attribute
  | Subscript
  | Slice
  | Call
  | Sequence
  | Dict
  | Starred
  | Unary
  | Binary
  | BooleanOperation
  | Comparison
  | Conditional
  | Lambda
  | Comprehension
  | Await
  | Yield
  | NamedExpression;

// Parameters

export type ParameterForm = 'positional-only' | 'positional' | 'star' | 'keyword-only' | 'double-star';
export interface Parameter extends Node {
  readonly form: ParameterForm;
  readonly name: Identifier;
  readonly annotation: Expression | undefined;
  readonly defaultValue: Expression | undefined;
}
export type Parameters = readonly Parameter[];

export interface TypeParameter extends Node {
  readonly form: 'type' | 'star' | 'double-star';
  readonly name: Identifier;
  readonly bound: Expression | undefined;
  readonly defaultValue: Expression | undefined;
}
