/** A number as a file states it. */
export interface Figure {
  readonly value: number;
  /** As it stands there: `1,200`. */
  readonly text: string;
  readonly line: number;
}

/** How far something is by a file's own words: AVAILABLE, ASSIGNED, COMPLETED, … */
export type DeclaredStatus = 'open' | 'claimed' | 'completed';

/** Numbers of lines that a task states of its file. */
export interface StatedLines {
  readonly current: Figure | null;
  readonly target: Figure | null;
  readonly actual: Figure | null;
  /** Reductions in percent or lines, with what they are reductions to. */
  readonly reductions: readonly { readonly figure: Figure; readonly to: Figure; readonly label: string }[];
}

export interface DeclaredTask {
  readonly id: string | null;
  readonly title: string;
  readonly points: Figure | null;
  /** The status as the file spells it. */
  readonly reported: string | null;
  readonly status: DeclaredStatus | null;
  readonly assignee: string | null;
  readonly priority: 'low' | 'normal' | 'high' | 'urgent';
  /** Paths relative to the repository. */
  readonly files: readonly string[];
  readonly lines: StatedLines;
  readonly line: number;
}

/** Points that somebody is said to have contributed. */
export interface Contribution {
  readonly agent: string | null;
  readonly points: Figure;
}

export interface DeclaredContract {
  /** As the file writes it. */
  readonly id: string;
  readonly title: string | null;
  readonly reported: string | null;
  readonly status: DeclaredStatus | null;
  readonly agent: string | null;
  /** `total_points`; of a contract that is one task its points. */
  readonly total: Figure | null;
  readonly completed: Figure | null;
  readonly percent: Figure | null;
  /** What stands in the place of a figure and is none. */
  readonly noFigure: readonly string[];
  /** Whether it is itself its one task: it has points and no list of tasks. */
  readonly isTask: boolean;
  readonly tasks: readonly DeclaredTask[];
  readonly contributions: readonly Contribution[];
  readonly line: number;
}

/** All the points of an agent, as a file states them. */
export interface AgentTotal {
  readonly agent: string;
  /** What the file calls it: `points_earned`. */
  readonly label: string;
  readonly figure: Figure;
}

/** `1625/575 (283 %)`. */
export interface StatedFraction {
  readonly part: number;
  readonly whole: number;
  readonly percent: number | null;
  readonly text: string;
  /** Whether it says how far something is: then its part cannot be more than its whole. */
  readonly isProgress: boolean;
  readonly line: number;
}

/** A number that a file states of its own list: `total_contracts`. */
export interface StatedCount {
  readonly label: string;
  readonly figure: Figure;
  /** What is in the list. */
  readonly present: number;
  /** Words for what is counted: `contracts with the status COMPLETED`. */
  readonly counted: string;
}

/** Everything one file declares, each with its line. */
export interface FileFacts {
  readonly file: string;
  readonly title: string | null;
  readonly contracts: readonly DeclaredContract[];
  /** Tasks of no contract. */
  readonly tasks: readonly DeclaredTask[];
  readonly agents: readonly AgentTotal[];
  readonly fractions: readonly StatedFraction[];
  readonly counts: readonly StatedCount[];
  /** Of the file as a whole. */
  readonly contributions: readonly Contribution[];
  /** What keeps it from being read well: `line 4, column 3: a comma is missing`. */
  readonly damage: string | null;
}

/** A file that declares nothing. */
export function noFacts(file: string, damage: string | null = null): FileFacts {
  return {
    file,
    title: null,
    contracts: [],
    tasks: [],
    agents: [],
    fractions: [],
    counts: [],
    contributions: [],
    damage,
  };
}
