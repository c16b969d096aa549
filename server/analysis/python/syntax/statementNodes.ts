import type {
  Expression,
  Identifier,
  KeywordArgument,
  Node,
  Parameters,
  TypeParameter,
} from './expressionNodes.ts';

export interface PythonModule extends Node {
  readonly kind: 'module';
  readonly body: readonly Statement[];
  /** Empty for a text that parses. */
  readonly errors: readonly SyntaxProblem[];
}
/** Where the text stops being Python, with a sentence that says why. */
export interface SyntaxProblem extends Node {
  readonly message: string;
}

/** The statements that a compound statement holds: from the first one's start to the last one's end. */
export interface Suite extends Node {
  readonly statements: readonly Statement[];
  /** Whether they stand in the line of the colon. */
  readonly isInline: boolean;
}

// Simple statements

export interface ExpressionStatement extends Node {
  readonly kind: 'expression';
  readonly value: Expression;
}
export interface Assignment extends Node {
  readonly kind: 'assignment';
  readonly targets: readonly Expression[];
  readonly value: Expression;
}
export interface AugmentedAssignment extends Node {
  readonly kind: 'augmentedAssignment';
  readonly target: Expression;
  /** `+=`. */
  readonly operator: string;
  readonly value: Expression;
}
export interface AnnotatedAssignment extends Node {
  readonly kind: 'annotatedAssignment';
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | undefined;
  /** Whether the target is a name without parentheses: only then it is a variable's annotation. */
  readonly isSimple: boolean;
}
export interface TypeAlias extends Node {
  readonly kind: 'typeAlias';
  readonly name: Identifier;
  readonly typeParameters: readonly TypeParameter[];
  readonly value: Expression;
}
export interface KeywordStatement extends Node {
  readonly kind: 'pass' | 'break' | 'continue';
}
export interface Return extends Node {
  readonly kind: 'return';
  readonly value: Expression | undefined;
}
export interface Delete extends Node {
  readonly kind: 'delete';
  readonly targets: readonly Expression[];
}
export interface Raise extends Node {
  readonly kind: 'raise';
  readonly exception: Expression | undefined;
  readonly cause: Expression | undefined;
}
export interface Assert extends Node {
  readonly kind: 'assert';
  readonly test: Expression;
  readonly message: Expression | undefined;
}
export interface ScopeDeclaration extends Node {
  readonly kind: 'global' | 'nonlocal';
  readonly names: readonly Identifier[];
}
export interface Import extends Node {
  readonly kind: 'import';
  readonly isLazy: boolean;
  readonly names: readonly ImportAlias[];
}
export interface ImportFrom extends Node {
  readonly kind: 'importFrom';
  readonly isLazy: boolean;
  /** Leading dots. */
  readonly level: number;
  /** Undefined for `from . import x`. */
  readonly module: Identifier | undefined;
  /** One named `*` for a star. */
  readonly names: readonly ImportAlias[];
}
/** `name` or `name as alias`. */
export interface ImportAlias extends Node {
  readonly name: Identifier;
  readonly alias: Identifier | undefined;
}
/** Lines that are not Python, with what could be read of the suite below them. */
export interface ErrorStatement extends Node {
  readonly kind: 'error';
  readonly body: readonly Statement[];
}

// Compound statements

/** `else`, `finally` are undefined where they are not written; `elif` is one more clause. */
export interface If extends Node {
  readonly kind: 'if';
  readonly clauses: readonly IfClause[];
  readonly orElse: Suite | undefined;
}
export interface IfClause extends Node {
  readonly test: Expression;
  readonly body: Suite;
}
export interface While extends Node {
  readonly kind: 'while';
  readonly test: Expression;
  readonly body: Suite;
  readonly orElse: Suite | undefined;
}
export interface For extends Node {
  readonly kind: 'for';
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: Suite;
  readonly orElse: Suite | undefined;
}
export interface With extends Node {
  readonly kind: 'with';
  readonly isAsync: boolean;
  readonly items: readonly WithItem[];
  readonly body: Suite;
}
export interface WithItem extends Node {
  readonly context: Expression;
  readonly target: Expression | undefined;
}
export interface Try extends Node {
  readonly kind: 'try';
  readonly body: Suite;
  readonly handlers: readonly ExceptHandler[];
  readonly orElse: Suite | undefined;
  readonly finalBody: Suite | undefined;
}
export interface ExceptHandler extends Node {
  /** `except*`. */
  readonly isGroup: boolean;
  readonly type: Expression | undefined;
  readonly name: Identifier | undefined;
  readonly body: Suite;
}
export interface Match extends Node {
  readonly kind: 'match';
  readonly subject: Expression;
  readonly cases: readonly MatchCase[];
}
export interface MatchCase extends Node {
  readonly pattern: Pattern;
  readonly guard: Expression | undefined;
  readonly body: Suite;
}
interface Definition extends Node {
  /** Expressions behind the `@`; the node itself starts at the first `@`. */
  readonly decorators: readonly Expression[];
  /** Offset of `def`, `async` or `class`. */
  readonly keywordStart: number;
  readonly name: Identifier;
  readonly typeParameters: readonly TypeParameter[];
  readonly body: Suite;
}
export interface FunctionDefinition extends Definition {
  readonly kind: 'function';
  readonly isAsync: boolean;
  readonly parameters: Parameters;
  readonly returns: Expression | undefined;
}
export interface ClassDefinition extends Definition {
  readonly kind: 'class';
  readonly bases: readonly Expression[];
  readonly keywords: readonly KeywordArgument[];
}
export type Statement =
  | ExpressionStatement
  | Assignment
  | AugmentedAssignment
  | AnnotatedAssignment
  | TypeAlias
  | KeywordStatement
  | Return
  | Delete
  | Raise
  | Assert
  | ScopeDeclaration
  | Import
  | ImportFrom
  | ErrorStatement
  | If
  | While
  | For
  | With
  | Try
  | Match
  | FunctionDefinition
  | ClassDefinition;

// Patterns of `case`

export interface ValuePattern extends Node {
  readonly kind: 'valuePattern';
  readonly value: Expression;
}
/** `name`, or `_` with the name undefined. */
export interface CapturePattern extends Node {
  readonly kind: 'capturePattern' | 'starPattern';
  readonly name: Identifier | undefined;
}
export interface AsPattern extends Node {
  readonly kind: 'asPattern';
  readonly pattern: Pattern;
  readonly name: Identifier;
}
export interface PatternList extends Node {
  readonly kind: 'orPattern' | 'sequencePattern';
  readonly patterns: readonly Pattern[];
}
export interface MappingPattern extends Node {
  readonly kind: 'mappingPattern';
  readonly entries: readonly { readonly key: Expression; readonly pattern: Pattern }[];
  /** `**rest`. */
  readonly rest: Identifier | undefined;
}
export interface ClassPattern extends Node {
  readonly kind: 'classPattern';
  readonly class: Expression;
  readonly positional: readonly Pattern[];
  readonly keywords: readonly { readonly name: Identifier; readonly pattern: Pattern }[];
}
export type Pattern = ValuePattern | CapturePattern | AsPattern | PatternList | MappingPattern | ClassPattern;
