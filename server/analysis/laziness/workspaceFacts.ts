/** What the other files of a workspace say about one of its modules. */
export interface WorkspaceFacts {
  /** Names that another file imports from this module or reads as its attributes. */
  readonly importedElsewhere: ReadonlySet<string>;
  /** Names of this module that a test replaces by their path, `mock.patch('package.module.name')`, or tells to be in it. */
  readonly patched: ReadonlySet<string>;
  /** Absolute dotted name of this module: `agents.base`; undefined where it lies outside of every source root. */
  readonly moduleName: string | undefined;
  /** Whether a file may import this module by its last name alone, as `base`; undefined where nobody has looked. */
  readonly importedByLastName?: boolean;
  /** Whether a file imports `doctest`, to run those of modules that it names; undefined where nobody has looked. */
  readonly runsDoctests?: boolean;
}
