/** A name in an import statement with its place. */
export interface ImportedName {
  /** As written, dots included; `*` for all. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * An import that runs when its module is imported. Python: `import module`, `from module import names`; JavaScript:
 * `import`, `export … from`, `require` with one literal, outside of every function.
 */
export interface ModuleImport {
  /** Python: without the leading dots of a relative import, so that `from . import x` has an empty name here. */
  readonly module: ImportedName;
  /** Leading dots of a relative import of Python; 0 for an absolute one and in JavaScript. */
  readonly level: number;
  /** Empty for the form `import module`, and in JavaScript. */
  readonly names: readonly ImportedName[];
}
