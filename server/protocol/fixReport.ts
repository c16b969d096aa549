/** What `swarm fix --json` prints. Lines count from 1. */
export interface FixReport {
  readonly version: 1;
  /** Whether nothing was written. */
  readonly dryRun: boolean;
  readonly summary: {
    /** Files that were changed, or would be. */
    readonly files: number;
    readonly fixes: number;
    /** Findings of the rules looked at that no fix could be made for. */
    readonly remaining: number;
    /** Files that have something to fix and could not be written; `skipped` says why. */
    readonly unwritten: number;
  };
  readonly files: readonly FixedFile[];
  /** Files that could not be looked at or written, and why. */
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
}

export interface FixedFile {
  /** Relative to the folder the command ran in, with forward slashes. */
  readonly path: string;
  readonly fixes: readonly {
    readonly rule: string;
    /** Of the finding, in the text that the fixes before it left. */
    readonly line: number;
    readonly title: string;
    readonly kind: string;
    readonly safety: 'safe' | 'unsafe';
  }[];
  /** Of a dry run: what would change, as a unified diff. */
  readonly diff?: string;
}
