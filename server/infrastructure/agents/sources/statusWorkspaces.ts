import { statSync } from 'node:fs';
import path from 'node:path';
import type { AgentStatus } from '../../../analysis/agentStatus/agentStatus.ts';
import { listWorkspaces } from '../../../workspace/agentStatus/listWorkspaces.ts';
import { statusFileName } from '../../../workspace/agentStatus/statusFileName.ts';
import { CoalescedTask } from '../../concurrency/coalescedTask.ts';
import { FolderWatcher } from '../../files/folderWatcher.ts';
import { agentIdOf } from '../agentId.ts';
import { readWorkspace, readWorkspaces } from '../statusFolder.ts';

export interface StatusWorkspacesParts {
  readonly workTree: string;
  /** Called with the agents whose status was read anew. */
  onRead(ids: readonly string[]): void;
  /** Called after all were read anew: some may be gone. */
  onAllRead(): void;
  onError(error: unknown): void;
}

interface Workspace {
  readonly name: string;
  readonly status: AgentStatus;
  /** The file as it was before the status was read; undefined where nobody looked. */
  readonly print?: string | undefined;
}

/** The workspaces of agents with the status each one's file says, followed as they change. */
export class StatusWorkspaces {
  readonly #parts: StatusWorkspacesParts;
  /** However often files change, one reading is under way and one more is asked for. */
  readonly #reading = new CoalescedTask(() => this.#readChanged());
  #changed = new Set<string>();
  #workspaces = new Map<string, Workspace>();
  #watcher: FolderWatcher | undefined;
  #folder: string | undefined;

  constructor(parts: StatusWorkspacesParts) {
    this.#parts = parts;
  }

  /** Watches a folder of the work tree and reads all of it; nothing where it is followed already. */
  async follow(folder: string): Promise<void> {
    if (folder === this.#folder) return;
    this.#watcher?.close();
    this.#watcher = await FolderWatcher.start({
      root: path.join(this.#parts.workTree, folder),
      descend: (relative) => !relative.includes('/'),
      accept: isWorkspaceOrFile,
      onChanged: (paths) => this.#onChanged(paths),
      onError: (error) => this.#parts.onError(error),
    });
    this.#folder = folder;
    await this.#readAll();
  }

  ids(): Iterable<string> {
    return this.#workspaces.keys();
  }

  status(id: string): AgentStatus | undefined {
    return this.#workspaces.get(id)?.status;
  }

  /** Path of the status file of an agent, relative to the repository. */
  file(id: string): string | undefined {
    const workspace = this.#workspaces.get(id);
    return workspace && `${this.#folder}/${workspace.name}/${statusFileName}`;
  }

  /** Reads the file of an agent now, where it is not as it was. */
  async refresh(id: string): Promise<void> {
    const workspace = this.#workspaces.get(id);
    if (!workspace) return;
    const print = printOf(path.join(this.#root(), workspace.name));
    if (print !== undefined && print === workspace.print) return;
    await this.#readOne(workspace.name);
    const read = this.#workspaces.get(id);
    if (read) this.#workspaces.set(id, { ...read, print });
    this.#parts.onRead([id]);
  }

  async close(): Promise<void> {
    this.#watcher?.close();
    await this.#reading.idle();
  }

  #onChanged(paths: ReadonlySet<string>): void {
    for (const one of paths) this.#changed.add(one.split('/')[0] ?? '');
    this.#reading.run().catch((error: unknown) => this.#parts.onError(error));
  }

  async #readChanged(): Promise<void> {
    const names = this.#changed;
    this.#changed = new Set();
    // The root itself: it came, went or was replaced.
    if (names.has('')) {
      await this.#readAll();
      this.#parts.onAllRead();
      return;
    }
    for (const name of names) await this.#readOne(name);
    this.#parts.onRead([...names].flatMap((name) => agentIdOf(name) ?? []));
  }

  async #readAll(): Promise<void> {
    const root = this.#root();
    const statuses = await readWorkspaces(root, await listWorkspaces(root));
    this.#workspaces = new Map();
    for (const [name, status] of statuses) this.#take(name, status);
  }

  async #readOne(name: string): Promise<void> {
    this.#take(name, await readWorkspace(path.join(this.#root(), name)));
  }

  /** Two workspaces whose names become one id: the first keeps it. */
  #take(name: string, status: AgentStatus | undefined): void {
    const id = agentIdOf(name);
    if (id === undefined) return;
    const present = this.#workspaces.get(id);
    if (present && present.name !== name) return;
    if (status) this.#workspaces.set(id, { name, status });
    else this.#workspaces.delete(id);
  }

  #root(): string {
    return path.join(this.#parts.workTree, this.#folder ?? '');
  }
}

/** Tells a status file from what it was. Asked of the system at once: handing that over and back costs far more. */
function printOf(workspace: string): string | undefined {
  try {
    const found = statSync(path.join(workspace, statusFileName));
    return `${found.mtimeMs} ${found.size} ${found.ino}`;
  } catch {
    return undefined;
  }
}

function isWorkspaceOrFile(relative: string): boolean {
  const [, file, ...others] = relative.split('/');
  return (file === undefined || file === statusFileName) && others.length === 0;
}
