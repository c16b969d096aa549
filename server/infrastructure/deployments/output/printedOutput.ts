/** A file that somebody prints to, and whether that one still runs. */
export interface PrintedOutput {
  /** Null where there is none. */
  readonly log: string | null;
  readonly open: boolean;
}
