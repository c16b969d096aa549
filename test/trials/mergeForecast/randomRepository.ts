import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Gives a whole number from 0 to below the bound. */
export type Random = (bound: number) => number;

/** The same numbers for the same seed: a trial that fails can be had again. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

interface File {
  readonly mode: '100644' | '100755' | '120000' | '160000';
  readonly content: string;
}

type Tree = Map<string, File>;

interface Commit {
  readonly tree: Tree;
  readonly mark: number;
}

const folders = ['', 'a/', 'a/deep/', 'b/', 'With Space/', 'caf\\303\\251/', 'raw\\377/', 'line\\nbreak/'];
const emptyCommit = '1'.repeat(40);

/** A folder with a repository of random history: every kind of change, branches that merge each other crosswise. */
export function makeRandomRepository(random: Random, commits: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'swarm-trial-'));
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder]);
  execFileSync('git', ['fast-import', '--quiet'], {
    cwd: folder,
    input: Buffer.from(new RandomHistory(random).write(commits), 'latin1'),
  });
  return folder;
}

class RandomHistory {
  readonly #random: Random;
  readonly #commits: Commit[] = [];
  #text = '';

  constructor(random: Random) {
    this.#random = random;
  }

  write(count: number): string {
    const first: Tree = new Map();
    for (let index = 0; index < 40; index++) first.set(this.#newName(), this.#newFile());
    this.#commit(first, []);
    while (this.#commits.length < count) {
      const from = this.#recent();
      const tree = new Map(from.tree);
      for (let change = this.#random(3); change >= 0; change--) this.#change(tree);
      const other = this.#recent();
      // Merges that take one side's files for their own make the crosswise histories.
      const merges = this.#random(5) === 0 && other !== from;
      this.#commit(tree, merges ? [from, other] : [from]);
    }
    return this.#text;
  }

  #commit(tree: Tree, parents: readonly Commit[]): void {
    const mark = this.#commits.length + 1;
    const [from, ...merged] = parents;
    this.#text += `commit refs/heads/c${mark}\nmark :${mark}\ncommitter A <a@example.org> ${1_700_000_000 + mark} +0000\ndata 1\nx\n`;
    if (from) this.#text += `from :${from.mark}\n`;
    for (const { mark: other } of merged) this.#text += `merge :${other}\n`;
    this.#text += 'deleteall\n';
    for (const [name, { mode, content }] of tree) {
      if (mode === '160000') this.#text += `M ${mode} ${content} "${name}"\n`;
      else this.#text += `M ${mode} inline "${name}"\ndata ${content.length}\n${content}\n`;
    }
    this.#commits.push({ tree, mark });
  }

  #change(tree: Tree): void {
    const changes = [
      () => this.#edit(tree),
      () => this.#edit(tree),
      () => tree.delete(this.#pick(tree)),
      () => this.#add(tree, this.#newName(), this.#newFile()),
      () => this.#rename(tree, this.#newName()),
      () => this.#rename(tree, this.#otherCase(this.#pick(tree))),
      () => this.#moveFolder(tree),
      () => this.#setMode(tree),
      () => this.#fileInPlaceOfFolder(tree),
    ];
    changes[this.#random(changes.length)]?.();
  }

  #edit(tree: Tree): void {
    const name = this.#pick(tree);
    const file = tree.get(name);
    if (!file) return;
    if (file.mode === '160000') tree.set(name, { ...file, content: this.#objectId() });
    else {
      const lines = file.content.split('\n');
      lines[this.#random(lines.length)] = `edited ${this.#random(4)}`;
      tree.set(name, { ...file, content: lines.join('\n') });
    }
  }

  #rename(tree: Tree, target: string): void {
    const name = this.#pick(tree);
    const file = tree.get(name);
    if (!file || tree.has(target)) return;
    tree.delete(name);
    this.#add(tree, target, file);
  }

  #moveFolder(tree: Tree): void {
    const from = folders[1 + this.#random(folders.length - 1)] ?? 'a/';
    const to =
      this.#random(2) === 0 ? `moved${this.#random(3)}/` : (folders[this.#random(folders.length)] ?? '');
    for (const [name, file] of [...tree])
      if (name.startsWith(from)) {
        tree.delete(name);
        this.#add(tree, to + name.slice(from.length), file);
      }
  }

  #setMode(tree: Tree): void {
    const name = this.#pick(tree);
    const file = tree.get(name);
    if (!file || file.mode === '160000') return;
    const mode = (['100644', '100755', '120000'] as const)[this.#random(3)] ?? '100644';
    tree.set(name, { mode, content: mode === '120000' ? 'target' : file.content });
  }

  #fileInPlaceOfFolder(tree: Tree): void {
    const folder = this.#pick(tree).split('/')[0] ?? '';
    for (const name of [...tree.keys()]) if (name.startsWith(`${folder}/`)) tree.delete(name);
    tree.set(folder, this.#newFile());
  }

  /** Puts a file where no file is a folder of another. */
  #add(tree: Tree, name: string, file: File): void {
    for (const other of tree.keys()) if (name.startsWith(`${other}/`) || other.startsWith(`${name}/`)) return;
    tree.set(name, file);
  }

  #newName(): string {
    return `${folders[this.#random(folders.length)] ?? ''}f${this.#random(12)}.txt`;
  }

  #newFile(): File {
    const kind = this.#random(12);
    if (kind === 0) return { mode: '160000', content: this.#objectId() };
    if (kind === 1) return { mode: '100644', content: `\0binary ${this.#random(3)}` };
    const seed = this.#random(6);
    const lines = Array.from({ length: 12 }, (_, index) => `line ${index} of ${seed}`);
    return { mode: '100644', content: `${lines.join('\n')}\n` };
  }

  #otherCase(name: string): string {
    return name.replace(/f(\d+)\.txt$/, 'F$1.txt');
  }

  #objectId(): string {
    return emptyCommit.slice(1) + String(this.#random(3));
  }

  #pick(tree: Tree): string {
    return [...tree.keys()][this.#random(tree.size)] ?? 'none.txt';
  }

  #recent(): Commit {
    const back = this.#random(Math.min(12, this.#commits.length));
    const commit = this.#commits.at(-1 - back);
    if (!commit) throw new Error('The history has no commit yet.');
    return commit;
  }
}
