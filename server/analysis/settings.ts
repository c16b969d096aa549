/** What the rules need to know, already merged from every source. */
export interface AnalysisSettings {
  readonly limits: { readonly file: number; readonly function: number; readonly class: number };
  /** Multiples of a limit: above the first a finding is major, above the second critical. */
  readonly severity: { readonly majorAbove: number; readonly criticalAbove: number };
  /** Language ids whose files have a length limit. */
  readonly fileLengthLanguages: ReadonlySet<string>;
  /** Dotted names of modules that are heavy; a module below one of them is heavy too. */
  readonly heavyModules: ReadonlySet<string>;
}
