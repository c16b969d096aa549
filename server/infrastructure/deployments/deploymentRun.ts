import type { Logger } from 'pino';
import type { DeploymentState } from '../../protocol/deployments.ts';
import { CoalescedTask } from '../concurrency/coalescedTask.ts';
import { Refusal } from '../refusal.ts';
import { clause } from '../sentence.ts';
import { type DeploymentHistory, hasEnded } from './deploymentHistory.ts';
import type { DeploymentStream } from './deploymentStream.ts';
import { approvalStep } from './steps/approvalStep.ts';
import { endStep } from './steps/endStep.ts';
import { gatesStep } from './steps/gatesStep.ts';
import { observationStep } from './steps/observationStep.ts';
import { preparationStep } from './steps/preparationStep.ts';
import { StepContext, type StepParts, type StepResult, type WorkingMemory } from './steps/stepContext.ts';
import { switchStep } from './steps/switchStep.ts';

type Step = (context: StepContext) => Promise<StepResult>;

/** What is done in each state; one that is queued waits for the conductor. */
const steps: Readonly<Partial<Record<DeploymentState, Step>>> = {
  gates: gatesStep,
  building: preparationStep,
  starting: preparationStep,
  verifying: preparationStep,
  'awaiting-approval': approvalStep,
  switching: switchStep,
  observing: observationStep,
};

const firstPauseMilliseconds = 500;
const longestPauseMilliseconds = 60_000;
/** After as many errors of the service itself in a row nobody expects that the next attempt succeeds. */
const attempts = 8;
/** Steps in a row that record nothing. */
const longestStandstill = 1000;

export interface DeploymentRunParts extends StepParts {
  readonly log: Logger;
  /** Called when what it waits for or what is measured is different. */
  onShown(id: string): void;
}

/** Drives one deployment from step to step, until it has ended. What it does next is told by the log alone. */
export class DeploymentRun {
  readonly memory: WorkingMemory;
  readonly #parts: DeploymentRunParts;
  readonly #stream: DeploymentStream;
  readonly #working = new CoalescedTask(() => this.#work());
  #interrupt = new AbortController();
  #closed = false;
  /** An end under way is not interrupted by its own decision. */
  #isEnding = false;
  #waiting: Waiting | null = null;
  #failures = 0;
  #standing = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param resumed whether the service has been started anew since it began */
  constructor(parts: DeploymentRunParts, stream: DeploymentStream, resumed: boolean) {
    this.#parts = parts;
    this.#stream = stream;
    this.memory = {
      observation: undefined,
      verdict: undefined,
      answer: undefined,
      deadline: undefined,
      resumed,
      restored: false,
      filled: false,
      shortage: null,
      looks: 0,
    };
  }

  /** A sentence; null where it does not wait. What it waited for in the state before is no news in the next. */
  get waitsFor(): string | null {
    return this.#waiting?.state === this.#stream.history.state ? this.#waiting.sentence : null;
  }

  /** Looks at it anew; to be called after anything it depends on has changed. */
  wake(): void {
    if (this.#closed) return;
    if (this.#stream.history.ending !== null && !this.#isEnding) this.#interrupt.abort();
    this.#working
      .run()
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'a deployment cannot go on'));
  }

  /** Leaves it as it is; what runs in slots goes on. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#interrupt.abort();
    await this.#working.idle();
    this.memory.observation?.end();
  }

  async #work(): Promise<void> {
    clearTimeout(this.#timer);
    this.#standing = 0;
    while (!this.#closed) {
      const result = await this.#step();
      if (result === 'done') continue;
      if (result === undefined) return;
      this.#show(result.waitsFor);
      if (result.milliseconds !== undefined && !this.#closed)
        this.#timer = setTimeout(() => this.wake(), result.milliseconds).unref();
      return;
    }
  }

  /** Undefined where there is nothing to do, now or ever. */
  async #step(): Promise<StepResult | undefined> {
    const { history } = this.#stream;
    const step = history.ending === null ? steps[history.state] : endStep;
    if (hasEnded(history) || step === undefined) return undefined;
    this.#isEnding = history.ending !== null;
    const { version } = this.#stream;
    this.#interrupt = new AbortController();
    const context = new StepContext(this.#parts, this.#stream, this.memory, this.#interrupt.signal);
    try {
      const result = await step(context);
      this.#refuseStandstill(version);
      this.#failures = 0;
      return result;
    } catch (error) {
      return this.#afterError(error, context);
    }
  }

  /** A step that is done again and again without anything that is recorded would never let go of the processor. */
  #refuseStandstill(version: number): void {
    this.#standing = version === this.#stream.version ? this.#standing + 1 : 0;
    if (this.#standing > longestStandstill) throw new Error(`It stays ${this.#stream.history.state}.`);
  }

  async #afterError(error: unknown, context: StepContext): Promise<StepResult | undefined> {
    if (this.#closed || (error instanceof Refusal && error.code === 'shutting-down')) return undefined;
    if (context.signal.aborted) return 'done';
    const { log } = this.#parts;
    log.error({ err: error, deployment: this.#stream.id }, 'a step of a deployment failed');
    this.#failures += 1;
    if (this.#failures >= attempts && isOpen(this.#stream.history))
      return context.end('failed', clause(error)).catch(() => this.#later(error));
    return this.#later(error);
  }

  #later(error: unknown): StepResult {
    const pause = firstPauseMilliseconds * 2 ** (this.#failures - 1);
    return {
      waitsFor: `It stopped and tries again: ${clause(error)}`,
      milliseconds: Math.min(pause, longestPauseMilliseconds),
    };
  }

  #show(sentence: string | null): void {
    this.#waiting = sentence === null ? null : { sentence, state: this.#stream.history.state };
    this.#parts.onShown(this.#stream.id);
  }
}

/** What a deployment waits for, and the state in which it does. */
interface Waiting {
  readonly sentence: string;
  readonly state: DeploymentState;
}

function isOpen(history: DeploymentHistory): boolean {
  return !hasEnded(history) && history.ending === null;
}
