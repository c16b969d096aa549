import { type FSWatcher, watch } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { CoalescedTask } from '../concurrency/coalescedTask.ts';

export interface FolderWatch {
  /** Absolute path. It need not exist: it is watched for from the nearest folder above that does. */
  readonly root: string;
  /** Whether to look into a subfolder, by its path relative to the root with forward slashes. */
  descend(relative: string): boolean;
  /** Whether a change of this path matters. */
  accept(relative: string): boolean;
  /** Called with the changed paths, a moment after the first of them changed. `''` stands for the root itself. */
  onChanged(paths: ReadonlySet<string>): void;
  /** Called where the system refuses to watch (no watches left, no permission). */
  onError(error: Error): void;
}

/** Node's `watch` of one folder. */
export type WatchFolder = (
  folder: string,
  options: { readonly persistent: false },
  listener: (kind: string, name: string | null) => void,
) => FSWatcher;

/** One atomic replace is several events: they are told as one. */
const settleMilliseconds = 40;
const maximumFolders = 20_000;
/** Folders may come and go while the root is looked for; what refuses to be watched is not tried without end. */
const maximumAttempts = 20;

/**
 * Tells of changes under a folder without polling and without a watch per file, which the recursive watch of
 * Node spends on Linux.
 */
export class FolderWatcher {
  readonly #options: FolderWatch;
  readonly #watchFolder: WatchFolder;
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #rootSearch = new CoalescedTask(() => this.#findRoot());
  #ancestor: FSWatcher | undefined;
  #pending = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(options: FolderWatch, watchFolder: WatchFolder) {
    this.#options = options;
    this.#watchFolder = watchFolder;
  }

  /** Resolves once every folder there is now is watched. */
  static async start(options: FolderWatch, watchFolder: WatchFolder = watch): Promise<FolderWatcher> {
    const watcher = new FolderWatcher(options, watchFolder);
    await watcher.#attachRoot();
    return watcher;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#ancestor?.close();
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  async #attachRoot(): Promise<void> {
    if (!(await this.#attach('', false))) await this.#rootSearch.run();
  }

  /** Watches the root where it is there, else the nearest folder above it until something in that changes. */
  async #findRoot(): Promise<void> {
    const { root } = this.#options;
    for (let attempt = 0; attempt < maximumAttempts; attempt++) {
      if (this.#closed || this.#watchers.has('')) return;
      if (await this.#attach('', true)) {
        this.#watchAbove(undefined);
        this.#report('');
        return;
      }
      const above = await nearestFolder(path.dirname(root));
      if (this.#closed || !this.#watchAbove(above)) return;
      // What came or went before that watch was there is told by nobody.
      if (this.#ancestor && (await nearestFolder(root)) === above) return;
    }
  }

  /** Watches this folder above the root instead of another; false where the system refuses. */
  #watchAbove(folder: string | undefined): boolean {
    this.#ancestor?.close();
    this.#ancestor = undefined;
    if (folder === undefined) return true;
    try {
      this.#ancestor = this.#watchFolder(folder, { persistent: false }, () =>
        this.#run(() => this.#rootSearch.run()),
      );
      this.#ancestor.on('error', (error) => this.#options.onError(error));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
      this.#options.onError(asError(error));
      return false;
    }
  }

  /** Watches a folder and those below it; `tell` reports what is already in it, which no event will. */
  async #attach(relative: string, tell: boolean): Promise<boolean> {
    if (this.#closed || this.#watchers.has(relative)) return true;
    if (this.#watchers.size >= maximumFolders) return true;
    const folder = path.join(this.#options.root, relative);
    if (!(await isFolder(folder))) return false;
    if (this.#closed || this.#watchers.has(relative)) return true;
    // What was watched below a root that went would keep the folders of the new one from being watched.
    if (relative === '') this.#detach('');
    if (!this.#watch(relative, folder)) return false;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    await Promise.all(
      entries.map(async (entry) => {
        const below = join(relative, entry.name);
        if (entry.isDirectory()) {
          if (this.#options.descend(below)) await this.#attach(below, tell);
        } else if (tell) this.#report(below);
      }),
    );
    return true;
  }

  #watch(relative: string, folder: string): boolean {
    try {
      const watcher = this.#watchFolder(folder, { persistent: false }, (kind, name) =>
        this.#onEvent(relative, kind, name),
      );
      watcher.on('error', () => this.#run(() => this.#fail(relative)));
      this.#watchers.set(relative, watcher);
      return true;
    } catch (error) {
      if (!isMissing(error)) this.#options.onError(asError(error));
      return false;
    }
  }

  #onEvent(relative: string, kind: string, name: string | null): void {
    if (name === null) {
      this.#report(relative);
      return;
    }
    // So Windows tells that the folder is gone, as fast as it can until the watch ends (nodejs/node#65837).
    if (path.isAbsolute(name)) {
      this.#run(() => this.#leave(relative));
      return;
    }
    const changed = join(relative, name);
    this.#report(changed);
    // A removed folder tells of itself by its own name; only the root can tell that the root is gone.
    if (kind !== 'rename') return;
    if (this.#options.descend(changed)) this.#run(() => this.#follow(changed));
    if (relative === '' && name === path.basename(this.#options.root)) this.#run(() => this.#followRoot());
  }

  /** A folder of that name came or went; where it was replaced, its old watch would tell nothing any more. */
  async #follow(relative: string): Promise<void> {
    const watched = this.#detach(relative);
    if (!(await this.#attach(relative, true)) && watched) this.#report(relative, true);
  }

  /** On Windows the end of a watched folder may be an error of its watch. */
  async #fail(relative: string): Promise<void> {
    if (await isFolder(path.join(this.#options.root, relative))) this.#detach(relative);
    else await this.#leave(relative);
  }

  /** The folder itself has gone, whatever its name stands for by now. */
  #leave(relative: string): Promise<void> {
    return relative === '' ? this.#followRoot() : this.#follow(relative);
  }

  async #followRoot(): Promise<void> {
    this.#detach('');
    this.#report('', true);
    await this.#rootSearch.run();
  }

  #detach(relative: string): boolean {
    const watched = this.#watchers.has(relative);
    const below = relative === '' ? '' : `${relative}/`;
    for (const [key, watcher] of this.#watchers) {
      if (key !== relative && !key.startsWith(below)) continue;
      watcher.close();
      this.#watchers.delete(key);
    }
    return watched;
  }

  #report(relative: string, always = relative === ''): void {
    if (this.#closed || !(always || this.#options.accept(relative))) return;
    this.#pending.add(relative);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const paths = this.#pending;
      this.#pending = new Set();
      this.#options.onChanged(paths);
    }, settleMilliseconds);
  }

  #run(work: () => Promise<void>): void {
    if (!this.#closed) work().catch((error: unknown) => this.#options.onError(asError(error)));
  }
}

function join(relative: string, name: string): string {
  return relative === '' ? name : `${relative}/${name}`;
}

/** The folder itself, or the nearest one above it that exists. */
async function nearestFolder(folder: string): Promise<string> {
  let nearest = folder;
  while (!(await isFolder(nearest)) && nearest !== path.dirname(nearest)) nearest = path.dirname(nearest);
  return nearest;
}

/** Links are not followed: they lead out of the repository or in circles. */
async function isFolder(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found?.isDirectory() === true;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
