import type { Logger } from 'pino';
import { layeredEntries, layeredGet } from '../collections/layeredMap.ts';
import type { CommandStore, EventDraft } from '../events/subject.ts';
import { contractSubject } from './contractSubject.ts';
import { type CheckedSubmission, decideChecked, decideCreditTask } from './decideEvidence.ts';
import type { AskedTask } from './decideTask.ts';
import type { EvidenceVerifiers } from './evidence/evidenceVerifiers.ts';
import type { TaskName } from './taskName.ts';
import type { TaskRecord } from './taskRecord.ts';

export interface EvidenceDeskParts {
  readonly commands: CommandStore;
  readonly verifiers: EvidenceVerifiers;
  readonly log: Logger;
}

/** One look at the evidence of a task, and what becomes of it. */
interface Look {
  readonly actor: string;
  readonly isFinal: boolean;
  decide(asked: AskedTask, seen: CheckedSubmission): EventDraft[];
}

/** What the service does of its own accord is recorded under this name. */
const service = 'swarm';

/**
 * Looks at evidence and records what it saw. Each look follows from an event (handed in, credit asked for) and ends in
 * one, so that what a crash interrupts is done at the next start, once.
 */
export class EvidenceDesk {
  readonly #parts: EvidenceDeskParts;
  /** By task: looks at one task follow each other. */
  readonly #running = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();

  constructor(parts: EvidenceDeskParts) {
    this.#parts = parts;
  }

  /** Goes on with what was under way when the service ended. */
  resume(): void {
    for (const [contract, { state }] of this.#parts.commands.all(contractSubject))
      if (state.opened)
        for (const [task, { stage }] of layeredEntries(state.tasks)) {
          if (stage === 'verifying') this.begin({ contract, task });
          if (stage === 'crediting') this.#inBackground(this.credit({ contract, task }));
        }
  }

  /** Looks at what was handed in, in the background. */
  begin(name: TaskName): void {
    this.#inBackground(this.verify(name));
  }

  /** Resolves when what was seen is recorded. */
  verify(name: TaskName): Promise<void> {
    return this.#look(name, { actor: service, isFinal: false, decide: decideChecked });
  }

  /** Credits a task whose credit was asked for, or records why not; nothing where that is done. */
  credit(name: TaskName): Promise<void> {
    const actor = this.#task(name)?.creditAskedBy;
    return actor
      ? this.#look(name, { actor, isFinal: true, decide: decideCreditTask })
      : this.#afterRunning(name, async () => {});
  }

  /** Ends looking; what is not recorded is looked at again at the next start. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([...this.#running.values()].map((look) => look.catch(() => {})));
  }

  #look(name: TaskName, { actor, isFinal, decide }: Look): Promise<void> {
    return this.#afterRunning(name, async () => {
      const task = this.#task(name);
      if (!task) return;
      const { files, evidence, submission, claimedAt } = task;
      const work = { files, evidence, claimedAt, isFinal };
      const findings = await this.#parts.verifiers.verifyAll(work, this.#closing.signal);
      if (this.#closing.signal.aborted) return;
      const meta = { actor };
      await this.#parts.commands.execute(
        contractSubject,
        name.contract,
        (state) => (state.opened ? decide({ ...name, state, meta }, { submission, findings }) : []),
        meta,
      );
    });
  }

  #task({ contract, task }: TaskName): TaskRecord | undefined {
    const { state } = this.#parts.commands.get(contractSubject, contract);
    return state.opened ? layeredGet(state.tasks, task) : undefined;
  }

  async #afterRunning({ contract, task }: TaskName, work: () => Promise<void>): Promise<void> {
    const id = `${contract}/${task}`;
    const before = this.#running.get(id) ?? Promise.resolve();
    const running = before.catch(() => {}).then(work);
    this.#running.set(id, running);
    try {
      await running;
    } finally {
      if (this.#running.get(id) === running) this.#running.delete(id);
    }
  }

  #inBackground(look: Promise<void>): void {
    look.catch((error: unknown) => this.#parts.log.error({ err: error }, 'evidence cannot be looked at'));
  }
}
