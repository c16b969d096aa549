import type { Logger } from 'pino';
import type { SwarmEvent } from '../../../protocol/events.ts';
import { layeredEntries, layeredGet } from '../../collections/layeredMap.ts';
import { CoalescedTask } from '../../concurrency/coalescedTask.ts';
import type { CommandStore } from '../../events/subject.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import { contractSubject } from '../contractSubject.ts';
import type { DeclaredContracts } from '../declarations/declaredContracts.ts';
import type { LedgerRows } from '../ledgerRows.ts';
import type { TaskRecord } from '../taskRecord.ts';
import { DeclaredTasks } from './declaredTasks.ts';
import { FileLines } from './lineCounts.ts';
import { phantomReason } from './phantomReason.ts';
import { TaskFolders } from './taskFolders.ts';

export interface PhantomWatchParts {
  readonly workTree: string;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly declared: DeclaredContracts;
  readonly shown: Pick<LedgerRows, 'setPhantoms'>;
  readonly log: Logger;
}

/** Open tasks by id: `<contract>/<task>`. */
type OpenTasks = ReadonlyMap<string, TaskRecord>;

/** Flags open tasks for which there is nothing to do, and keeps the flags while files, refs, declarations and tasks move. */
export class PhantomWatch {
  readonly #parts: PhantomWatchParts;
  readonly #lines: FileLines;
  readonly #folders: TaskFolders;
  readonly #looking = new CoalescedTask(() => this.#look());
  readonly #ends: (() => void)[] = [];
  readonly #phantoms = new Map<string, string>();
  /** Files of open tasks, with the tasks. */
  readonly #files = new Map<string, Set<string>>();
  /** Tasks to look at next. */
  #pending = new Set<string>();
  #everything = true;
  #filesMoved = true;
  #declared = new DeclaredTasks([]);

  constructor(parts: PhantomWatchParts) {
    this.#parts = parts;
    this.#lines = new FileLines(parts.workTree);
    this.#folders = new TaskFolders({ ...parts, onChanged: (tasks) => this.#lookSoon(tasks) });
  }

  /** Looks once, and from now on whenever something moves. */
  async start(): Promise<void> {
    const { commands, rows, declared } = this.#parts;
    this.#ends.push(
      commands.onCommitted((event) => this.#onEvent(event)),
      rows.onChanged(({ resource, id }) => {
        if (resource === 'branches') this.#lookSoon(this.#provenBy(id));
      }),
      declared.onRead(() => {
        this.#everything = true;
        this.#lookSoon([]);
      }),
    );
    await this.#looking.run();
  }

  /** Resolves once the flag of a task is that of its files as they are now. */
  refresh(id: string): Promise<void> {
    this.#pending.add(id);
    return this.#looking.run();
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end();
    await this.#looking.idle();
    this.#folders.close();
  }

  #onEvent({ stream, type, data }: SwarmEvent): void {
    const task = data['task'];
    if (!type.startsWith('task.') || typeof task !== 'string') return;
    this.#lookSoon([`${stream.slice(contractSubject.name.length + 1)}/${task}`]);
  }

  #lookSoon(tasks: Iterable<string>): void {
    for (const id of tasks) this.#pending.add(id);
    if (this.#pending.size === 0 && !this.#everything) return;
    this.#looking
      .run()
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'phantom tasks cannot be found'));
  }

  async #look(): Promise<void> {
    const tasks = this.#taken();
    // Watched first, so that no change falls between looking and watching.
    if (this.#filesMoved) {
      this.#filesMoved = false;
      await this.#folders.follow(this.#files);
    }
    const files = [...tasks].flatMap(([id, record]) => this.#filesOf(id, record));
    const lines = await this.#lines.count(files);
    for (const [id, record] of tasks) {
      const reason = phantomReason(record, {
        linesOf: (file) => lines.get(file),
        isMerged: (branch) => this.#isMerged(branch),
        declared: record.source === 'ledger' ? undefined : this.#declared.get(id),
      });
      this.#flag(id, reason);
    }
    this.#parts.shown.setPhantoms(this.#phantoms);
  }

  #flag(id: string, reason: string | null): void {
    if (reason === null) this.#phantoms.delete(id);
    else this.#phantoms.set(id, reason);
  }

  /** The open tasks to look at now; those that are open no more lose their flag and their files. */
  #taken(): OpenTasks {
    const ids = this.#pending;
    this.#pending = new Set();
    const tasks = this.#everything ? this.#beginAnew() : this.#openOf(ids);
    for (const [id, record] of tasks) for (const file of this.#filesOf(id, record)) this.#note(file, id);
    return tasks;
  }

  #beginAnew(): OpenTasks {
    this.#everything = false;
    this.#declared = new DeclaredTasks(this.#parts.declared.facts);
    this.#phantoms.clear();
    this.#files.clear();
    this.#filesMoved = true;
    return this.#openTasks();
  }

  #note(file: string, id: string): void {
    const tasks = this.#files.get(file);
    if (tasks?.has(id)) return;
    this.#filesMoved = true;
    if (tasks) tasks.add(id);
    else this.#files.set(file, new Set([id]));
  }

  #openTasks(): OpenTasks {
    const tasks = new Map<string, TaskRecord>();
    for (const [contract, { state }] of this.#parts.commands.all(contractSubject))
      if (state.opened)
        for (const [name, record] of layeredEntries(state.tasks))
          if (record.stage === 'open') tasks.set(`${contract}/${name}`, record);
    return tasks;
  }

  #openOf(ids: ReadonlySet<string>): OpenTasks {
    const tasks = new Map<string, TaskRecord>();
    for (const id of ids) {
      const slash = id.indexOf('/');
      const { state } = this.#parts.commands.get(contractSubject, id.slice(0, slash));
      const record = state.opened ? layeredGet(state.tasks, id.slice(slash + 1)) : undefined;
      if (record?.stage === 'open') tasks.set(id, record);
      else this.#phantoms.delete(id);
    }
    return tasks;
  }

  #filesOf(id: string, { files, proof }: TaskRecord): string[] {
    const proven = proof.flatMap((spec) => (spec.kind === 'lines' ? [spec.file] : []));
    return [...files, ...proven, ...(this.#declared.get(id)?.files ?? [])];
  }

  /** Open tasks that are to be proven by the merge of a branch. */
  #provenBy(branch: string): string[] {
    const isProof = ({ proof }: TaskRecord) =>
      proof.some((spec) => spec.kind === 'merged' && spec.branch === branch);
    return [...this.#openTasks()].filter(([, record]) => isProof(record)).map(([id]) => id);
  }

  #isMerged(branch: string): boolean {
    const row = this.#parts.rows.get('branches', branch);
    return row !== undefined && !row.base && row.ahead === 0 && (row.behind ?? 0) > 0;
  }
}
