import type { LineRange } from '../../../server/protocol/overlaps.ts';

export interface MatrixBranch {
  readonly name: string;
  /** The name without what its team's branches all begin with. */
  readonly label: string;
  /** Null where it belongs to no team. */
  readonly team: string | null;
  readonly base: boolean;
}

/** What is known of the pairs of branches; both are given by their places in `branches`. */
export interface MatrixData {
  readonly branches: readonly MatrixBranch[];
  readonly teams: readonly string[];
  /** Pairs that conflict, with the number of files. */
  readonly conflicts: readonly (readonly [number, number, number])[];
  /** Pairs that git cannot merge, with its reason. */
  readonly unknown: readonly (readonly [number, number, string])[];
  /** Pairs that are not compared yet. */
  readonly computing: readonly (readonly [number, number])[];
  /** Sentences about branches that are not compared. */
  readonly notes: readonly string[];
}

/** Why there is no matrix, or why it may be out of date. */
export interface Notice {
  readonly message: string;
  /** A button that does something about it. */
  readonly action: { readonly label: string; readonly message: ToHost } | undefined;
}

export interface PairFile {
  readonly path: string;
  readonly hunks: readonly { readonly a: LineRange; readonly b: LineRange }[];
  /** Why there are no hunks, or not all of them. */
  readonly why: string | null;
}

/** The files in which two branches conflict. */
export interface PairDetails {
  readonly a: string;
  readonly b: string;
  readonly files: readonly PairFile[];
  /** Why they cannot be told. */
  readonly problem: string | undefined;
}

/** Texts of the panel in the user's language; `{0}` and the like are filled in. */
export type Texts = Readonly<Record<TextName, string>>;
export type TextName =
  | 'title'
  | 'filter'
  | 'team'
  | 'allTeams'
  | 'noTeam'
  | 'onlyConflicting'
  | 'asMatrix'
  | 'asList'
  | 'loading'
  | 'nothingToCompare'
  | 'nothingShown'
  | 'noConflicts'
  | 'summary'
  | 'summaryComputing'
  | 'cellNone'
  | 'cellFiles'
  | 'cellOneFile'
  | 'cellComputing'
  | 'cellUnknown'
  | 'cellSame'
  | 'branch'
  | 'otherBranch'
  | 'files'
  | 'detailsTitle'
  | 'close'
  | 'wholeFile'
  | 'lines'
  | 'noLines'
  | 'help';

export type ToWebview =
  | { readonly type: 'texts'; readonly texts: Texts }
  | { readonly type: 'notice'; readonly notice: Notice | undefined }
  | { readonly type: 'matrix'; readonly matrix: MatrixData | undefined }
  | { readonly type: 'details'; readonly details: PairDetails };

export type ToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'retry' }
  | { readonly type: 'start' }
  | { readonly type: 'details'; readonly a: string; readonly b: string }
  | {
      readonly type: 'open';
      readonly a: string;
      readonly b: string;
      readonly path: string;
      /** Index among the file's hunks. */
      readonly hunk: number;
    };

/** What the panel remembers while it is hidden, and what it is restored from. */
export interface PanelState {
  /** Id of the repository's session. */
  readonly repository: string;
  readonly text: string;
  /** `*` for all teams; empty for branches of none. */
  readonly team: string;
  readonly onlyConflicting: boolean;
  readonly list: boolean;
}
