/** A replacement of the characters between two offsets of a text. Those of one fix do not overlap. */
export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The ways of making an import lazy, and of repairing what else the rules find. */
export type FixKind =
  | 'function-local'
  | 'type-checking'
  | 'lazy-statement'
  | 'lazy-modules'
  | 'module-getattr'
  | 'availability-flag'
  | 'import-type'
  | 'dynamic-import'
  | 'inline-require'
  | 'import-defer'
  | 'remove-exemption'
  | 'mend-status'
  | 'status-value';

/** One way to make a finding go away. */
export interface Fix {
  readonly kind: FixKind;
  /** As a menu shows it: `Import torch inside load()`. */
  readonly title: string;
  /** `safe`: proven to keep what the module does. `unsafe`: offered, with the reasons why it may not. */
  readonly safety: 'safe' | 'unsafe';
  /** Why it is unsafe, each a sentence; empty for a safe one. */
  readonly caveats: readonly string[];
  readonly edits: readonly OffsetEdit[];
  /** Whether a person sees what it changes before it does, where the editor can show that. */
  readonly confirmed?: boolean;
}
