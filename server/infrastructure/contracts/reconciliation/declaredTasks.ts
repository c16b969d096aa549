import type { DeclaredTask, FileFacts } from '../declarations/declaredFacts.ts';
import { plainId, taskIdOf } from '../declarations/declaredIds.ts';

/** The tasks that files declare, by the ids that they have in the ledger. The first declaration of an id counts. */
export class DeclaredTasks {
  readonly #tasks = new Map<string, DeclaredTask>();

  constructor(all: readonly FileFacts[]) {
    for (const facts of all) {
      for (const { id, tasks } of facts.contracts) this.#take(id, tasks);
      this.#take(plainId(facts.file), facts.tasks);
    }
  }

  /** @param id `<contract>/<task>` */
  get(id: string): DeclaredTask | undefined {
    return this.#tasks.get(id);
  }

  #take(contract: string, tasks: readonly DeclaredTask[]): void {
    for (const [index, task] of tasks.entries()) {
      const id = `${contract}/${taskIdOf(task, index)}`;
      if (!this.#tasks.has(id)) this.#tasks.set(id, task);
    }
  }
}
