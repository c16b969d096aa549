/** A name in an import statement with its place. */
export interface ImportedName {
  /** As written, dots included. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** An import that runs when its module is imported: `import module` or `from module import names`. */
export interface ModuleImport {
  readonly module: ImportedName;
  /** Empty for the form `import module`. */
  readonly names: readonly ImportedName[];
}
