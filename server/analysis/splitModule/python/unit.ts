import type { Statement } from '../../python/syntax/statementNodes.ts';

/** A statement at the top level of a module, with the comments right above it: what moves or stays as a whole. */
export interface Unit {
  readonly index: number;
  readonly statement: Statement;
  /** Offset of the first line, comments included. */
  readonly start: number;
  /** Offset behind the last line's ending. */
  readonly end: number;
  /** Names it binds in the module; of `global` in functions too. */
  readonly binds: Set<string>;
  /** Module names it reads, whenever that is. */
  readonly reads: Set<string>;
  /** Module names it reads while the module is imported. */
  readonly readsAtImport: Set<string>;
  /** Names it reads that the module does not bind: builtins, `__name__`, what a star import brings. */
  readonly foreign: Set<string>;
  /** Whether it binds a name from within a function. */
  rebinds: boolean;
}
