import { execFileSync } from 'node:child_process';

const lineCount = 60;
const branchCommits = 4;
const filesOfCommit = 3;

type Changes = ReadonlyMap<string, readonly string[]>;

/** The history as git's fast-import reads it. */
class Import {
  readonly #parts: string[] = [];
  #mark = 0;

  get text(): string {
    return this.#parts.join('');
  }

  commit(branch: string, files: Changes, from: number | undefined): number {
    this.#mark += 1;
    const time = Math.floor(Date.now() / 1000) + this.#mark;
    this.#parts.push(
      `commit refs/heads/${branch}\nmark :${this.#mark}\ncommitter A <a@example.org> ${time} +0000\ndata 1\nx\n`,
    );
    if (from !== undefined) this.#parts.push(`from :${from}\n`);
    for (const [name, lines] of files) {
      const content = lines.map((line) => `${line}\n`).join('');
      this.#parts.push(`M 100644 inline ${name}\ndata ${content.length}\n${content}\n`);
    }
    return this.#mark;
  }
}

/**
 * Makes a repository in an empty folder: `main` with 200 commits, and branches from its later half that change some
 * files of one package and a few elsewhere.
 */
export function makeBranches(folder: string, branches: number, files: number): void {
  const history = new Import();
  const names = Array.from(
    { length: files },
    (_, n) => `src/p${n % 50}/m${Math.floor((n % 500) / 50)}/f${n}.py`,
  );
  const main = makeMain(history, names);
  for (let branch = 0; branch < branches; branch++) {
    const fork = main[100 + ((branch * 31) % 101)] ?? { mark: 1, content: new Map() };
    let { mark, content: own } = fork;
    for (let commit = 0; commit < branchCommits; commit++) {
      const chosen = Array.from({ length: filesOfCommit }, (_, n) =>
        chooseFile(names, branch, commit * 3 + n),
      );
      const changes = edits(own, chosen, branch * 100 + commit);
      own = new Map([...own, ...changes]);
      mark = history.commit(`feature/${branch}`, changes, mark);
    }
  }
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder]);
  execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, input: history.text });
}

/** Every commit of `main` with the files as they are in it. */
function makeMain(history: Import, names: readonly string[]): { mark: number; content: Changes }[] {
  let content: Changes = new Map(
    names.map((name) => [name, Array.from({ length: lineCount }, (_, n) => `line ${n} of ${name}`)]),
  );
  const main = [{ mark: history.commit('main', content, undefined), content }];
  for (let commit = 1; commit <= 200; commit++) {
    const chosen = [0, 1, 2].map((n) => names[(commit * 7919 + n * 104729) % names.length] ?? '');
    const changes = edits(content, chosen, commit);
    content = new Map([...content, ...changes]);
    main.push({ mark: history.commit('main', changes, main.at(-1)?.mark), content });
  }
  return main;
}

/** Moves a branch by a commit with the files of `main`: it stays where it was in history. */
export function moveBranch(folder: string, branch: string): void {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  const commit = git(
    ...identity,
    'commit-tree',
    `${branch}^^{tree}`,
    '-p',
    branch,
    '-m',
    'Take back the last change',
  );
  git('update-ref', `refs/heads/${branch}`, commit);
}

function edits(content: Changes, names: readonly string[], seed: number): Map<string, string[]> {
  return new Map(
    names.map((name, n) => {
      const lines = [...(content.get(name) ?? [])];
      lines[(seed * 13 + n * 17) % lineCount] = `changed by ${seed}`;
      return [name, lines];
    }),
  );
}

/** Three of four files lie in the branch's own package. */
function chooseFile(names: readonly string[], branch: number, n: number): string {
  const inPackage = (branch % 50) + 50 * ((branch * 7 + n * 11) % Math.floor(names.length / 50));
  return names[n % 4 === 3 ? (branch * 6151 + n * 3571) % names.length : inPackage] ?? '';
}
