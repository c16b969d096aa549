import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Queue, QueueEntry } from '../../../../server/protocol/queue.ts';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';
import { SubjectGround } from '../../subjectGround.ts';

/** A check as swarm.json has it. */
export interface ExampleCheck {
  readonly name: string;
  readonly command: readonly string[];
  readonly timeoutSeconds?: number;
}

/** A repository whose main is checked out nowhere, and its merge queue. */
export class QueueGround {
  readonly example: ExampleRepository;
  readonly subjects: SubjectGround;

  private constructor(example: ExampleRepository, subjects: SubjectGround) {
    this.example = example;
    this.subjects = subjects;
  }

  /** @param parent folder that the repository is made in */
  static async start(parent?: string): Promise<QueueGround> {
    const example = await makeRepository(parent);
    await example.commit('shared.txt', 'one\ntwo\nthree\n');
    example.git('checkout', '--quiet', '--detach');
    return new QueueGround(example, await SubjectGround.start(example.folder));
  }

  /** Makes a branch of main with a file on it. */
  async branch(name: string, file: string, text: string): Promise<string> {
    const { git, commit } = this.example;
    git('checkout', '--quiet', '-b', name, 'main');
    const made = await commit(file, text);
    git('checkout', '--quiet', '--detach');
    await this.subjects.row('branches', name, (row) => row?.commit === made);
    return made;
  }

  /** Puts these checks and settings into swarm.json and allows the checks. */
  async configure(settings: object, checks: readonly ExampleCheck[] = [], teams: object = {}): Promise<void> {
    // A team by a new name shows when the file is in force.
    const mark = `mark-${crypto.randomUUID()}`;
    const all = { ...teams, [mark]: { branchPrefix: mark } };
    await this.subjects.write('swarm.json', { teams: all, mergeQueue: { ...settings, checks } });
    await this.subjects.row('teams', mark, (row) => row !== undefined);
    for (const { hash } of await this.subjects.call('queueChecks'))
      await this.subjects.call('approveCheck', { body: { hash } });
  }

  enqueue(branch: string, priority: QueueEntry['priority'] = 'normal'): Promise<QueueEntry> {
    return this.subjects.call('enqueue', { body: { branch, target: 'main', priority, reviewed: false } });
  }

  queue(wanted: (queue: Queue | undefined) => boolean): Promise<Queue | undefined> {
    return this.subjects.row('queue', 'main', wanted);
  }

  /** Waits until the branch has left the queue. */
  async finished(branch: string): Promise<QueueEntry> {
    const has = (queue: Queue | undefined) => queue?.finished.find((entry) => entry.branch === branch);
    const queue = await this.queue((row) => has(row) !== undefined);
    const entry = has(queue);
    if (!entry) throw new Error(`${branch} has not left the queue`);
    return entry;
  }

  /** Waits until nobody is in the queue. */
  async empty(): Promise<Queue> {
    const queue = await this.queue((row) => row?.entries.length === 0);
    if (!queue) throw new Error('there is no queue');
    return queue;
  }

  /** Content of a file on main. */
  onMain(file: string): string {
    return this.example.git('show', `main:${file}`);
  }

  /** Lets the checks that wait for it end. */
  async go(): Promise<void> {
    await writeFile(path.join(this.example.folder, '.git/go'), '');
  }

  async close(): Promise<void> {
    await this.subjects.close();
    await this.example.remove();
  }
}
