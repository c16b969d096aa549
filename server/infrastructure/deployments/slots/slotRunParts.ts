import type { Logger } from 'pino';
import type { EventDraft } from '../../events/subject.ts';
import type { ProgramDriver } from '../../programs/programDriver.ts';
import type { WatchedCheck } from '../health/healthWatch.ts';
import type { SlotHistory } from './slotHistory.ts';
import type { SlotWorkspace } from './slotWorkspace.ts';

/** What a run of a revision in a slot is done with. */
export interface SlotRunParts {
  /** `environment/team/slot`. */
  readonly slot: string;
  readonly driver: ProgramDriver;
  /** Runs the commands of a revision that are not its program. */
  readonly commandDriver: ProgramDriver;
  readonly workspace: SlotWorkspace;
  readonly log: Logger;
  /** Time between health checks that say none. */
  readonly healthCheckMilliseconds: number;
  /** What the log says of the slot now. */
  history(): SlotHistory;
  /** Records what happened, where it still follows from the state of the slot. */
  record(progress: EventDraft): Promise<void>;
  onChecks(instance: number, checks: readonly WatchedCheck[]): void;
  /** Resolves when no request is under way any more on a port that gets no new ones, or when their time is over. */
  drained(port: number, signal: AbortSignal): Promise<void>;
}
