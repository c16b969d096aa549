import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChaosRepository, sharedFiles } from './chaosRepository.ts';

/** From 0 to 1, 1 excluded. */
export type Chance = () => number;

/** Commits to branches, each with a file of its own that nothing may take away again. */
export class Work {
  /** Names of those files, once a ref has them: `tokens/<n>`. */
  readonly committed: string[] = [];
  readonly #repository: ChaosRepository;
  #made = 0;

  constructor(repository: ChaosRepository) {
    this.#repository = repository;
  }

  /** Commits with plain git and without a work tree, half of the time to a file that others change too. */
  async commitOn(ref: string, chance: Chance, poisoned = false): Promise<void> {
    const file = `tokens/${this.#made++}`;
    const index = path.join(this.#repository.parent, `index-${this.#made}`);
    const tip = await this.#repository.tryGit(['rev-parse', '--verify', '--quiet', ref]);
    if (tip === undefined) return;
    await this.#repository.tryGit(['read-tree', tip], { index });
    await this.#put(index, file, file);
    if (poisoned) await this.#put(index, `poison-${this.#made}`, 'x');
    if (chance() < 0.5) await this.#changeShared(index, tip, chance);
    const tree = await this.#repository.tryGit(['write-tree'], { index });
    rmSync(index, { force: true });
    const commit = await this.#repository.tryGit(['commit-tree', tree ?? '', '-p', tip, '-m', file]);
    const moved = await this.#repository.tryGit(['update-ref', '-m', 'plain', ref, commit ?? '', tip]);
    if (commit !== undefined && moved !== undefined) this.committed.push(file);
  }

  /** Commits as a person does in the main work tree, with pauses in which the service may move the branch. */
  async commitInWorkTree(chance: Chance): Promise<void> {
    const file = `tokens/${this.#made++}`;
    try {
      writeFileSync(path.join(this.#repository.folder, file), file);
    } catch {
      return;
    }
    if (chance() < 0.3) await sleep(chance() * 300);
    await this.#repository.tryGit(['add', file]);
    if (chance() < 0.3) await sleep(chance() * 300);
    for (let tries = 0; tries < 20; tries++) {
      if ((await this.#repository.tryGit(['commit', '--quiet', '-m', file])) !== undefined) {
        this.committed.push(file);
        return;
      }
      await sleep(100);
    }
  }

  async #changeShared(index: string, tip: string, chance: Chance): Promise<void> {
    const file = `shared-${Math.floor(chance() * sharedFiles)}.txt`;
    const text = (await this.#repository.tryGit(['cat-file', 'blob', `${tip}:${file}`]))?.split('\n') ?? [];
    text[Math.floor(chance() * text.length)] = `changed for ${this.#made}`;
    await this.#put(index, file, text.join('\n'));
  }

  async #put(index: string, file: string, text: string): Promise<void> {
    const blob = await this.#repository.tryGit(['hash-object', '-w', '--stdin'], { input: `${text}\n` });
    await this.#repository.tryGit(['update-index', '--add', '--cacheinfo', `100644,${blob},${file}`], {
      index,
    });
  }
}
