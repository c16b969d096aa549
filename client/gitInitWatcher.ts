import { type Disposable, RelativePattern, type WorkspaceFolder, workspace } from 'vscode';

/** Milliseconds after `.git` appeared: `git init` fills it step by step, and a watcher may miss what comes at once. */
const looks = [0, 100, 300, 1_000, 3_000];

/** Notices that a folder becomes a repository by `git init`, which no event of the editor tells. */
export class GitInitWatcher implements Disposable {
  readonly #look: () => Promise<boolean>;
  #watchers: readonly Disposable[] = [];
  #watched = '';
  #timer: NodeJS.Timeout | undefined;

  /** @param look looks again; true once there is a repository */
  constructor(look: () => Promise<boolean>) {
    this.#look = look;
  }

  /** Watches exactly these folders from now on. */
  watch(folders: readonly WorkspaceFolder[]): void {
    const wanted = JSON.stringify(folders.map((folder) => folder.uri.toString()));
    // Setting up a watcher takes a moment in which it sees nothing: one that fits is kept.
    if (wanted === this.#watched) return;
    this.dispose();
    this.#watched = wanted;
    this.#watchers = folders.map((folder) => {
      const pattern = new RelativePattern(folder, '{.git,.git/HEAD}');
      const watcher = workspace.createFileSystemWatcher(pattern, false, true, true);
      watcher.onDidCreate(() => this.#lookRepeatedly(0));
      return watcher;
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers) watcher.dispose();
    this.#watchers = [];
    this.#watched = '';
  }

  #lookRepeatedly(attempt: number): void {
    clearTimeout(this.#timer);
    const wait = looks[attempt];
    if (wait === undefined) return;
    this.#timer = setTimeout(async () => {
      const found = await this.#look();
      if (!found && this.#watched !== '') this.#lookRepeatedly(attempt + 1);
    }, wait);
  }
}
