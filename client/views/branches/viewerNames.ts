import { userInfo } from 'node:os';
import type { Disposable } from 'vscode';
import { runGit } from '../../infrastructure/gitProcess.ts';
import type { Repositories } from '../../repositories.ts';
import type { Viewer } from './branchState.ts';

/** The names under which the person at this window commits, as git is configured in each repository. */
export class ViewerNames implements Disposable {
  readonly #names = new Set<string>([userInfo().username]);
  readonly #asked = new Set<string>();
  readonly #subscription: Disposable;

  /** @param onChanged called when a name came to be known */
  constructor(repositories: Repositories, onChanged: () => void) {
    this.#subscription = repositories.onDidChange(() => {
      for (const { root } of repositories.sessions) {
        if (root === undefined || this.#asked.has(root)) continue;
        this.#asked.add(root);
        void this.#ask(root, onChanged);
      }
    });
  }

  get viewer(): Viewer {
    return { names: [...this.#names], now: Date.now() };
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #ask(root: string, onChanged: () => void): Promise<void> {
    const name = (await runGit(root, ['config', '--get', 'user.name']).catch(() => '')).trim();
    if (name === '' || this.#names.has(name)) return;
    this.#names.add(name);
    onChanged();
  }
}
