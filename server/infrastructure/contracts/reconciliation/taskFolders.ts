import path from 'node:path';
import type { Logger } from 'pino';
import { FolderWatcher } from '../../files/folderWatcher.ts';

export interface TaskFoldersParts {
  readonly workTree: string;
  readonly log: Logger;
  /** Told the tasks of which a file came, went or changed. */
  onChanged(tasks: ReadonlySet<string>): void;
}

/** Files in more folders than these are looked at with the next claim, commit or change of their task. */
const maximumFolders = 200;

/** Watches the folders in which files of tasks are or would be, each alone and not what is below. */
export class TaskFolders {
  readonly #parts: TaskFoldersParts;
  readonly #watchers = new Map<string, FolderWatcher>();
  #tasks = new Map<string, Set<string>>();

  constructor(parts: TaskFoldersParts) {
    this.#parts = parts;
  }

  /** @param tasks by file, all that are to be watched from now on */
  async follow(tasks: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    this.#tasks = byFolder(tasks);
    const wanted = new Set([...this.#tasks.keys()].slice(0, maximumFolders));
    for (const [folder, watcher] of this.#watchers)
      if (!wanted.has(folder)) {
        watcher.close();
        this.#watchers.delete(folder);
      }
    for (const folder of wanted)
      if (!this.#watchers.has(folder)) this.#watchers.set(folder, await this.#watch(folder));
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
  }

  #watch(folder: string): Promise<FolderWatcher> {
    return FolderWatcher.start({
      root: path.join(this.#parts.workTree, folder),
      descend: () => false,
      accept: () => true,
      onChanged: () => this.#parts.onChanged(this.#tasks.get(folder) ?? new Set()),
      onError: (error) => this.#parts.log.warn({ err: error }, 'files of tasks cannot be watched'),
    });
  }
}

function byFolder(tasks: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>();
  for (const [file, ids] of tasks) {
    const folder = path.posix.dirname(file);
    const present = folders.get(folder) ?? new Set();
    for (const id of ids) present.add(id);
    folders.set(folder, present);
  }
  return folders;
}
