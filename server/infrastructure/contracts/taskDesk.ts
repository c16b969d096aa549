import type {
  AskTask,
  CancelTask,
  ClaimTask,
  JudgeTask,
  ReleaseTask,
  ResolveTask,
  SubmitTask,
  Task,
} from '../../protocol/tasks.ts';
import type { CommandMeta, CommandStore, EventDraft } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';
import type { RowStore } from '../rows/rowStore.ts';
import { contractSubject } from './contractSubject.ts';
import {
  decideAccept,
  decideAskCredit,
  decideDispute,
  decideResolve,
  decideReverseTask,
  refuseVerify,
} from './decideEvidence.ts';
import { decideOpened } from './decideOpened.ts';
import {
  type AskedTask,
  type DeclaredTask,
  decideAdd,
  decideAnswer,
  decideAsk,
  decideCancel,
  decideClaim,
  decideRelease,
  decideSubmit,
} from './decideTask.ts';
import type { DeclaredContracts } from './declarations/declaredContracts.ts';
import type { EvidenceDesk } from './evidenceDesk.ts';
import type { LedgerRows } from './ledgerRows.ts';
import type { TaskName } from './taskName.ts';

export interface TaskDeskParts {
  readonly commands: CommandStore;
  readonly declared: DeclaredContracts;
  readonly shown: LedgerRows;
  readonly rows: RowStore;
  readonly evidence: EvidenceDesk;
  /** Commit of the base; null where there is none. */
  baseCommit(): string | null;
}

/** The way of a task from the pool over its evidence to its credit. Each step gives the row as it is then. */
export class TaskDesk {
  readonly #parts: TaskDeskParts;

  constructor(parts: TaskDeskParts) {
    this.#parts = parts;
  }

  /** @throws {Refusal} `not-found`, `conflict`, `over-budget` */
  async add(contract: string, task: DeclaredTask, meta: CommandMeta): Promise<Task> {
    const { commands, declared } = this.#parts;
    const declaration = declared.all.get(contract);
    await commands.execute(
      contractSubject,
      contract,
      (state) => decideOpened(state, contract, declaration, (open) => decideAdd(open, contract, task)),
      meta,
    );
    return this.#shown({ contract, task: task.task });
  }

  /** @throws {Refusal} `conflict` where another agent has it, `over-budget`, `not-allowed` */
  claim(name: TaskName, request: ClaimTask, meta: CommandMeta): Promise<Task> {
    const { rows, shown } = this.#parts;
    const team = rows.get('agents', request.agent)?.team ?? null;
    const phantom = shown.phantom(`${name.contract}/${name.task}`);
    const facts = { now: Date.now(), team, phantom, base: this.#parts.baseCommit() };
    return this.#step(name, meta, (asked) => decideClaim(asked, request, facts));
  }

  /** @throws {Refusal} `conflict` where the asker speaks of an earlier attempt */
  release(name: TaskName, request: ReleaseTask, meta: CommandMeta): Promise<Task> {
    return this.#step(name, meta, (asked) => decideRelease(asked, request));
  }

  ask(name: TaskName, request: AskTask, meta: CommandMeta): Promise<Task> {
    return this.#step(name, meta, (asked) => decideAsk(asked, request));
  }

  answer(name: TaskName, request: JudgeTask, meta: CommandMeta): Promise<Task> {
    return this.#step(name, meta, (asked) => decideAnswer(asked, request));
  }

  /** Records the evidence and begins to look at it. */
  async submit(name: TaskName, request: SubmitTask, meta: CommandMeta): Promise<Task> {
    const row = await this.#step(name, meta, (asked) => decideSubmit(asked, request));
    this.#parts.evidence.begin(name);
    return row;
  }

  /** Looks at the evidence once more. */
  async verify(name: TaskName, meta: CommandMeta): Promise<Task> {
    const { state } = this.#parts.commands.get(contractSubject, name.contract);
    if (!state.opened) throw noContract(name.contract);
    refuseVerify({ ...name, state, meta });
    await this.#parts.evidence.verify(name);
    return this.#shown(name);
  }

  accept(name: TaskName, request: JudgeTask, meta: CommandMeta): Promise<Task> {
    return this.#step(name, meta, (asked) => decideAccept(asked, request));
  }

  /** Credits the task where its evidence still holds; the row says where it does not. */
  async credit(name: TaskName, meta: CommandMeta): Promise<Task> {
    await this.#step(name, meta, decideAskCredit);
    await this.#parts.evidence.credit(name);
    return this.#shown(name);
  }

  dispute(name: TaskName, request: JudgeTask, meta: CommandMeta): Promise<Task> {
    return this.#step(name, meta, (asked) => decideDispute(asked, request));
  }

  resolve(name: TaskName, request: ResolveTask, meta: CommandMeta): Promise<Task> {
    return this.#step(name, meta, (asked) => decideResolve(asked, request));
  }

  reverse(name: TaskName, request: JudgeTask, meta: CommandMeta): Promise<Task> {
    return this.#step(name, meta, (asked) => decideReverseTask(asked, request));
  }

  cancel(name: TaskName, request: CancelTask, meta: CommandMeta): Promise<Task> {
    return this.#step(name, meta, (asked) => decideCancel(asked, request));
  }

  async #step(
    name: TaskName,
    meta: CommandMeta,
    decide: (asked: AskedTask) => readonly EventDraft[],
  ): Promise<Task> {
    await this.#parts.commands.execute(
      contractSubject,
      name.contract,
      (state) => {
        if (!state.opened) throw noContract(name.contract);
        return decide({ ...name, state, meta });
      },
      meta,
    );
    return this.#shown(name);
  }

  #shown({ contract, task }: TaskName): Task {
    const row = this.#parts.shown.task(contract, task);
    if (!row) throw new Refusal('not-found', `${contract} has no task ${task}.`);
    return row;
  }
}

function noContract(contract: string): Refusal {
  return new Refusal('not-found', `There is no contract ${contract}.`);
}
