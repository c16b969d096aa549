import type { Range } from '../finding.ts';
import type { LifecycleState } from './stateSpelling.ts';

/** What is wrong with a status file, and where. */
export interface StatusProblem {
  readonly kind: 'syntax' | 'timestamp' | 'type' | 'contradiction';
  readonly range: Range;
  /** A sentence that begins in lower case and has no full stop: `a comma is missing`. */
  readonly message: string;
}

export interface StatusTask {
  readonly title: string;
  readonly id: string | null;
  /** Its state as the file spells it. */
  readonly reported: string | null;
  readonly points: number | null;
  readonly line: number;
}

export interface StatusPriority {
  /** As the file spells it. */
  readonly reported: string;
  /** What that spelling means; null where it means none. */
  readonly level: 'low' | 'normal' | 'high' | 'urgent' | null;
}

/** A figure of points with the line it stands on. */
export interface StatusFigure {
  /** Key it stands under, inside of a list of several: `total`. */
  readonly name: string;
  readonly value: number;
  readonly line: number;
}

export interface StatusPoints {
  /** The number, or the total that an object names; null where it names none. */
  readonly total: StatusFigure | null;
  /** The other figures of an object. */
  readonly parts: readonly StatusFigure[];
}

export interface StatusUsage {
  readonly tokens: number | null;
  /** In the currency of the file. */
  readonly cost: number | null;
  readonly seconds: number | null;
}

/** What a `status.json` says; strings without control characters, of bounded length. */
export interface AgentStatus {
  readonly id: string | null;
  readonly name: string | null;
  readonly role: string | null;
  readonly team: string | null;
  readonly mission: string | null;
  readonly phase: string | null;
  readonly priority: StatusPriority | null;
  /** The status as the file spells it. */
  readonly reported: string | null;
  /** The documented state that spelling means; null where it means none. */
  readonly state: LifecycleState | null;
  /** Every word for a state that the file holds, the one that names the lifecycle itself first. */
  readonly spellings: readonly string[];
  readonly waitingFor: string | null;
  /** Each in words; a mere count becomes as many words as it says (`3 blockers`). */
  readonly blockers: readonly string[];
  readonly branch: string | null;
  readonly worktree: string | null;
  readonly currentTasks: readonly StatusTask[];
  readonly completedTasks: readonly StatusTask[];
  readonly nextActions: readonly StatusTask[];
  readonly points: StatusPoints | null;
  readonly usage: StatusUsage | null;
  /** What `last_updated` means; null where it means no moment. */
  readonly claimedAt: Date | null;
  /** Last sign of life by the file: its claim where the file's own time does not contradict it. */
  readonly seenAt: Date | null;
  /** In the order of their places, at most a few. */
  readonly problems: readonly StatusProblem[];
  /** The first problem as a sentence with line and column; null where the file reads well. */
  readonly problem: string | null;
  /** It is no JSON: fields behind the first damage may be missing. */
  readonly damaged: boolean;
  /** Nothing but the file's own time could be read. */
  readonly unreadable: boolean;
}
