import type { Range } from '../finding.ts';

/** A function, method or class that has a body. Lines count from 1, both included. */
export interface Definition {
  readonly kind: 'function' | 'class';
  /** Undefined for one without a name of its own. */
  readonly name: string | undefined;
  /** The line of `def`, `class`, `function`, of the method's name or the arrow's parameters; decorators stand before. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** The name, or what stands in its place. */
  readonly nameRange: Range;
  /** Index of the definition it stands in; -1 at the top level, under `if` or `try` too. */
  readonly parent: number;
  /** Whether it is a class of enumerated values: `enum` or a class below Python's `Enum`. */
  readonly isEnum: boolean;
  /** Of a function: what a caller may pass, keyword-only ones included, `self` and `cls` of a method not. */
  readonly parameters: number;
  /**
   * Of a function: McCabe's cyclomatic complexity, 1 without a decision. A nested function counts for itself; in Python
   * also for the one around it, as Ruff and mccabe have it, in JavaScript not, as ESLint has it.
   */
  readonly complexity: number;
  /** Of a function: control structures that stand in each other at its deepest place; nested functions begin anew. */
  readonly nesting: number;
}

/**
 * What a file may have too many of: classes without enums and without those that are a part of another (Django's `Meta`),
 * functions with a name at the top, enums.
 */
export type CountedDefinitions = 'classes' | 'functions' | 'enums';

/** Which definitions are asked for: those of a kind that have at least so much of something; lines are physical. */
export interface DefinitionMeasure {
  readonly kind: Definition['kind'];
  readonly measure: 'lines' | 'parameters' | 'complexity' | 'nesting';
  readonly least: number;
}
