import type { AgentStatus } from '../../analysis/agentStatus/agentStatus.ts';
import type { Versioned } from '../events/subject.ts';
import type { AgentHistory } from './lifecycle/agentSubject.ts';
import type { Rhythm } from './sources/arrivalWindow.ts';
import type { HeartbeatEntry } from './sources/heartbeatBook.ts';
import type { ProcessSight } from './sources/processWatch.ts';
import type { Sign } from './sources/signsOfLife.ts';

/** Everything that is known of an agent apart from what other subjects say. */
export interface AgentFacts {
  readonly id: string;
  readonly history: Versioned<AgentHistory>;
  readonly status: AgentStatus | undefined;
  /** Path of the status file relative to the repository. */
  readonly file: string | undefined;
  readonly heartbeat: HeartbeatEntry | undefined;
  /** The newest sign of life. */
  readonly seen: Sign | undefined;
  readonly rhythm: Rhythm | undefined;
  /** The process it named, where that was once seen to run on this machine. */
  readonly process: ProcessSight | undefined;
}
