/** A text that may be divided. */
export interface SplitModule {
  readonly text: string;
  /** Relative to the root of its repository, with forward slashes. */
  readonly path: string;
  readonly languageId: string;
}

/** A file as it is after a split. */
export interface SplitFile {
  /** Relative to the folder that the original's path is relative to, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Physical lines. */
  readonly lines: number;
  /** The top-level names it defines, in their order. */
  readonly names: readonly string[];
}

/** A file over its limit, divided: all the files stay within it and the original keeps every name it had. */
export interface SplitPlan {
  readonly original: SplitFile;
  /** The new files, none of which exists yet. */
  readonly files: readonly SplitFile[];
}

/** Why a file cannot be divided: a sentence. */
export interface SplitRefusal {
  readonly why: string;
}

/** What beyond the text a split depends on. */
export interface SplitContext {
  /** Whether there is a file or folder at a path (relative as `SplitFile.path`) already. */
  readonly exists: (path: string) => boolean;
  /** Names of this module that other files replace or rebind: they have to stay. Undefined where nobody knows. */
  readonly patched: ReadonlySet<string> | undefined;
  /** Whether another file may import this module of Python by its last name alone; undefined where nobody knows. */
  readonly importedByLastName?: boolean | undefined;
  /** Whether another file runs doctests of modules that it names: it would not find those of what has moved. */
  readonly runsDoctests?: boolean | undefined;
  /** What relative imports of JavaScript end in where the module itself has none to show: `.ts`, `.js` or nothing. */
  readonly importExtension?: string | undefined;
}
