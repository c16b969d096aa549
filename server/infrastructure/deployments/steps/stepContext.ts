import type { DeploymentState } from '../../../protocol/deployments.ts';
import type { FailedCheck } from '../../../protocol/slots.ts';
import type { CommandStore } from '../../events/subject.ts';
import { decideAdvance, decideEnd } from '../decideDeployment.ts';
import type { EnteredFacts } from '../deploymentEvents.ts';
import {
  type BadEnd,
  type DeploymentHistory,
  type OpenState,
  routeOf,
  slotIdOf,
} from '../deploymentHistory.ts';
import type { DeploymentPolicy, PolicyAnswer } from '../deploymentPolicy.ts';
import type { DeploymentStream } from '../deploymentStream.ts';
import type { MovingRoutes } from '../movingRoutes.ts';
import type { ReleaseGates } from '../releaseGates.ts';
import type { ObservationVerdict, ReleaseObservation, RunningObservation } from '../releaseObservation.ts';
import type { SlotFleet } from '../slots/slotFleet.ts';
import type { SlotHistory } from '../slots/slotHistory.ts';
import { slotSubject } from '../slots/slotSubject.ts';
import type { TrafficBook } from '../traffic/trafficBook.ts';
import type { TrafficControl } from '../traffic/trafficControl.ts';

/** What the steps of a deployment are done with. */
export interface StepParts {
  readonly commands: CommandStore;
  readonly fleet: Pick<SlotFleet, 'start' | 'stop' | 'scale' | 'checks'>;
  readonly traffic: Pick<TrafficControl, 'switch' | 'rollback' | 'refuseLive'>;
  readonly book: TrafficBook;
  readonly gates: ReleaseGates;
  readonly policy: DeploymentPolicy;
  readonly observation: ReleaseObservation;
  readonly moving: MovingRoutes;
  /** Time between looks at a release that is observed. */
  readonly checkMilliseconds: number;
}

/** What a step came to: something is recorded, so that there is a next one; or it waits. */
export type StepResult =
  | 'done'
  | {
      /** A sentence; null where the state says it. */
      readonly waitsFor: string | null;
      /** When to look again without an event. */
      readonly milliseconds?: number;
    };

/** What is known of a release, and the state in which that is what its requests say: before they move none have come. */
export interface StepVerdict extends ObservationVerdict {
  readonly state: 'switching' | 'observing';
}

/** What a deployment under way knows besides its log. */
export interface WorkingMemory {
  observation: RunningObservation | undefined;
  verdict: StepVerdict | undefined;
  answer: PolicyAnswer | undefined;
  /** By `performance.now()`: the clock may jump. */
  deadline: { readonly since: string; readonly at: number } | undefined;
  /** Whether the service was started anew while its slot was starting: such a start is begun once more. */
  resumed: boolean;
  /** Whether the release before was started again: once is enough. */
  restored: boolean;
  /** Whether the release before has as many instances again as it had, or as it can have. */
  filled: boolean;
  /** Why it has fewer: a sentence. */
  shortage: string | null;
  /** How often the release before was found unhealthy. */
  looks: number;
}

/** One look at a deployment: what it knows, and what it can do. */
export class StepContext {
  readonly parts: StepParts;
  readonly stream: DeploymentStream;
  readonly memory: WorkingMemory;
  /** Ends what takes long in a step. */
  readonly signal: AbortSignal;

  constructor(parts: StepParts, stream: DeploymentStream, memory: WorkingMemory, signal: AbortSignal) {
    this.parts = parts;
    this.stream = stream;
    this.memory = memory;
    this.signal = signal;
  }

  get history(): DeploymentHistory {
    return this.stream.history;
  }

  get route(): string {
    return routeOf(this.history);
  }

  /** @throws {Error} it has no slot yet */
  get slotId(): string {
    const id = slotIdOf(this.history);
    if (id === undefined) throw new Error(`Deployment ${this.stream.id} has no slot.`);
    return id;
  }

  /** What is in its slot. */
  get slot(): SlotHistory {
    return this.parts.book.slot(this.slotId);
  }

  /** How many events a slot has: what comes later is known to be newer. */
  slotVersion(id: string): number {
    return this.parts.commands.get(slotSubject, id).version;
  }

  /** Whether requests, all or a part of them, go to its release. */
  get hasRequests(): boolean {
    const { slot, commit } = this.history;
    const { live, canary } = this.parts.book.state(this.route);
    return (live?.slot === slot && live?.commit === commit) || canary?.slot === slot;
  }

  /** Enters a state, with what the present one came to. */
  async advance(to: OpenState, detail: string | null = null, facts: EnteredFacts = {}): Promise<'done'> {
    const from = this.history.state;
    const step = { from, to, now: new Date(), detail, log: this.#log(), facts };
    await this.stream.record((history) => decideAdvance(history, step));
    return 'done';
  }

  /** Decides that it ends badly. */
  async end(outcome: BadEnd, reason: string, failedCheck: FailedCheck | null = null): Promise<'done'> {
    await this.stream.record((history) => decideEnd(history, { outcome, reason, failedCheck }));
    return 'done';
  }

  #log(): string | null {
    const { state, slot } = this.history;
    if (slot === null) return null;
    return stepLog(state, this.slot);
  }
}

/** The file with the output of a step that a slot does. */
export function stepLog(state: DeploymentState, slot: SlotHistory): string | null {
  if (state === 'building') return slot.buildLog;
  return state === 'starting' || state === 'verifying' || state === 'observing' ? slot.log : null;
}
