import { existsSync } from 'node:fs';
import type { Logger } from 'pino';
import type { Repository } from '../git/repository.ts';
import type { Worktree } from '../git/worktreeList.ts';
import { dirtyFiles } from '../git/worktreeStatus.ts';

const shortestPause = 5_000;
/** Looking takes at most this part of the time. */
const share = 1 / 20;

export interface DirtyWorktreesParts {
  readonly repository: Repository;
  readonly log: Logger;
  /** Called when a work tree has other files changed than before. */
  readonly onChanged: () => void;
  /** Called when a work tree is not there any more: somebody has removed its folder. */
  readonly onGone: () => void;
}

/**
 * How many files are changed in each work tree. Nothing tells of that, so all are looked at again and again, and one whose
 * head has moved at once.
 */
export class DirtyWorktrees {
  readonly #parts: DirtyWorktreesParts;
  readonly #counts = new Map<string, number>();
  #worktrees: readonly Worktree[] = [];
  /** Paths of those to look at now. */
  #due = new Set<string>();
  /** When all are looked at again. */
  #nextRound = 0;
  #gone: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #closed = false;

  constructor(parts: DirtyWorktreesParts) {
    this.#parts = parts;
  }

  /** Files of the work tree that are in no commit; null where that is not known. */
  count(path: string): number | null {
    return this.#counts.get(path) ?? null;
  }

  /** Looks at these from now on; at once at those that are new or have another head. */
  follow(worktrees: readonly Worktree[]): void {
    const heads = new Map(this.#worktrees.map(({ path, commit }) => [path, commit]));
    this.#worktrees = worktrees.filter(({ branch, missing }) => branch !== undefined && !missing);
    for (const { path, commit } of this.#worktrees) if (heads.get(path) !== commit) this.#due.add(path);
    this.#lookSoon();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  #lookSoon(): void {
    if (this.#closed || this.#looking !== undefined) return;
    clearTimeout(this.#timer);
    const pause = this.#due.size > 0 ? 0 : Math.max(0, this.#nextRound - performance.now());
    this.#timer = setTimeout(() => this.#look(), pause).unref();
  }

  #look(): void {
    const began = performance.now();
    const isRound = began >= this.#nextRound;
    const paths = this.#worktrees.map(({ path }) => path).filter((path) => isRound || this.#due.has(path));
    this.#due.clear();
    this.#looking = this.#lookAt(paths)
      .catch((error: unknown) => this.#parts.log.warn({ err: error }, 'a work tree cannot be looked at'))
      .finally(() => {
        const now = performance.now();
        if (isRound) this.#nextRound = now + Math.max(shortestPause, (now - began) / share);
        this.#looking = undefined;
        this.#lookSoon();
      });
  }

  async #lookAt(paths: readonly string[]): Promise<void> {
    const before = JSON.stringify([...this.#counts]);
    for (const path of paths) {
      if (this.#closed) return;
      const files = await dirtyFiles(this.#parts.repository, path).catch(() => undefined);
      if (files) this.#counts.set(path, files.length);
      else this.#counts.delete(path);
    }
    if (this.#closed) return;
    this.#forget();
    if (JSON.stringify([...this.#counts]) !== before) this.#parts.onChanged();
    const gone = this.#worktrees.map(({ path }) => path).filter((path) => !existsSync(path));
    // One that is locked stays in git's list: told once.
    if (gone.some((path) => !this.#gone.has(path))) this.#parts.onGone();
    this.#gone = new Set(gone);
  }

  #forget(): void {
    const followed = new Set(this.#worktrees.map(({ path }) => path));
    for (const path of [...this.#counts.keys()]) if (!followed.has(path)) this.#counts.delete(path);
  }
}
