import type { MergePolicy } from '../../../protocol/configuration/mergeQueueConfiguration.ts';
import type { Priority } from '../../../protocol/priority.ts';
import type { PutOutReport, Queue, QueueEntry } from '../../../protocol/queue.ts';

/** What somebody asked to be merged. */
export interface QueuedBranch {
  readonly id: string;
  readonly branch: string;
  readonly commit: string;
  readonly team: string | null;
  readonly priority: Priority;
  readonly policy: MergePolicy;
  /** It is put out for review where its target has changed the same files. */
  readonly review: boolean;
}

/** A branch in the queue of a target, or one that was. */
export interface QueueMember extends QueuedBranch {
  readonly state: QueueEntry['state'];
  readonly actor: string;
  readonly enqueuedAt: string;
  readonly since: string;
  /** How often the target moved while the branch was tested. */
  readonly overtaken: number;
  /** Greater for those that were moved to the front later; 0 for those that never were. */
  readonly expedited: number;
  readonly landed: QueueEntry['landed'];
  readonly report: PutOutReport | null;
}

/** A merge result on its way: tested, then landed as it was tested. */
export interface Trial {
  readonly number: number;
  /** Ids in the order in which they are merged. */
  readonly ids: readonly string[];
  /** Commit of the target that the result stands on. */
  readonly onto: string;
  readonly commit: string;
  readonly tree: string;
  /** True once it is tested and the target is about to move. */
  readonly landing: boolean;
  /** Part of a batch that failed as a whole. */
  readonly part: boolean;
  readonly flaky: readonly string[];
}

/** The queue of one target. */
export interface QueueState {
  readonly lastId: number;
  readonly lastTrial: number;
  readonly paused: { readonly actor: string; readonly since: string; readonly reason: string | null } | null;
  /** In the order in which they were enqueued. */
  readonly members: readonly QueueMember[];
  /** The last ones that landed or were put out, newest first. */
  readonly finished: readonly QueueMember[];
  readonly trial: Trial | null;
  /** The last push of a landing to the remote. */
  readonly push: Queue['push'];
  /** Parts of a failed batch that are to be tested by themselves, in order. */
  readonly parts: readonly (readonly string[])[];
}

export const emptyQueue: QueueState = {
  lastId: 0,
  lastTrial: 0,
  paused: null,
  members: [],
  finished: [],
  trial: null,
  push: null,
  parts: [],
};
