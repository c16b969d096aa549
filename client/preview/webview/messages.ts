/** The slot itself, or what is live of its environment and team. */
export type SideName = 'slot' | 'live';

/** One of the two that can be looked at. */
export interface PreviewSide {
  readonly name: SideName;
  /** What its button says. */
  readonly label: string;
  /** Origin as the user knows it: `http://127.0.0.1:41234`. */
  readonly origin: string;
  /** Address under which this window reaches it: another one where the editor is remote, often with a path of its own. */
  readonly reached: string;
}

/** Texts of the page in the user's language. */
export type PreviewTexts = Readonly<
  Record<'reload' | 'address' | 'external' | 'sides' | 'elsewhere', string>
>;

/** What the page begins with. */
export interface PreviewData extends PreviewState {
  readonly sides: readonly PreviewSide[];
  /** Why there is nothing to see, or why it may not be all: a sentence. */
  readonly notice: string | undefined;
  readonly texts: PreviewTexts;
}

/** What a panel is restored from. */
export interface PreviewState {
  /** Id of the repository's session. */
  readonly repository: string;
  /** Id of the slot. */
  readonly slot: string;
  readonly side: SideName;
  /** Path and query that are shown. */
  readonly path: string;
}

export type PreviewToHost =
  | { readonly type: 'at'; readonly side: SideName; readonly path: string }
  | { readonly type: 'external'; readonly side: SideName; readonly path: string };
