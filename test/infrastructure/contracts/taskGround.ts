import type { CommandMeta } from '../../../server/infrastructure/events/subject.ts';
import type { EvidenceSpec } from '../../../server/protocol/evidence.ts';
import type { AddTask, Task } from '../../../server/protocol/tasks.ts';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

/** A contract of 100 points in the real ledger of a real repository, with short words for what is done to its tasks. */
export class TaskGround implements AsyncDisposable {
  readonly example: ExampleRepository;
  readonly subjects: SubjectGround;

  private constructor(example: ExampleRepository, subjects: SubjectGround) {
    this.example = example;
    this.subjects = subjects;
  }

  static async start(): Promise<TaskGround> {
    const example = await makeRepository();
    await example.commit('core.py', 'x = 1\n'.repeat(250));
    const ground = new TaskGround(example, await SubjectGround.start(example.folder));
    const body = { id: 'C-1', title: 'Split the core', total: 100, parties: [] };
    await ground.subjects.call('createContract', { body });
    return ground;
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
    return this.subjects.call('addTask', { params: { contract: 'C-1' }, body });
  }

  claim(task: string, agent: string, more: { fence?: number; anyway?: string } = {}): Promise<Task> {
    return this.subjects.call('claimTask', { ...named(task), body: { agent, ...more } });
  }

  submit(task: string, ...evidence: EvidenceSpec[]): Promise<Task> {
    return this.subjects.call('submitTask', { ...named(task), body: { evidence } });
  }

  credit(task: string, meta: CommandMeta = { actor: 'ada' }): Promise<Task> {
    return this.subjects.call('creditTask', named(task), meta);
  }

  /** Waits until the evidence of a task was looked at. */
  async looked(task: string): Promise<Task> {
    const isLooked = (row: Task | undefined) =>
      row?.evidence.every(({ verdict }) => verdict !== 'pending') === true;
    const row = await this.subjects.row('tasks', `C-1/${task}`, isLooked);
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

/** The parameters that name a task of the contract. */
export function named(task: string) {
  return { params: { contract: 'C-1', task } };
}
