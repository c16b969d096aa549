import type { Contract } from '../../protocol/contracts.ts';
import type { SwarmEvent } from '../../protocol/events.ts';
import type { Task } from '../../protocol/tasks.ts';
import { layeredEntries, layeredGet } from '../collections/layeredMap.ts';
import type { CommandStore } from '../events/subject.ts';
import type { RowStore } from '../rows/rowStore.ts';
import { contractRow } from './contractRow.ts';
import { contractSubject } from './contractSubject.ts';
import { DeadlineTimer } from './deadlineTimer.ts';
import type { DeclaredContracts } from './declarations/declaredContracts.ts';
import { taskRow } from './taskRow.ts';

export interface LedgerRowsParts {
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly declared: DeclaredContracts;
}

const byNumber = new Intl.Collator('en', { numeric: true });
const stream = `${contractSubject.name}/`;

/** Keeps the rows of contracts and tasks true to the ledger and to the files that declare contracts. */
export class LedgerRows {
  readonly #parts: LedgerRowsParts;
  readonly #ends: (() => void)[];
  /** A deadline that passes changes a row. */
  readonly #deadlines = new DeadlineTimer((id) => this.#showContract(id));
  #phantoms: ReadonlyMap<string, string> = new Map();

  constructor(parts: LedgerRowsParts) {
    this.#parts = parts;
    this.#ends = [
      parts.commands.onCommitted((event) => this.#onEvent(event)),
      parts.declared.onRead(() => this.#showContracts()),
    ];
  }

  /** Shows everything as it is. */
  showAll(): void {
    this.#showContracts();
    const tasks = new Map<string, Task>();
    const contracts = [...this.#parts.commands.all(contractSubject)];
    for (const [contract, { state }] of contracts.sort(([one], [other]) => byNumber.compare(one, other)))
      if (state.opened)
        for (const [name, task] of layeredEntries(state.tasks))
          tasks.set(`${contract}/${name}`, taskRow(contract, task, this.phantom(`${contract}/${name}`)));
    this.#parts.rows.replace('tasks', tasks);
  }

  contract(id: string): Contract {
    return this.#parts.rows.get('contracts', id) ?? this.#contractRow(id);
  }

  /** Undefined where there is no such task. */
  task(contract: string, task: string): Task | undefined {
    return this.#parts.rows.get('tasks', `${contract}/${task}`);
  }

  /** Why there is nothing to do for a task, a sentence; null where nobody has found that. */
  phantom(id: string): string | null {
    return this.#phantoms.get(id) ?? null;
  }

  /** @param phantoms of all tasks that are phantoms, by id: why there is nothing to do */
  setPhantoms(phantoms: ReadonlyMap<string, string>): void {
    const before = this.#phantoms;
    this.#phantoms = new Map(phantoms);
    for (const id of new Set([...before.keys(), ...phantoms.keys()]))
      if (before.get(id) !== phantoms.get(id)) this.#showTask(id);
  }

  close(): void {
    this.#deadlines.stop();
    for (const end of this.#ends) end();
  }

  #onEvent(event: SwarmEvent): void {
    if (!event.stream.startsWith(stream)) return;
    const id = event.stream.slice(stream.length);
    this.#showContract(id);
    const { task } = event.data;
    if (typeof task === 'string' && event.type.startsWith('task.')) this.#showTask(`${id}/${task}`);
  }

  #showContract(id: string): void {
    this.#parts.rows.set('contracts', id, this.#contractRow(id), byNumber.compare);
    this.#awaitDeadline(id);
  }

  #showContracts(): void {
    const { commands, rows, declared } = this.#parts;
    const ids = new Set([...commands.all(contractSubject).keys(), ...declared.all.keys()]);
    const ordered = [...ids].sort(byNumber.compare);
    rows.replace('contracts', new Map(ordered.map((id) => [id, this.#contractRow(id)])));
    for (const id of ordered) this.#awaitDeadline(id);
  }

  #showTask(id: string): void {
    const slash = id.indexOf('/');
    const contract = id.slice(0, slash);
    const { state } = this.#parts.commands.get(contractSubject, contract);
    const task = state.opened ? layeredGet(state.tasks, id.slice(slash + 1)) : undefined;
    if (task) this.#parts.rows.set('tasks', id, taskRow(contract, task, this.phantom(id)));
  }

  #contractRow(id: string): Contract {
    const { commands, declared } = this.#parts;
    return contractRow(id, commands.get(contractSubject, id), declared.all.get(id), Date.now());
  }

  #awaitDeadline(id: string): void {
    const { state } = this.#parts.commands.get(contractSubject, id);
    this.#deadlines.set(id, state.opened && state.deadline !== null ? Date.parse(state.deadline) : undefined);
  }
}
