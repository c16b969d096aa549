/** Points of a contract at a moment. */
export interface BurnUpMoment {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly scope: number;
  readonly submitted: number;
  readonly credited: number;
}

/** How the points of a contract came about. */
export interface BurnUpSeries {
  readonly contract: string;
  readonly total: number;
  readonly deadline: number | undefined;
  /** Oldest first. */
  readonly moments: readonly BurnUpMoment[];
}

/** A contract that can be chosen. */
export interface ContractChoice {
  readonly id: string;
  readonly title: string;
}

/** How many there are of something. */
export interface Share {
  readonly label: string;
  readonly count: number;
}

/** A place in the leaderboard. */
export interface Standing {
  readonly rank: number;
  readonly name: string;
  readonly team: boolean;
  readonly points: number;
}

/** What the dashboard shows. */
export interface DashboardData {
  readonly contracts: readonly ContractChoice[];
  /** Of the contract that is shown; undefined while it is asked for. */
  readonly burnUp: BurnUpSeries | undefined;
  /** Why the burn-up cannot be shown: a sentence. */
  readonly problem: string | undefined;
  readonly agents: number;
  readonly states: readonly Share[];
  readonly healths: readonly Share[];
  readonly leaders: readonly Standing[];
  /** What needs a human: the first sentences, and how many there are. */
  readonly attention: readonly string[];
  readonly attentionCount: number;
}

/** Why there is nothing, or why it may be out of date. */
export interface DashboardNotice {
  readonly message: string;
  /** Label of a button that starts the service; undefined where nothing can be done. */
  readonly start: string | undefined;
}

/** Texts of the panel in the user's language; `{0}` and the like are filled in. */
export type DashboardTexts = Readonly<Record<DashboardTextName, string>>;
export type DashboardTextName =
  | 'title'
  | 'contract'
  | 'burnUp'
  | 'summary'
  | 'scope'
  | 'submitted'
  | 'credited'
  | 'total'
  | 'deadline'
  | 'time'
  | 'moment'
  | 'table'
  | 'exportSvg'
  | 'exportCsv'
  | 'loading'
  | 'noContracts'
  | 'nothingYet'
  | 'agents'
  | 'noAgents'
  | 'byState'
  | 'byHealth'
  | 'count'
  | 'leaderboard'
  | 'place'
  | 'who'
  | 'points'
  | 'team'
  | 'nobody'
  | 'attention'
  | 'nothingNeeded'
  | 'showAll'
  | 'help';

export type ToDashboard =
  | { readonly type: 'texts'; readonly texts: DashboardTexts }
  | { readonly type: 'notice'; readonly notice: DashboardNotice | undefined }
  | { readonly type: 'data'; readonly data: DashboardData };

export type FromDashboard =
  | { readonly type: 'ready' }
  | { readonly type: 'start' }
  | { readonly type: 'attention' }
  | { readonly type: 'choose'; readonly contract: string }
  | { readonly type: 'export'; readonly format: 'svg' | 'csv' };

/** What the panel is restored from. */
export interface DashboardState {
  /** Id of the repository's session. */
  readonly repository: string;
  /** The contract that is shown; empty for the first one. */
  readonly contract: string;
}
