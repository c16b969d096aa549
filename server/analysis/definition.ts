import type { Range } from './finding.ts';

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
}
