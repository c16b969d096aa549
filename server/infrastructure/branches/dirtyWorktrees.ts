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

/** How many files are changed in each work tree. Nothing tells of that, so they are looked at again and again. */
export class DirtyWorktrees {
  readonly #parts: DirtyWorktreesParts;
  readonly #counts = new Map<string, number>();
  #worktrees: readonly Worktree[] = [];
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

  /** Looks at these from now on, at once first. */
  follow(worktrees: readonly Worktree[]): void {
    this.#worktrees = worktrees.filter(({ branch, missing }) => branch !== undefined && !missing);
    this.#lookAfter(0);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  #lookAfter(milliseconds: number): void {
    if (this.#closed || this.#looking !== undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), milliseconds).unref();
  }

  #look(): void {
    const began = performance.now();
    this.#looking = this.#lookAtAll()
      .catch((error: unknown) => this.#parts.log.warn({ err: error }, 'a work tree cannot be looked at'))
      .finally(() => {
        this.#looking = undefined;
        this.#lookAfter(Math.max(shortestPause, (performance.now() - began) / share));
      });
  }

  async #lookAtAll(): Promise<void> {
    const before = JSON.stringify([...this.#counts]);
    const seen = new Set<string>();
    for (const { path } of this.#worktrees) {
      if (this.#closed) return;
      seen.add(path);
      const files = await dirtyFiles(this.#parts.repository, path).catch(() => undefined);
      if (files) this.#counts.set(path, files.length);
      else this.#counts.delete(path);
    }
    for (const path of [...this.#counts.keys()]) if (!seen.has(path)) this.#counts.delete(path);
    if (this.#closed) return;
    if (JSON.stringify([...this.#counts]) !== before) this.#parts.onChanged();
    const gone = this.#worktrees.map(({ path }) => path).filter((path) => !existsSync(path));
    // One that is locked stays in git's list: told once.
    if (gone.some((path) => !this.#gone.has(path))) this.#parts.onGone();
    this.#gone = new Set(gone);
  }
}
