import type { CommandMeta } from '../../../server/infrastructure/events/subject.ts';
import type { EvidenceSpec } from '../../../server/protocol/evidence.ts';
import type { AddTask, Task } from '../../../server/protocol/tasks.ts';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

/** Contracts of 100 points in the real ledger of a real repository, with short words for what is done to their tasks. */
export class TaskGround implements AsyncDisposable {
  readonly example: ExampleRepository;
  readonly subjects: SubjectGround;
  #contracts = 0;

  private constructor(example: ExampleRepository, subjects: SubjectGround) {
    this.example = example;
    this.subjects = subjects;
  }

  static async start(): Promise<TaskGround> {
    const example = await makeRepository();
    await example.commit('core.py', 'x = 1\n'.repeat(250));
    const ground = new TaskGround(example, await SubjectGround.start(example.folder));
    await ground.open();
    return ground;
  }

  /** The contract that was opened last. */
  get contract(): string {
    return `C-${this.#contracts}`;
  }

  /** Opens another contract, which all words are about from now on. */
  async open(): Promise<void> {
    this.#contracts += 1;
    const body = { id: this.contract, title: 'Split the core', total: 100, parties: [] };
    await this.subjects.call('createContract', { body });
  }

  /** The parameters that name a task of the contract. */
  named(task: string) {
    return { params: { contract: this.contract, task } };
  }

  add(task: string, changes: Partial<AddTask> = {}): Promise<Task> {
    const usual = {
      title: 'Split it',
      points: 60,
      priority: 'normal',
      files: [],
      requires: [],
      proof: [],
    } as const;
    const body = { ...usual, files: [], requires: [], proof: [], task, ...changes };
    return this.subjects.call('addTask', { params: { contract: this.contract }, body });
  }

  claim(task: string, agent: string, more: { fence?: number; anyway?: string } = {}): Promise<Task> {
    return this.subjects.call('claimTask', { ...this.named(task), body: { agent, ...more } });
  }

  submit(task: string, ...evidence: EvidenceSpec[]): Promise<Task> {
    return this.subjects.call('submitTask', { ...this.named(task), body: { evidence } });
  }

  credit(task: string, meta: CommandMeta = { actor: 'ada' }): Promise<Task> {
    return this.subjects.call('creditTask', this.named(task), meta);
  }

  /** Waits until the evidence of a task was looked at. */
  async looked(task: string): Promise<Task> {
    const isLooked = (row: Task | undefined) =>
      row?.evidence.every(({ verdict }) => verdict !== 'pending') === true;
    const row = await this.subjects.row('tasks', `${this.contract}/${task}`, isLooked);
    if (!row) throw new Error(`there is no task ${task}`);
    return row;
  }

  /** Brings a task whose evidence holds to where it can be credited. */
  async verified(task: string, agent = 'Agent-1'): Promise<Task> {
    await this.add(task);
    await this.claim(task, agent);
    await this.submit(task, shortEnough);
    return this.looked(task);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.subjects.close();
    await this.example.remove();
  }
}

/** Evidence that holds in the repository as it is made. */
export const shortEnough: EvidenceSpec = { kind: 'lines', file: 'core.py', maximum: 300 };
