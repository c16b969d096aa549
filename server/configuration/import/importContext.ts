import type { ImportedValues } from './importedValues.ts';

/** What the repository has that a foreign configuration does not say. */
export interface RepositoryFacts {
  /** Names of the scripts in its package.json. */
  readonly scripts: readonly string[];
  /** Whether a Dockerfile stands at its top. */
  readonly dockerfile: boolean;
  /** Command that serves a revision, where somebody said it. */
  readonly command: readonly string[] | undefined;
  /** Branch prefixes that its branches show. */
  readonly branchPrefixes: readonly string[];
}

/** An import under way. */
export interface ImportContext {
  readonly values: ImportedValues;
  readonly facts: RepositoryFacts;
  /** Tells what was filled in that the file does not say: a sentence. */
  assume(sentence: string): void;
}
