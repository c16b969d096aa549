/** What a status file is judged by, besides its text. */
export interface StatusContext {
  readonly now: Date;
  /** When the file was last written; undefined where that is not known. */
  readonly modifiedAt: Date | undefined;
  /** The states that the lifecycles of the repository have. */
  readonly states: readonly string[];
}

/** The states of the documented lifecycle. */
export const documentedStates: readonly string[] = [
  'start',
  'active',
  'process',
  'blocked',
  'complete',
  'end',
];
